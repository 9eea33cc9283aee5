import { randomInt } from 'node:crypto';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SCOPES } from '../../tenant/n8nApi.ts';
import { startSandbox, type Sandbox } from '../sandbox/index.mts';
import { cinodeAccount, kleerAccount } from './support/accounts.mts';
import { browserMissing, launchBrowser, screenshot } from './support/browser.mts';
import { Editor } from './support/editor.mts';
import { FormTab } from './support/form.mts';
import { N8n } from './support/n8n.mts';
import { template, type Workflow } from './support/workflow.mts';

/** The set-up form where n8n, or an account, doesn't let it do what it should. */

interface There extends Workflow {
	id: string;
	tags?: Array<{ name: string }>;
}

const NUMBER = randomInt(1e8, 1e9);
const COMPANY = `Nordkust ${NUMBER}`;

let n8n: N8n;
let sandbox: Sandbox;
let browser: Browser;
let gate: Gate;
let key: { id: string; rawApiKey: string };
let setUp: string;

beforeAll(async () => {
	if (browserMissing) return;
	[n8n, sandbox, browser] = await Promise.all([N8n.start(), startSandbox(), launchBrowser()]);
	sandbox.kleer.store.company.name = COMPANY;
	gate = await Gate.open(n8n.address.url);
	key = (await n8n.rest.request('POST', '/api-keys', {
		label: COMPANY,
		expiresAt: null,
		scopes: SCOPES,
	})) as typeof key;
	await n8n.importCredential({ ...kleerAccount(sandbox), name: `Kleer ${NUMBER}` });
	await n8n.importCredential({ ...cinodeAccount(sandbox), name: `Cinode ${NUMBER}` });
	await useKey(key.rawApiKey);
	setUp = await n8n.importWorkflow({ ...(await template('set-up')), id: undefined }, (workflow) => {
		for (const node of workflow.nodes) {
			if (node.parameters.operation !== 'setUp' || node.parameters.step === 'page') continue;
			node.credentials = {
				...(node.parameters.step === 'look'
					? {
							kleerApi: { id: null, name: `Kleer ${NUMBER}` },
							cinodeApi: { id: null, name: `Cinode ${NUMBER}` },
						}
					: {}),
				n8nSetUpApi: { id: null, name: `n8n ${NUMBER}` },
			};
		}
	});
}, 180_000);

beforeEach(() => gate?.forget());

afterAll(async () => {
	for (const { id } of await ours()) await n8n.removeWorkflow(id);
	if (key) await n8n.rest.request('DELETE', `/api-keys/${key.id}`);
	await browser?.close();
	await n8n?.stop();
	await gate?.close();
	await sandbox?.close();
});

/** What n8n holds of this tenant, with the tag or by the name. */
async function ours(): Promise<There[]> {
	if (!n8n) return [];
	const all = (await n8n.rest.workflows()) as There[];
	return all.filter(({ name, id }) => name.startsWith(COMPANY) && id !== setUp);
}

async function useKey(apiKey: string): Promise<void> {
	await n8n.importCredential({
		name: `n8n ${NUMBER}`,
		type: 'n8nSetUpApi',
		data: { apiKey, baseUrl: gate.url },
	});
}

/** Fills nothing in, and goes on until the form ends; gives what its last page says. */
async function toTheEnd(picture: string): Promise<string> {
	const editor = await Editor.open(browser, n8n, setUp);
	const form = await FormTab.open(editor);
	while (!(await form.isLast)) await form.next();
	await screenshot(form.page, `set-up-refused-${picture}`, true);
	const text = await form.text();
	await editor.page.context().close();
	return text;
}

describe.skipIf(browserMissing)(
	`the set-up form, refused${browserMissing ? ` (skipped: ${browserMissing})` : ''}`,
	() => {
		it('says that the key is wrong, and where to make one', async () => {
			await useKey('wrong');
			const said = await toTheEnd('key');
			await useKey(key.rawApiKey);
			expect(said).toContain('refused GET /workflows with 401');
			expect(said).toContain('Unauthorized. Make a key in n8n under Settings > n8n API');
			expect(said).toContain('Nothing was made');
			expect(await ours()).toEqual([]);
		});

		it('says what is missing for users and what to do, and ends there', async () => {
			sandbox.kleer.store.rights.delete('Payroll');
			const said = await toTheEnd('right');
			sandbox.kleer.store.rights.add('Payroll');
			expect(said).toContain('The sync of users can’t work yet');
			expect(said).toContain('Payroll');
			expect(said).toContain('right to read payroll');
			expect(await ours()).toEqual([]);
		});

		it('leaves a workflow of somebody else alone that has the name, and says which', async () => {
			const taken = `${COMPANY}: Kleer → Cinode: users`;
			const somebodys = await n8n.importWorkflow({
				name: taken,
				nodes: [],
				connections: {},
				settings: {},
			});
			const said = await toTheEnd('name');
			expect(said).toContain(`the name "${taken}" is taken by a workflow without the tag`);
			expect(said).toContain('Rename it, then do this again');
			expect((await ours()).map(({ id }) => id)).toEqual([somebodys]);
			await n8n.removeWorkflow(somebodys);
		});

		it('says what is there already when n8n fails in the middle, and a further run finishes', async () => {
			gate.fails = ({ method, path, times }) =>
				method === 'POST' && path === '/api/v1/workflows' && times === 3;
			const stopped = await toTheEnd('stopped');
			expect(stopped).toContain('503: Down for a while. n8n');
			expect(stopped).toContain('What stands below is there already');
			expect(stopped).toContain('Run the form again');
			expect(await ours()).toHaveLength(2);
			gate.forget();
			const finished = await toTheEnd('finished');
			expect(finished).toContain('5 workflows are there');
			expect(finished).toMatch(/Dry run, users: \d+ would be created/);
			const all = await ours();
			expect(new Set(all.map(({ name }) => name)).size).toBe(5);
			expect(all).toHaveLength(5);
		});

		it('refuses to work when it is published, where anybody could open it', async () => {
			await n8n.publish(setUp);
			const page = await browser.newPage();
			await page.goto(`${n8n.address.url}/form/kleer-cinode-set-up`);
			await page.locator('#submit-btn').click();
			await page.getByText('Unpublish it').waitFor({ timeout: 60_000 });
			const said = await page.locator('body').innerText();
			await page.close();
			await n8n.unpublish(setUp);
			expect(said).toContain('Unpublish it, and press Execute workflow');
		});

		it('finishes what was made but got no tag', async () => {
			const [first] = await ours();
			if (!first) throw new Error('Nothing was made');
			await n8n.rest.request('PATCH', `/workflows/${first.id}?forceSave=true`, { tags: [] });
			await toTheEnd('untagged');
			const all = await ours();
			expect(all).toHaveLength(5);
			for (const { tags = [] } of all) expect(tags.map(({ name }) => name)).toEqual([COMPANY.slice(0, 24)]);
		});
	},
);

interface Passing {
	method: string;
	path: string;
	/** How many of just this kind have come. */
	times: number;
}

/** Stands before n8n's API, and can answer with an error of its own. */
class Gate {
	fails: (passing: Passing) => boolean = () => false;
	private readonly counts = new Map<string, number>();

	private constructor(
		private readonly server: Server,
		readonly url: string,
	) {}

	static async open(target: string): Promise<Gate> {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const gate = new Gate(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
		server.on('request', (given, answer) => {
			const method = given.method ?? 'GET';
			const path = (given.url ?? '').split('?')[0] ?? '';
			const times = (gate.counts.get(`${method} ${path}`) ?? 0) + 1;
			gate.counts.set(`${method} ${path}`, times);
			if (gate.fails({ method, path, times })) {
				given.resume();
				answer.writeHead(503, { 'content-type': 'application/json' }).end('{"message":"Down for a while"}');
				return;
			}
			const { host: _host, ...headers } = given.headers;
			const passed = request(new URL(given.url ?? '/', target), { method, headers }, (reply) => {
				answer.writeHead(reply.statusCode ?? 502, reply.headers);
				reply.pipe(answer);
			});
			given.pipe(passed);
		});
		return gate;
	}

	forget(): void {
		this.fails = () => false;
		this.counts.clear();
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}
