import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editPerson, startSandbox, type Sandbox } from '../sandbox/index.mts';
import { cinodeAccount, kleerAccount } from './support/accounts.mts';
import { N8n } from './support/n8n.mts';
import { summaryOf, syncWrites } from './support/sync.mts';
import { everySeconds, keepExecutions, nodeOfType, template, type Workflow } from './support/workflow.mts';

let n8n: N8n;
let sandbox: Sandbox;
let users: Workflow;
let trigger: string;

beforeAll(async () => {
	[n8n, sandbox, users] = await Promise.all([N8n.start(), startSandbox(), template('users-sync')]);
	trigger = nodeOfType(users, 'scheduleTrigger').name;
	await n8n.importCredential(kleerAccount(sandbox));
	await n8n.importCredential(cinodeAccount(sandbox));
});

afterAll(async () => {
	await n8n?.stop();
	await sandbox?.close();
});

/** How many of the people in Cinode carry a key. */
function linked(): number {
	return [...sandbox.cinode.store.users.values()].filter((user) => user.internalIdentifier).length;
}

function writing(workflow: Workflow): void {
	for (const node of workflow.nodes) if ('dryRun' in node.parameters) node.parameters.dryRun = false;
}

/** Requests that change something at Cinode. */
function writes(): string[] {
	return syncWrites(sandbox.requests.all);
}

describe('the users template in a real n8n', () => {
	it('writes nothing as it ships, and says what it would do', async () => {
		const before = structuredClone([...sandbox.cinode.store.users.values()]);
		const id = await n8n.importWorkflow(users, keepExecutions);
		const execution = await n8n.run(id, trigger);
		expect(execution.error).toBeUndefined();
		expect(execution.status).toBe('success');
		const summary = summaryOf(execution);
		expect(summary.dryRun).toBe(true);
		expect(summary.counts.created + summary.counts.linked).toBeGreaterThan(0);
		expect(summary.counts.failed).toBe(0);
		expect(writes()).toEqual([]);
		expect([...sandbox.cinode.store.users.values()]).toEqual(before);
	});

	it('brings everybody over on its schedule, once published', async () => {
		const before = linked();
		const id = await n8n.importWorkflow(users, keepExecutions, writing, (workflow) =>
			everySeconds(workflow, 5),
		);
		const [latest] = await n8n.rest.executions(id);
		await n8n.publish(id);
		const execution = await n8n.nextExecution(id, Number(latest?.id ?? 0));
		await n8n.unpublish(id);
		expect(execution.mode).toBe('trigger');
		expect(execution.error).toBeUndefined();
		const { counts } = summaryOf(execution);
		expect(counts.failed).toBe(0);
		expect(counts.created).toBeGreaterThan(0);
		expect(linked()).toBe(before + counts.created + counts.linked);
	});

	it('writes nothing the second time', async () => {
		const id = await n8n.importWorkflow(users, keepExecutions, writing);
		sandbox.requests.clear();
		const { counts } = summaryOf(await n8n.run(id, trigger));
		expect(writes()).toEqual([]);
		expect(counts.created + counts.linked + counts.updated).toBe(0);
	});

	it('follows a change in Kleer with only that', async () => {
		const id = await n8n.importWorkflow(users, keepExecutions, writing);
		const key = [...sandbox.cinode.store.users.values()].map((user) => user.internalIdentifier).find(Boolean);
		const person = [...sandbox.kleer.store.users.values()].find(
			(user) => String(user['internal-id']) === key,
		);
		if (!person) throw new Error(`Nobody in Kleer has the internal id ${key}`);
		editPerson(sandbox.kleer.store, person.id, { payroll: { phone: '+46 70 999 88 77' } });
		sandbox.requests.clear();
		const { counts } = summaryOf(await n8n.run(id, trigger));
		expect(counts.updated).toBe(1);
		const changed = [...sandbox.cinode.store.users.values()].find((user) => user.internalIdentifier === key);
		expect(changed?.phone?.replaceAll(' ', '')).toContain('709998877');
	});
});
