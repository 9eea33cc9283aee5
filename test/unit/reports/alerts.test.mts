import { describe, expect, it } from 'vitest';
import type { ReasonCode } from '../../../rules';
import {
	decideAlert,
	decideCrashAlert,
	decideOverdue,
	decideRunsAgain,
	readCrash,
	readGoodRun,
	reportOf,
	type Alert,
} from '../../../reports';
import { ACTIONS, type SyncResult, type SyncSummary } from '../../../sync';
import { VolatileStore } from '../support/volatileStore.mts';

type Told = Partial<SyncResult> & Pick<SyncResult, 'action'>;

function summary(more: Partial<SyncSummary> = {}): SyncSummary {
	return {
		scheme: 'users',
		dryRun: false,
		counts: Object.fromEntries(ACTIONS.map((action) => [action, 0])) as SyncSummary['counts'],
		records: 10,
		requests: { kleer: 5, cinode: 1 },
		durationMs: 900,
		dailyRequestsLeft: 9_000,
		fullCompare: { done: 0, waiting: 0, everyDays: 1 },
		standing: [],
		needsAttention: false,
		warnings: [],
		...more,
	};
}

/** One workflow's runs, with its memory. */
class Runs {
	private readonly store = new VolatileStore();

	async run(
		told: Told[],
		more: Partial<SyncSummary> & { rejected?: string[] } = {},
	): Promise<Alert | undefined> {
		const { rejected = [], ...rest } = more;
		const results = told.map((one) => ({
			scheme: 'users' as const,
			key: '1001',
			label: 'Anna Berg (1001)',
			changes: [],
			targetId: null,
			warnings: [],
			...one,
		}));
		const outcome = {
			results,
			rejected: rejected.map((key) => ({
				scheme: 'users' as const,
				key,
				label: key,
				reasons: ['No key'],
				reasonCode: 'noKey' as const,
			})),
			summary: summary(rest),
			leftOut: [],
			setup: [],
			errors: [],
		};
		const { report, problems } = reportOf(outcome, 'users', {
			at: '2026-11-23T07:00:00+01:00',
			workflow: { id: 'w', name: 'Users' },
			executionId: '1',
		});
		return await decideAlert(report, problems, this.store);
	}
}

const conflict: Told = { action: 'conflict', reason: 'Two carry the key 1001' };
const standing = (action: 'conflict' | 'failed' | 'drift') => ({
	standing: [
		{ key: '1001', label: 'Anna Berg (1001)', action, reason: 'as before', reasonCode: 'internal' as const },
	],
});

describe('what needs a person', () => {
	it('is told once, stands quietly, and is told to be well again once', async () => {
		const runs = new Runs();
		expect(await runs.run([])).toBeUndefined();
		expect(await runs.run([conflict])).toMatchObject({
			kind: 'needsAPerson',
			text: expect.stringContaining('Two carry the key 1001'),
		});
		for (let run = 0; run < 5; run++) expect(await runs.run([], standing('conflict'))).toBeUndefined();
		expect(await runs.run([])).toMatchObject({ kind: 'wellAgain' });
		expect(await runs.run([])).toBeUndefined();
	});

	it('is told again when it comes back', async () => {
		const runs = new Runs();
		await runs.run([conflict]);
		await runs.run([]);
		expect(await runs.run([conflict])).toMatchObject({ kind: 'needsAPerson' });
	});

	it('names only what is new', async () => {
		const runs = new Runs();
		await runs.run([conflict]);
		const alert = await runs.run(
			[{ action: 'drift', key: '1002', label: 'Bo Ek (1002)', reason: 'Name differs' }],
			standing('conflict'),
		);
		expect(alert?.text).toContain('Bo Ek');
		expect(alert?.text).not.toContain('Anna');
	});

	it('is a rejected record, told once though it comes in every run', async () => {
		const runs = new Runs();
		expect(await runs.run([], { rejected: ['1005'] })).toMatchObject({ kind: 'needsAPerson' });
		expect(await runs.run([], { rejected: ['1005'] })).toBeUndefined();
	});

	it('is a failure from the second time on', async () => {
		const runs = new Runs();
		const failed: Told = { action: 'failed', error: 'Cinode failed (500)' };
		expect(await runs.run([failed])).toBeUndefined();
		// Not tried again yet.
		expect(await runs.run([], standing('failed'))).toBeUndefined();
		expect(await runs.run([failed])).toMatchObject({ kind: 'needsAPerson' });
		expect(await runs.run([], standing('failed'))).toBeUndefined();
	});

	it('is no failure that is over by the next run', async () => {
		const runs = new Runs();
		await runs.run([{ action: 'failed', error: 'Cinode failed (500)' }]);
		expect(await runs.run([])).toBeUndefined();
		expect(await runs.run([{ action: 'failed', error: 'Cinode failed (500)' }])).toBeUndefined();
	});

	it.each<[string, Told]>([
		['a change', { action: 'updated' }],
		['a warning', { action: 'updated', warnings: ['Unknown country'] }],
		['a record that waits', { action: 'deferred', reason: 'The day is used up' }],
		['somebody out of scope', { action: 'skipped', reason: 'Inactive' }],
	])('is not %s', async (_what, told) => {
		expect(await new Runs().run([told])).toBeUndefined();
	});

	it('is the safety brake, with how to let it through, once', async () => {
		const brake = { reasons: ['40 would be created'], count: 40, howToAllow: "Set 'Allow Once' to 40" };
		const runs = new Runs();
		expect(await runs.run([], { brake })).toMatchObject({
			kind: 'stopped',
			text: expect.stringMatching(/40 would be created.*Allow Once/s),
		});
		expect(await runs.run([], { brake })).toBeUndefined();
		expect(await runs.run([])).toMatchObject({ kind: 'wellAgain' });
	});

	it('is the safety brake only once, also when runs in which it only holds lie between those that it stops', async () => {
		const brake = { reasons: ['40 would be created'], count: 40, howToAllow: "Set 'Allow Once' to 40" };
		const counts = { ...summary().counts, deferred: 40 };
		const runs = new Runs();
		expect(await runs.run([], { brake, counts })).toMatchObject({ kind: 'stopped' });
		expect(await runs.run([], { held: 40, counts })).toBeUndefined();
		expect(await runs.run([], { brake, counts })).toBeUndefined();
		expect(await runs.run([], { held: 40, counts })).toBeUndefined();
		expect(await runs.run([])).toMatchObject({ kind: 'wellAgain' });
		expect(await runs.run([], { brake, counts })).toMatchObject({ kind: 'stopped' });
	});

	it('is nothing in a dry run, and a dry run says nothing about being well', async () => {
		const runs = new Runs();
		expect(await runs.run([conflict], { dryRun: true })).toBeUndefined();
		await runs.run([conflict]);
		expect(await runs.run([], { dryRun: true })).toBeUndefined();
		expect(await runs.run([], standing('conflict'))).toBeUndefined();
	});

	it('is not over because another run worked, or because the day’s requests are used up', async () => {
		const runs = new Runs();
		await runs.run([conflict]);
		expect(await runs.run([], { notRun: 'Another run is working' })).toBeUndefined();
		const counts = { ...summary().counts, deferred: 10 };
		expect(await runs.run([], { counts })).toBeUndefined();
		expect(await runs.run([], standing('conflict'))).toBeUndefined();
		expect(await runs.run([])).toMatchObject({ kind: 'wellAgain' });
	});

	it('lists at most twenty', async () => {
		const rejected = Array.from({ length: 30 }, (_, index) => `${2000 + index}`);
		const alert = await new Runs().run([], { rejected });
		expect(alert?.title).toContain('30 records');
		expect(alert?.text).toContain('and 10 more');
	});
});

const asked = { reachedTarget: true, isGoodRun: false };

describe('a workflow that stops', () => {
	const now = Date.parse('2026-11-23T08:00:00Z');
	const crash = (message: string, reasonCode?: ReasonCode) => ({
		workflow: { id: 'w', name: 'Users' },
		message,
		reasonCode,
	});

	it('is told once, and once when it runs again', async () => {
		const store = new VolatileStore();
		const wrong = crash('Kleer does not accept the token');
		expect(await decideCrashAlert(wrong, store, now)).toMatchObject({ kind: 'stopped' });
		expect(await decideCrashAlert(wrong, store, now)).toBeUndefined();
		expect(await decideRunsAgain(wrong.workflow, store, now, asked)).toMatchObject({ kind: 'runsAgain' });
		expect(await decideRunsAgain(wrong.workflow, store, now, asked)).toBeUndefined();
		expect(await decideCrashAlert(wrong, store, now)).toMatchObject({ kind: 'stopped' });
	});

	it('for a moment only, as a vendor that is away, is told from the second time on', async () => {
		const store = new VolatileStore();
		const away = crash('Cinode could not be reached at api.cinode.com (ECONNREFUSED)', 'unreachable');
		expect(await decideCrashAlert(away, store, now)).toBeUndefined();
		expect(await decideRunsAgain(away.workflow, store, now, asked)).toBeUndefined();
		expect(await decideCrashAlert(away, store, now)).toBeUndefined();
		expect(await decideCrashAlert(away, store, now)).toMatchObject({ kind: 'stopped' });
		expect(await decideCrashAlert(away, store, now)).toBeUndefined();
	});

	it('is told again when it stops days after it was mended, though nothing reported in between', async () => {
		const store = new VolatileStore();
		await decideCrashAlert(crash('wrong'), store, now);
		for (let hour = 1; hour < 72; hour++) {
			expect(await decideCrashAlert(crash('wrong'), store, now + hour * 3_600_000)).toBeUndefined();
		}
		expect(await decideCrashAlert(crash('wrong'), store, now + 200 * 3_600_000)).toMatchObject({
			kind: 'stopped',
		});
	});

	it('at the same moment as another is told once each', async () => {
		const store = new VolatileStore();
		const both = async (hour: number) =>
			await Promise.all(
				['w', 'x'].map(
					async (id) =>
						await decideCrashAlert(
							{ workflow: { id, name: id }, message: 'wrong' },
							store,
							now + hour * 3_600_000,
						),
				),
			);
		expect((await both(0)).map((alert) => alert?.kind)).toEqual(['stopped', 'stopped']);
		expect(await both(1)).toEqual([undefined, undefined]);
	});

	it('says nothing of another one', async () => {
		const store = new VolatileStore();
		await decideCrashAlert(crash('wrong'), store, now);
		expect(await decideRunsAgain({ id: 'x', name: 'Customers' }, store, now, asked)).toBeUndefined();
		expect(await decideRunsAgain({ id: 'w', name: 'Users' }, store, now, asked)).toBeDefined();
	});

	it('is read from what n8n’s Error Trigger gives, in both forms', () => {
		const workflow = { id: 'w', name: 'Users' };
		expect(
			readCrash({
				execution: { id: '7', url: 'http://n8n/7', error: { message: 'no' }, lastNodeExecuted: 'Slack' },
				workflow,
			}),
		).toEqual({ workflow, message: 'no', url: 'http://n8n/7', node: 'Slack' });
		expect(
			readCrash({ trigger: { error: { message: 'not activated' }, mode: 'trigger' }, workflow }),
		).toEqual({
			workflow,
			message: 'not activated',
		});
		expect(readCrash({ counts: {}, workflow })).toBeUndefined();
	});
});

describe('a workflow that has not done its work for long', () => {
	const now = Date.parse('2026-11-23T08:00:00Z');
	const hour = 3_600_000;
	const row = { workflowId: 'w', workflow: 'Users', at: now, everyMs: hour, atText: '2026-11-23 09:00' };

	it('is told after three intervals, once, and once when its schedule works again', async () => {
		const store = new VolatileStore();
		expect(await decideOverdue(row, store, now + 3 * hour)).toBeUndefined();
		expect(await decideOverdue(row, store, now + 3 * hour + 1)).toMatchObject({
			kind: 'stopped',
			title: 'Users: no good run since 2026-11-23 09:00',
		});
		expect(await decideOverdue(row, store, now + 40 * hour)).toBeUndefined();
		const workflow = { id: 'w', name: 'Users' };
		// A run by hand says nothing of the schedule.
		expect(await decideRunsAgain(workflow, store, now, asked)).toBeUndefined();
		expect(await decideOverdue(row, store, now + 41 * hour)).toBeUndefined();
		const byItself = { reachedTarget: false, isGoodRun: true };
		expect(await decideRunsAgain(workflow, store, now, byItself)).toMatchObject({ kind: 'runsAgain' });
		expect(await decideOverdue(row, store, now + 41 * hour)).toMatchObject({ kind: 'stopped' });
	});

	it('is not told beside the alert that it stopped, but when that is days old', async () => {
		const store = new VolatileStore();
		await decideCrashAlert({ workflow: { id: 'w', name: 'Users' }, message: 'wrong' }, store, now);
		expect(await decideOverdue(row, store, now + 4 * hour)).toBeUndefined();
		expect(await decideOverdue(row, store, now + 72 * hour)).toMatchObject({ kind: 'stopped' });
	});

	it('is read from the data table only', () => {
		expect(readGoodRun({ ...row, at: String(now) })).toEqual(row);
		expect(readGoodRun({ error: 'No such table' })).toBeUndefined();
		expect(readGoodRun({ ...row, everyMs: 0 })).toBeUndefined();
		expect(readGoodRun({ workflow: { id: 'w' }, goodRun: row })).toBeUndefined();
	});
});
