import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SyncTemplate } from './support/syncTemplate.mts';

let users: SyncTemplate;

beforeAll(async () => {
	users = await SyncTemplate.start('users');
});

afterAll(async () => {
	await users?.stop();
});

describe('the users template in a real n8n', () => {
	it('writes nothing as it ships, and says what it would do', async () => {
		const before = structuredClone([...users.sandbox.cinode.store.users.values()]);
		const { execution, summary } = await users.preview();
		expect(execution.status).toBe('success');
		expect(summary.dryRun).toBe(true);
		expect(summary.counts.created + summary.counts.linked).toBeGreaterThan(0);
		expect(summary.counts.failed).toBe(0);
		expect(users.writes).toEqual([]);
		expect([...users.sandbox.cinode.store.users.values()]).toEqual(before);
	});

	it('brings everybody over on its schedule, once published', async () => {
		const before = users.linkedUsers;
		const [run] = await users.onSchedule(1);
		expect(run?.execution.mode).toBe('trigger');
		const { created = 0, linked = 0, failed } = run?.summary.counts ?? {};
		expect(failed).toBe(0);
		expect(created).toBeGreaterThan(0);
		expect(users.linkedUsers).toBe(before + created + linked);
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
