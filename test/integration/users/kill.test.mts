import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { IDataObject } from 'n8n-workflow';
import { later } from '../support/clock.mts';
import { deduplicator } from '../support/engine.mts';
import { FULL_SETUP, Tenant } from '../support/tenant.mts';

// Waiting is not what is tested here: without it the seventy killed runs take seconds.
vi.mock('n8n-workflow', async (original) => ({
	...(await original<typeof import('n8n-workflow')>()),
	sleep: async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms / 100)),
}));

/** The world as it is after an undisturbed first sync. */
let undisturbed: IDataObject[];
let requests: number;

beforeAll(async () => {
	const tenant = await Tenant.start();
	await tenant.sync({ mapper: FULL_SETUP });
	undisturbed = tenant.state();
	requests = tenant.sandbox.requests.count({ system: 'cinode' });
	await tenant.stop();
});

afterAll(() => {
	deduplicator.dead = false;
});

afterEach(() => vi.restoreAllMocks());

/** Runs a first sync and kills it at a request: nothing gets through any more, and nothing is stored. */
async function killedAt(cut: number, phase: 'before' | 'after'): Promise<Tenant> {
	const tenant = await Tenant.start();
	let seen = 0;
	const end = tenant.sandbox.onRequest((when, request) => {
		if (request.system !== 'cinode') return;
		if (deduplicator.dead) return 'drop';
		if (when === 'before') seen++;
		if (seen !== cut || when !== phase) return;
		deduplicator.dead = true;
		// What the dead process would still ask is refused at once, so that the test needn't wait.
		tenant.sandbox.faults.add({ system: 'cinode', kind: 'status', status: 401 });
		return 'drop';
	});
	await tenant.sync({ mapper: FULL_SETUP }).catch(() => undefined);
	end();
	expect(deduplicator.dead, `request ${cut} was never made`).toBe(true);
	deduplicator.dead = false;
	tenant.sandbox.faults.clear();
	return tenant;
}

describe.each(['before', 'after'] as const)(
	'a first sync that is killed just %s the server acted',
	(phase) => {
		it('is repaired by the next run, whichever request it was', { timeout: 240_000 }, async () => {
			for (let cut = 2; cut <= requests; cut++) {
				const tenant = await killedAt(cut, phase);
				later(5);
				const run = await tenant.sync({ mapper: FULL_SETUP });
				expect(run.summary.notRun, `lease after request ${cut}`).toBeUndefined();
				expect(tenant.state(), `state after request ${cut}`).toEqual(undisturbed);
				await tenant.sync({ mapper: FULL_SETUP });
				expect(tenant.writes, `writes after request ${cut}`).toEqual([]);
				await tenant.stop();
			}
		});
	},
);

describe('a run that was killed', () => {
	it('keeps its lease until it expires: the next run ends quietly and says so', async () => {
		const tenant = await killedAt(6, 'before');
		const run = await tenant.sync({ mapper: FULL_SETUP });
		expect(run.summary.notRun).toContain('Another run');
		expect(run.results).toEqual([]);
		expect(tenant.cinodeRequests).toBe(0);
		later(5);
		expect((await tenant.sync({ mapper: FULL_SETUP })).summary.notRun).toBeUndefined();
		expect(tenant.state()).toEqual(undisturbed);
		await tenant.stop();
	});
});

describe('two runs at once', () => {
	it('never make anybody twice: one of them does nothing', async () => {
		const tenant = await Tenant.start();
		const runs = await Promise.all([1, 2, 3].map(() => tenant.sync({ mapper: FULL_SETUP })));
		expect(runs.filter(({ summary }) => summary.notRun)).toHaveLength(2);
		expect(tenant.state()).toEqual(undisturbed);
		await tenant.stop();
	});
});
