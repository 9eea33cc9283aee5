import { afterAll, describe, expect, it } from 'vitest';
import { SyncTemplate } from '../e2e/support/syncTemplate.mts';

const open: SyncTemplate[] = [];

/** A company of its own, over which a sync has never run. */
async function company(): Promise<SyncTemplate> {
	const users = await SyncTemplate.start('users');
	open.push(users);
	return users;
}

afterAll(async () => {
	for (const users of open) await users.stop();
});

/** What a sync has left behind, without what differs between two companies: ids, times and passwords. */
function peopleOf({ sandbox }: SyncTemplate): string[] {
	return [...sandbox.cinode.store.users.values()]
		.map(({ id: _id, password: _password, createdDateTime: _c, updatedDateTime: _u, tags, ...user }) => ({
			...user,
			tags: tags.map((id) => sandbox.cinode.store.tags.get(id)?.name).sort(),
		}))
		.map((user) => JSON.stringify(user))
		.sort();
}

describe('the users template in queue mode', () => {
	it('started four times at once, works once, and to the same end as an undisturbed run', async () => {
		const undisturbed = await company();
		const { done } = await undisturbed.sync();
		const users = await company();
		const runs = await users.syncAtOnce(4);
		const [working, ...more] = runs.filter(({ summary }) => !summary.notRun);
		expect(more).toEqual([]);
		expect(working?.done.map(({ label, action }) => [label, action])).toEqual(
			done.map(({ label, action }) => [label, action]),
		);
		for (const { summary } of runs.filter((run) => run !== working)) {
			expect(summary.notRun).toMatch(/another run .*still working/i);
		}
		expect(peopleOf(users)).toEqual(peopleOf(undisturbed));
	});

	it('costs no more in a run without changes than in regular mode', async () => {
		const users = open.at(-1) ?? (await company());
		const { done } = await users.sync();
		expect(done).toEqual([]);
		expect(users.writes).toEqual([]);
		expect(users.cinodeRequests).toBeLessThanOrEqual(4);
	});
});
