import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { summaryOf } from './support/sync.mts';
import { UsersTemplate } from './support/usersTemplate.mts';
import { everySeconds, keepExecutions, nodeOfType } from './support/workflow.mts';

let users: UsersTemplate;

beforeAll(async () => {
	users = await UsersTemplate.start();
});

afterAll(async () => {
	await users?.stop();
});

describe('the users template in a real n8n', () => {
	it('writes nothing as it ships, and says what it would do', async () => {
		const before = structuredClone([...users.sandbox.cinode.store.users.values()]);
		const id = await users.n8n.importWorkflow(users.workflow, keepExecutions);
		const execution = await users.n8n.run(id, users.trigger);
		expect(execution.error).toBeUndefined();
		expect(execution.status).toBe('success');
		const summary = summaryOf(execution);
		expect(summary.dryRun).toBe(true);
		expect(summary.counts.created + summary.counts.linked).toBeGreaterThan(0);
		expect(summary.counts.failed).toBe(0);
		expect(users.writes).toEqual([]);
		expect([...users.sandbox.cinode.store.users.values()]).toEqual(before);
	});

	it('brings everybody over on its schedule, once published', async () => {
		const before = users.linked;
		const id = await users.n8n.importWorkflow(users.workflow, keepExecutions, (workflow) => {
			nodeOfType(workflow, 'cinode').parameters.dryRun = false;
			everySeconds(workflow, 5);
		});
		const [latest] = await users.n8n.rest.executions(id);
		await users.n8n.publish(id);
		const execution = await users.n8n.nextExecution(id, Number(latest?.id ?? 0));
		await users.n8n.unpublish(id);
		expect(execution.mode).toBe('trigger');
		expect(execution.error).toBeUndefined();
		const { counts } = summaryOf(execution);
		expect(counts.failed).toBe(0);
		expect(counts.created).toBeGreaterThan(0);
		expect(users.linked).toBe(before + counts.created + counts.linked);
	});

	it('writes nothing the second time, and hardly asks', async () => {
		const { done, summary } = await users.sync();
		expect(users.writes).toEqual([]);
		expect(done).toEqual([]);
		const { created, linked, updated } = summary.counts;
		expect(created + linked + updated).toBe(0);
		expect(users.cinodeRequests).toBeLessThanOrEqual(4);
	});
});
