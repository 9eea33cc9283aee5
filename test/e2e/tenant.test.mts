import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SCOPES } from '../../tenant/n8nApi.ts';
import { startSandbox, type Sandbox } from '../sandbox/index.mts';
import { cinodeAccount, kleerAccount } from './support/accounts.mts';
import { N8n } from './support/n8n.mts';
import { root } from './support/scripts.mts';
import { nodeOfType, type Workflow, type WorkflowNode } from './support/workflow.mts';

interface Brought extends Workflow {
	id: string;
	active: boolean;
	versionId: string;
	activeVersionId: string | null;
	tags: Array<{ name: string }>;
	settings: { errorWorkflow?: string };
}

const NUMBER = randomInt(1e8, 1e9);
const NAME = `Nordkust ${NUMBER}`;
const KLEER = `Kleer ${NUMBER}`;
const CINODE = `Cinode ${NUMBER}`;

/** What the file says by now. */
const choices: Record<string, unknown> = {
	name: NAME,
	credential: KLEER,
	timeZone: 'Europe/Stockholm',
	users: { languageId: 1 },
};

let n8n: N8n;
let sandbox: Sandbox;
let folder: string;
let key: { id: string; rawApiKey: string };

beforeAll(async () => {
	[n8n, sandbox] = await Promise.all([N8n.start(), startSandbox()]);
	sandbox.cinode.store.company.id = NUMBER;
	await n8n.importCredential({ ...kleerAccount(sandbox), name: KLEER });
	await n8n.importCredential({ ...cinodeAccount(sandbox), name: CINODE });
	folder = await mkdtemp(join(tmpdir(), 'tenant-'));
	key = (await n8n.rest.request('POST', '/api-keys', {
		label: NAME,
		expiresAt: null,
		scopes: SCOPES,
	})) as typeof key;
});

afterAll(async () => {
	for (const { id, active } of await brought()) {
		if (active) await n8n.unpublish(id);
		await n8n.removeWorkflow(id);
	}
	if (key) await n8n.rest.request('DELETE', `/api-keys/${key.id}`);
	await n8n?.stop();
	await sandbox?.close();
	if (folder) await rm(folder, { recursive: true });
});

describe('a tenant in a real n8n', () => {
	it('is only told of in a dry run', async () => {
		const said = await command({}, '--dry-run');
		expect(actions(said)).toEqual(Array(8).fill('would be created'));
		expect(said).toContain('nothing was written');
		expect(await brought()).toEqual([]);
	});

	it('comes with its tag, credentials linked and references to its own workflows', async () => {
		expect(actions(await command())).toEqual(Array(8).fill('created'));
		const all = await brought();
		expect(all).toHaveLength(8);
		const [alert, push] = [named(all, 'reports and alerts'), named(all, 'projects, push')];
		for (const workflow of all) {
			if (workflow !== alert && !/: (set-up check|look-up)$/.test(workflow.name)) {
				expect(workflow.settings.errorWorkflow).toBe(alert.id);
			}
			for (const { credentials = {} } of workflow.nodes) {
				for (const { id, name } of Object.values(credentials)) {
					expect(id).toBeTruthy();
					expect([KLEER, CINODE]).toContain(name);
				}
			}
		}
		expect(called(push)).toEqual([alert.id]);
		expect(called(named(all, 'users'))).toEqual([alert.id]);
		expect(called(named(all, 'catch-up'))).toEqual([push.id, alert.id]);
	});

	it('is unchanged the second time', async () => {
		expect(actions(await command())).toEqual(Array(8).fill('unchanged'));
		expect(await brought()).toHaveLength(8);
	});

	it('is updated, not doubled; nodes that people added stay', async () => {
		const alert = named(await brought(), 'reports and alerts');
		await addNode(alert, 'Slack', 'Alert');
		const said = await command({ timeZone: 'Europe/Oslo' });
		expect(new Set(actions(said))).toEqual(new Set(['updated']));
		expect(said).toContain("'Map Users': timeZone");
		expect(said).toContain('kept, not of the template: Slack');
		expect(said).toContain("'Slack' stands beside 'Alert Was Sent', not before it");
		const all = await brought();
		expect(all).toHaveLength(8);
		const kept = named(all, 'reports and alerts');
		expect(kept.id).toBe(alert.id);
		expect(kept.nodes.map(({ name }) => name)).toContain('Slack');
		expect(JSON.stringify(kept.connections)).toContain('"node":"Slack"');
	});

	it('is published with its webhook, those first that others refer to', async () => {
		const said = await command({ users: { languageId: 1, leavers: 'setEndDate' } }, '--publish');
		expect(said).not.toContain('not published');
		const all = await brought();
		const waiting = all.filter(({ active }) => !active);
		expect(waiting.map(({ name }) => name.split(': ').at(-1)).sort()).toEqual(['look-up', 'set-up check']);
		const { webhookId } = nodeOfType(named(all, 'projects, push'), 'cinodeTrigger');
		await vi.waitFor(() => expect(sandbox.cinode.store.webhooks.size).toBe(1), { timeout: 30_000 });
		const [webhook] = sandbox.cinode.store.webhooks.values();
		const path = `/webhook/${webhookId}/webhook`;
		expect(webhook?.endpointUrl).toContain(path);
		const ensure = named(all, 'catch-up').nodes.find(({ name }) => name === 'Ensure Webhook');
		expect(ensure?.parameters.webhookUrl).toContain(path);
	});

	it('stays published when it is updated, in its new version', async () => {
		const said = await command({ users: { languageId: 1, leavers: 'nothing', dryRun: false } });
		expect(actions(said).filter((action) => action === 'updated')).toHaveLength(1);
		expect(said).toContain("'Sync Users': dryRun, leavers");
		const users = named(await brought(), 'users');
		expect(users.active).toBe(true);
		expect(users.activeVersionId).toBe(users.versionId);
	});

	it('syncs with the credentials of the file', async () => {
		const people = [...sandbox.cinode.store.users.values()];
		const linked = people.filter(({ internalIdentifier }) => internalIdentifier).length;
		const users = named(await brought(), 'users');
		const id = await n8n.rest.runManually(users.id, nodeOfType(users, 'scheduleTrigger').name);
		await n8n.rest.ended(id);
		const now = [...sandbox.cinode.store.users.values()];
		expect(now.filter(({ internalIdentifier }) => internalIdentifier).length).toBeGreaterThan(linked);
	});

	it('tells which credentials are missing, and publishes nothing without them', async () => {
		choices.name = `${NAME} Drift`;
		const said = await command({ credential: 'Nowhere' }, '--publish').catch(String);
		expect(said).toContain('Credentials "Nowhere": not there, or there twice');
		expect(said).toContain('Credential not configured: kleerApi');
		expect(said).toContain('Choose the credentials in the workflow, then publish it.');
		expect((await brought()).filter(({ active }) => active)).toHaveLength(6);
	});

	it('lets n8n link the credentials where the key may not list them, and leaves others alone', async () => {
		const scopes = SCOPES.filter((scope) => scope !== 'credential:list');
		const given = { label: `${NAME} less`, expiresAt: null, scopes };
		const less = (await n8n.rest.request('POST', '/api-keys', given)) as typeof key;
		const said = await command({ credential: KLEER }, '--api-key', less.rawApiKey);
		await n8n.rest.request('DELETE', `/api-keys/${less.id}`);
		expect(said).not.toContain('Credentials');
		expect(said).toContain(`With the tag, but not of this file; left alone:\n  ${NAME}: `);
		const drift = (await brought()).filter(({ name }) => name.startsWith(`${NAME} Drift`));
		const { credentials } = nodeOfType(named(drift, 'users'), 'kleer');
		expect(credentials?.kleerApi?.id).toBeTruthy();
	});

	it('says what to do when n8n refuses', async () => {
		const wrong = await command({}, '--api-key', 'wrong').catch(String);
		expect(wrong).toContain('refused GET /tags with 401');
		expect(wrong).toContain('Settings > n8n API');
		expect(wrong).not.toContain(key.rawApiKey);
	});
});

/** Changes the tenant's file and runs the command on it; gives what it says. */
async function command(changes: Record<string, unknown> = {}, ...options: string[]): Promise<string> {
	Object.assign(choices, changes);
	const { timeZone, users, name, credential } = choices;
	const company = {
		name,
		kleerCredential: credential,
		cinodeCredential: CINODE,
		users,
		subcontractors: { languageId: 1 },
		customers: {},
		projects: { goLiveDate: '2025-01-01' },
	};
	const file = join(folder, 'tenant.jsonc');
	await writeFile(file, `// A tenant\n${JSON.stringify({ name: NAME, timeZone, companies: [company] })}`);
	return await run([file, '--n8n', `${n8n.address.url}/home/workflows`, ...options]);
}

async function run(given: string[]): Promise<string> {
	const env = { ...process.env, N8N_API_KEY: key.rawApiKey };
	return await new Promise((resolve, reject) => {
		execFile(
			'npm',
			['run', 'tenant', '--silent', '--', ...given],
			{ cwd: root, env },
			(error, stdout, stderr) => {
				// Vitest would take the command's own stack for the test's.
				if (error) reject(new Error(`${stdout}\n${stderr}`.replace(/^ +at /gm, 'from ')));
				else resolve(stdout);
			},
		);
	});
}

/** First column of the table. */
function actions(said: string): string[] {
	return [...said.matchAll(/^ {2}((?:would be )?(?:created|updated)|unchanged|failed)\b/gm)].map(
		([, action = '']) => action,
	);
}

async function brought(): Promise<Brought[]> {
	if (!n8n) return [];
	const all = (await n8n.rest.workflows()) as Brought[];
	const own = all.filter(({ tags = [] }) => tags.some(({ name }) => name === NAME));
	return await Promise.all(own.map(async ({ id }) => (await n8n.rest.workflow(id)) as Brought));
}

function named(all: Brought[], end: string): Brought {
	const found = all.find(({ name }) => name.endsWith(end));
	if (!found) throw new Error(`No workflow "… ${end}"`);
	return found;
}

/** Ids of the workflows that it calls. */
function called({ nodes }: Workflow): unknown[] {
	return nodes
		.filter(({ type }) => type === 'n8n-nodes-base.executeWorkflow')
		.map(({ parameters }) => (parameters.workflowId as { value: unknown }).value);
}

/** As somebody would in the editor. */
async function addNode(workflow: Brought, name: string, after: string): Promise<void> {
	const node: WorkflowNode = {
		id: 'peoples-own',
		name,
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	workflow.nodes.push(node);
	workflow.connections[after] = { main: [[{ node: name, type: 'main', index: 0 }]] };
	await n8n.rest.request('PATCH', `/workflows/${workflow.id}?forceSave=true`, {
		nodes: workflow.nodes,
		connections: workflow.connections,
	});
}
