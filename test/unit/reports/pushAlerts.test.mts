import { describe, expect, it } from 'vitest';
import type { ReasonCode } from '../../../rules';
import { decideAlert, readOutcome, reportOf, viewOf, type Alert } from '../../../reports';
import type { RejectedRecord } from '../../../rules';
import { ACTIONS, type MemoryStore, type SyncResult, type SyncSummary } from '../../../sync';
import { VolatileStore } from '../support/volatileStore.mts';

/** What is told of pushes: each sees the projects of its event, the catch-up a few more. */

type Told = Partial<SyncResult> & Pick<SyncResult, 'action'> & { sourceId: number };

function summary(more: Partial<SyncSummary> = {}): SyncSummary {
	return {
		scheme: 'projects',
		dryRun: false,
		counts: Object.fromEntries(ACTIONS.map((action) => [action, 0])) as SyncSummary['counts'],
		records: 10,
		requests: { kleer: 5, cinode: 1 },
		durationMs: 900,
		dailyRequestsLeft: null,
		fullCompare: { done: 0, waiting: 0, everyDays: 1 },
		standing: [],
		settled: [],
		needsAttention: false,
		warnings: [],
		...more,
	};
}

class Pushes {
	constructor(private readonly store: MemoryStore = new VolatileStore()) {}

	async run(
		told: Told[],
		{ rejected = [], ...more }: Partial<SyncSummary> & { rejected?: RejectedRecord[] } = {},
	): Promise<Alert | undefined> {
		const results = told.map((one) => ({
			scheme: 'projects' as const,
			key: String(one.sourceId),
			label: `P (${one.sourceId})`,
			changes: [],
			targetId: null,
			warnings: [],
			...one,
		}));
		const outcome = readOutcome([...rejected, ...results, summary(more)]);
		const { report, problems } = reportOf(outcome, 'projects', {
			at: '2026-11-23T07:00:00+01:00',
			workflow: { id: 'w', name: 'Projects: push' },
			executionId: '1',
		});
		return await decideAlert(report, problems, this.store, viewOf(outcome, 'projects'));
	}
}

const conflict = (sourceId: number, label = `P (${sourceId})`): Told => ({
	action: 'conflict',
	sourceId,
	label,
	reason: 'Two',
});
const failed = (sourceId: number): Told => ({ action: 'failed', sourceId, error: 'Tekniskt fel' });
const brake = { reasons: ['30 would be created (limit 25)'], count: 30, howToAllow: 'Allow 30' };
const heldAs = (ids: number[]) =>
	ids.map(
		(sourceId): Told => ({
			action: 'deferred',
			sourceId,
			reason: 'Held by the safety brake; would be created',
			reasonCode: 'heldByBrake',
		}),
	);
const thirty = Array.from({ length: 30 }, (_, index) => 500 + index);
const held = heldAs(thirty);
const written = (ids: number[]) => ids.map((sourceId): Told => ({ action: 'created', sourceId }));

describe('a project', () => {
	it('has trouble of its own', async () => {
		const pushes = new Pushes();
		expect(await pushes.run([conflict(501)])).toMatchObject({ kind: 'needsAPerson' });
		expect(await pushes.run([], { settled: [502] })).toBeUndefined();
		expect(await pushes.run([conflict(501)])).toBeUndefined();
		expect(await pushes.run([], { settled: [501] })).toMatchObject({
			kind: 'wellAgain',
			text: 'Well again: 501.',
		});
		expect(await pushes.run([], { settled: [501] })).toBeUndefined();
	});

	it('whose failure was over meanwhile failed once', async () => {
		const pushes = new Pushes();
		await pushes.run([failed(501)]);
		await pushes.run([], { settled: [501] });
		expect(await pushes.run([failed(501)])).toBeUndefined();
	});

	it('that waits isn’t well again', async () => {
		const pushes = new Pushes();
		await pushes.run([failed(501)]);
		expect(await pushes.run([failed(501)])).toMatchObject({ kind: 'needsAPerson' });
		const waiting: Told = { action: 'deferred', sourceId: 501, reason: 'Kleer is asked too often (429)' };
		expect(await pushes.run([waiting])).toBeUndefined();
		expect(await pushes.run([failed(501)])).toBeUndefined();
	});

	it('behind the safety brake isn’t well again', async () => {
		const pushes = new Pushes();
		await pushes.run([failed(501)]);
		await pushes.run([failed(501)]);
		expect((await pushes.run(held, { brake }))?.text).not.toContain('Well again');
		expect(await pushes.run([failed(501)])).toBeUndefined();
	});

	it('twice in a batch is well again when the later reading says so, and not when it doesn’t', async () => {
		const pushes = new Pushes();
		const setAside: Told = { action: 'skipped', sourceId: 501, reasonCode: 'superseded' };
		await pushes.run([conflict(501)]);
		expect(await pushes.run([setAside])).toBeUndefined();
		expect(await pushes.run([setAside], { settled: [501] })).toMatchObject({ kind: 'wellAgain' });
	});

	it('that is well again is told beside another that is in trouble, by its name where that is known', async () => {
		const pushes = new Pushes();
		await pushes.run([conflict(501), conflict(502)]);
		const alert = await pushes.run([conflict(503), { action: 'updated', sourceId: 502 }], {
			settled: [501, 502],
		});
		expect(alert).toMatchObject({ kind: 'needsAPerson' });
		expect(alert?.text).toContain('Well again: P (502), 501.');
		expect(
			await pushes.run([conflict(503), { action: 'unchanged', sourceId: 502 }], { settled: [501, 502] }),
		).toBeUndefined();
	});

	it('without a name causes no alert: it could not be told that it is well again', async () => {
		const reasonCode = 'notASource' as const;
		const rejected = [{ scheme: 'projects' as const, key: '', label: 'item 0', reasons: ['no'], reasonCode }];
		expect(await new Pushes().run([], { rejected })).toBeUndefined();
	});
});

describe('a project that could not be read', () => {
	const rejected = (reasonCode: ReasonCode) => [
		{
			scheme: 'projects' as const,
			key: '',
			label: 'project 501',
			reasons: ['Could not be read'],
			reasonCode,
			sourceId: 501,
		},
	];

	it('because Cinode failed is told from the second time on', async () => {
		const pushes = new Pushes();
		const unread = { rejected: rejected('server') };
		expect(await pushes.run([], unread)).toBeUndefined();
		expect(await pushes.run([], unread)).toMatchObject({ kind: 'needsAPerson' });
		expect(await pushes.run([], unread)).toBeUndefined();
		expect(await pushes.run([], { settled: [501] })).toMatchObject({ kind: 'wellAgain' });
	});

	it('because it is refused is told at once', async () => {
		const unread = { rejected: rejected('forbidden') };
		expect(await new Pushes().run([], unread)).toMatchObject({ kind: 'needsAPerson' });
	});
});

describe('what the safety brake holds', () => {
	it('is told once, while others are compared', async () => {
		const pushes = new Pushes();
		expect(await pushes.run(held, { brake })).toMatchObject({ kind: 'stopped' });
		for (let hour = 0; hour < 3; hour++) {
			expect(await pushes.run([], { settled: [1, 2, 3] })).toBeUndefined();
			expect(await pushes.run(held, { brake })).toBeUndefined();
		}
	});

	it('is told to be over once all went through, and is news when it comes back', async () => {
		const pushes = new Pushes();
		await pushes.run(held, { brake });
		expect(await pushes.run(written(thirty), { settled: thirty })).toMatchObject({
			kind: 'wellAgain',
			text: 'The safety brake holds nothing any more.',
		});
		expect(await pushes.run(written(thirty), { settled: thirty })).toBeUndefined();
		expect(await pushes.run(held, { brake })).toMatchObject({ kind: 'stopped' });
	});

	it('isn’t over while one of them waits', async () => {
		const pushes = new Pushes();
		await pushes.run(held, { brake });
		const [first = 0, ...others] = thirty;
		expect(await pushes.run(written([first]), { settled: [first] })).toBeUndefined();
		const [last = 0] = others.splice(-1);
		const waiting: Told = { action: 'deferred', sourceId: last, reason: 'The lease went to another run' };
		expect(await pushes.run([...written(others), waiting], { settled: others })).toBeUndefined();
		expect(await pushes.run(written([last]), { settled: [last] })).toMatchObject({ kind: 'wellAgain' });
	});

	it('is news where it is others, though one of before never came again', async () => {
		const pushes = new Pushes();
		await pushes.run(held, { brake });
		const gone = thirty.slice(1);
		expect(await pushes.run(written(gone), { settled: gone })).toBeUndefined();
		const others = gone.map((id) => id + 100);
		expect(await pushes.run(heldAs(others), { brake })).toMatchObject({ kind: 'stopped' });
		expect(await pushes.run(written(others), { settled: others })).toMatchObject({ kind: 'wellAgain' });
	});
});

describe('a title', () => {
	it('is no mark of Markdown, and keeps its dots', async () => {
		const pushes = new Pushes();
		const alert = await pushes.run([conflict(501, '<!channel> [klicka](http://evil.example) och så...')]);
		expect(alert?.text).not.toContain('<!channel>');
		expect(alert?.text).not.toContain('[klicka](');
		expect(alert?.text).toContain('och så...');
		expect(alert?.text).toContain('Two. *');
		expect((await pushes.run([{ action: 'updated', sourceId: 501, label: '<!here>' }]))?.text).not.toContain(
			'<!here>',
		);
	});
});
