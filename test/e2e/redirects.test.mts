import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox, type System } from '../sandbox/index.mts';
import { cinodeAccount, kleerAccount } from './support/accounts.mts';
import { N8n, type CredentialInput } from './support/n8n.mts';
import type { Workflow } from './support/workflow.mts';
import { leaveUnrecorded } from '../unrecorded.mts';

leaveUnrecorded();

let n8n: N8n;
let sandbox: Sandbox;
let elsewhere: Server;
/** Requests that came to where an answer led. */
let followed: string[];

beforeAll(async () => {
	n8n = await N8n.start();
	elsewhere = createServer((request, response) => {
		followed.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
		response.writeHead(200, { 'content-type': 'application/json' }).end('{"access_token":"a.b.c"}');
	});
	await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
});

// A vendor at an address of its own for each test: n8n keeps Cinode's token as long as it lives.
beforeEach(async () => {
	followed = [];
	sandbox = await startSandbox();
});

afterEach(async () => await sandbox.close());

afterAll(async () => {
	await n8n?.stop();
	elsewhere?.close();
});

const port = () => (elsewhere.address() as AddressInfo).port;

/** The answer leads away, as a log-in page's does; such an address holds secrets of its own. */
function leadAway(system: System, path: string, status = 302): void {
	const location = `http://someone:passw0rd@127.0.0.1:${port()}/login?ticket=s3cret`;
	sandbox.faults.add({ system, path, kind: 'status', status, headers: { location } });
}

const READS = {
	kleer: { resource: 'user', operation: 'getAll', returnAll: true },
	cinode: { resource: 'tag', operation: 'getAll', returnAll: true },
};

const requestTo = (path: string, method = 'GET') => ({
	resource: 'apiRequest',
	operation: 'send',
	method,
	path,
	...(method === 'GET' ? {} : { body: '{}' }),
});

function workflowOf(type: System, parameters: Record<string, unknown>): Workflow {
	const [credential, name] =
		type === 'kleer' ? ['kleerApi', 'Kleer account'] : ['cinodeApi', 'Cinode account'];
	const position: [number, number] = [0, 0];
	return {
		name: `Redirects ${type}`,
		nodes: [
			{
				id: 'a',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position,
				parameters: {},
			},
			{
				id: 'b',
				name: 'Node',
				type: `n8n-nodes-kleer-cinode.${type}`,
				typeVersion: 1,
				position,
				parameters,
				credentials: { [credential]: { id: null, name } },
			},
		],
		connections: { Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}

async function errorOf(type: System, parameters: Record<string, unknown>): Promise<string> {
	const { error } = await n8n.run(await n8n.importWorkflow(workflowOf(type, parameters)), 'Start');
	return `${error?.message}\n${error?.description}`;
}

function staysHere(message: string): void {
	expect(followed).toEqual([]);
	expect(message).toContain(`http://127.0.0.1:${port()}`);
	expect(message).not.toMatch(/s3cret|passw0rd|someone/);
}

describe('an answer that leads to another host is not followed', () => {
	beforeEach(async () => {
		await n8n.importCredential(kleerAccount(sandbox));
		await n8n.importCredential(cinodeAccount(sandbox));
	});

	it.each([301, 302, 303, 307, 308])('by Cinode’s token, with status %i', async (status) => {
		leadAway('cinode', '/token$', status);
		staysHere(await errorOf('cinode', READS.cinode));
	});

	it.each([301, 302, 303, 307, 308])('by a read in Cinode, with status %i', async (status) => {
		leadAway('cinode', '/tags$', status);
		staysHere(await errorOf('cinode', READS.cinode));
	});

	it.each([301, 302, 303, 307, 308])('by a read in Kleer, with status %i', async (status) => {
		leadAway('kleer', '/user$', status);
		staysHere(await errorOf('kleer', READS.kleer));
	});

	it.each(['GET', 'POST', 'PUT', 'DELETE'])('by an API request with %s', async (method) => {
		leadAway('kleer', '/info$');
		staysHere(await errorOf('kleer', requestTo('/info', method)));
		leadAway('cinode', '/anything$');
		staysHere(await errorOf('cinode', requestTo('/anything', method)));
	});
});

describe('a credential’s test', () => {
	const cases: Array<[string, System, string, () => CredentialInput]> = [
		['Kleer', 'kleer', '/user/me$', () => kleerAccount(sandbox)],
		['Cinode’s token', 'cinode', '/token$', () => cinodeAccount(sandbox)],
		['Cinode', 'cinode', '/_whoami$', () => cinodeAccount(sandbox)],
		[
			'Cinode with a company',
			'cinode',
			'/capabilities$',
			() => cinodeAccount(sandbox, { companyId: String(sandbox.cinode.companyId) }),
		],
	];

	it.each(cases)('doesn’t follow either: %s', async (_name, system, path, account) => {
		leadAway(system, path);
		const { status, message } = await n8n.testCredential(account());
		expect(status).toBe('Error');
		staysHere(message);
	});
});

describe('a credential that allows other domains only', () => {
	const elsewhereOnly = { allowedHttpRequestDomains: 'domains', allowedDomains: 'api.example.com' };
	const accounts: Array<[System, () => CredentialInput]> = [
		['kleer', () => kleerAccount(sandbox, elsewhereOnly)],
		['cinode', () => cinodeAccount(sandbox, elsewhereOnly)],
		[
			'cinode',
			() => cinodeAccount(sandbox, { ...elsewhereOnly, companyId: String(sandbox.cinode.companyId) }),
		],
		[
			'cinode',
			() =>
				cinodeAccount(sandbox, {
					...elsewhereOnly,
					authentication: 'staticToken',
					staticToken: sandbox.cinode.staticTokenWithoutCompany,
				}),
		],
	];

	it.each(accounts)('%s: nothing is asked, by nodes, API requests and the test', async (type, account) => {
		await n8n.importCredential(account());
		for (const parameters of [READS[type], requestTo('/info')]) {
			expect(await errorOf(type, parameters)).toMatch(/allows? requests to api\.example\.com alone/);
		}
		const { status, message } = await n8n.testCredential(account());
		expect([status, message]).toEqual([
			'Error',
			expect.stringMatching(/allows? requests to api\.example\.com alone/),
		]);
		expect(sandbox.requests.all).toEqual([]);
	});

	it('kleer and cinode: the vendor’s own host among them is asked', async () => {
		const domains = { allowedHttpRequestDomains: 'domains', allowedDomains: 'api.example.com, 127.0.0.1' };
		for (const account of [kleerAccount(sandbox, domains), cinodeAccount(sandbox, domains)]) {
			expect(await n8n.testCredential(account)).toMatchObject({ status: 'OK' });
		}
	});
});
