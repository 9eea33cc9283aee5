import { afterAll, describe, expect, it, vi } from 'vitest';
import { SyncTemplate, type SyncRun } from '../e2e/support/syncTemplate.mts';
import { usersEndState } from '../sandbox/index.mts';

let users: SyncTemplate | undefined;

/** A company of its own, over which a sync has never run; the one before it is gone, with all that n8n remembers. */
async function company(): Promise<SyncTemplate> {
	await users?.stop();
	users = await SyncTemplate.start('users');
	return users;
}

afterAll(async () => await users?.stop());

const peopleOf = ({ sandbox }: SyncTemplate) => usersEndState(sandbox.cinode.store);

/** How every record ended, in an order of its own: they are written side by side. */
const ends = ({ done }: SyncRun) => done.map(({ label, action }) => `${action} ${label}`).sort();

describe('the users template in queue mode', () => {
	it('started four times at once, works once, and to the same end as an undisturbed run', async () => {
		const undisturbed = await company();
		const done = ends(await undisturbed.sync());
		const people = peopleOf(undisturbed);
		const four = await company();
		let ended = 0;
		// Whoever is first writes nothing before the others have come and gone.
		four.sandbox.onRequest(async (phase, { system, method, path }) => {
			if (phase === 'after' || system !== 'cinode' || method === 'GET' || !/users(\/\d+)?$/.test(path))
				return;
			await vi.waitUntil(() => ended >= 3, { timeout: 25_000, interval: 50 }).catch(() => {});
		});
		const runs = await Promise.all(
			(await four.syncAtOnce(4)).map(async (run) => await run.finally(() => ended++)),
		);
		const working = runs.filter(({ summary }) => !summary.notRun);
		expect(working.map(ends)).toEqual([done]);
		for (const { summary } of runs.filter((run) => !working.includes(run))) {
			expect(summary.notRun).toMatch(/another run .*still working/i);
		}
		expect(peopleOf(four)).toEqual(people);
	});

	it('costs no more in a run without changes than in regular mode', async () => {
		users ??= await company();
		const { done } = await users.sync();
		expect(done).toEqual([]);
		expect(users.writes).toEqual([]);
		expect(users.cinodeRequests).toBeLessThanOrEqual(4);
	});
});
