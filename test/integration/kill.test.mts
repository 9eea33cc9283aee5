import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { IDataObject } from 'n8n-workflow';
import type { SandboxOptions } from '../sandbox/index.mts';
import { later } from './support/clock.mts';
import { deduplicator } from './support/engine.mts';
import type { SyncRun, TemplateScheme } from './support/sync.mts';
import { FULL_SETUP, Tenant } from './support/tenant.mts';

// Waiting is not what is tested here: without it the killed runs take seconds.
vi.mock('n8n-workflow', async (original) => ({
	...(await original<typeof import('n8n-workflow')>()),
	sleep: async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms / 100)),
}));

interface Case {
	scheme: TemplateScheme;
	world: SandboxOptions;
	mapper: IDataObject;
}

const CASES: Case[] = [
	{ scheme: 'users', world: {}, mapper: FULL_SETUP },
	{ scheme: 'subcontractors', world: { subcontractors: 7 }, mapper: { languageId: 1 } },
	{
		scheme: 'customers',
		world: { clients: 9 },
		mapper: { categoryTags: { rows: [{ category: '4501|Industri' }] } },
	},
];

afterAll(() => {
	deduplicator.dead = false;
});

afterEach(() => vi.restoreAllMocks());

const everything = (tenant: Tenant) => ({ users: tenant.state(), ...tenant.endState() });

describe.each(CASES)('a first sync of $scheme', ({ scheme, world, mapper }) => {
	/** The world as it is after an undisturbed first sync. */
	let undisturbed: object;
	let requests: number;
	const sync = async (tenant: Tenant): Promise<SyncRun> => await tenant.syncScheme(scheme, { mapper });

	beforeAll(async () => {
		const tenant = await Tenant.start(world);
		await sync(tenant);
		undisturbed = everything(tenant);
		requests = tenant.sandbox.requests.count({ system: 'cinode' });
		await tenant.stop();
	});

	/** Runs it and kills it at a request: nothing gets through any more, and nothing is stored. */
	async function killedAt(cut: number, phase: 'before' | 'after'): Promise<Tenant> {
		const tenant = await Tenant.start(world);
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
		await sync(tenant).catch(() => undefined);
		end();
		expect(deduplicator.dead, `request ${cut} was never made`).toBe(true);
		deduplicator.dead = false;
		tenant.sandbox.faults.clear();
		return tenant;
	}

	it.each(['before', 'after'] as const)(
		'that is killed just %s the server acted is repaired by the next run, whichever request it was',
		{ timeout: 240_000 },
		async (phase) => {
			for (let cut = 2; cut <= requests; cut++) {
				const tenant = await killedAt(cut, phase);
				later(5);
				const run = await sync(tenant);
				expect(run.summary.notRun, `lease after request ${cut}`).toBeUndefined();
				expect(everything(tenant), `state after request ${cut}`).toEqual(undisturbed);
				await sync(tenant);
				expect(tenant.writes, `writes after request ${cut}`).toEqual([]);
				await tenant.stop();
			}
		},
	);

	it('that was killed keeps its lease until it expires: the next run ends quietly and says so', async () => {
		const tenant = await killedAt(3, 'before');
		const run = await sync(tenant);
		expect(run.summary.notRun).toContain('Another run');
		expect(run.results).toEqual([]);
		expect(tenant.cinodeRequests).toBe(0);
		later(5);
		expect((await sync(tenant)).summary.notRun).toBeUndefined();
		expect(everything(tenant)).toEqual(undisturbed);
		await tenant.stop();
	});

	it('that runs twice at once makes nothing twice: all but one do nothing', async () => {
		const tenant = await Tenant.start(world);
		const runs = await Promise.all([1, 2, 3].map(() => sync(tenant)));
		expect(runs.filter(({ summary }) => summary.notRun)).toHaveLength(2);
		expect(everything(tenant)).toEqual(undisturbed);
		await tenant.stop();
	});
});
