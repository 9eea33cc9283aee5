import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MappedRecord } from '../../../rules';
import { RunMemory } from '../../../sync';
import { planCompare } from '../../../sync/memory/comparePeriod.ts';
import { person } from '../support/fakeTarget.mts';
import { VolatileStore } from '../support/volatileStore.mts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const NOW = Date.parse('2026-11-23T10:00:00Z');

const memoryOf = (store: VolatileStore, now = NOW, secret = 'secret') =>
	new RunMemory(store, secret, 'options', now);

/** A whole run that remembers one entry. */
async function runThatRemembers(store: VolatileStore, entry: string): Promise<void> {
	const memory = memoryOf(store);
	await memory.open();
	await memory.settle();
	await memory.remember([entry]);
}

async function knows(store: VolatileStore, ...entries: string[]): Promise<boolean[]> {
	const memory = memoryOf(store);
	await memory.open();
	await memory.ask(entries);
	await memory.settle();
	return entries.map((entry) => memory.has(entry));
}

describe('a memory', () => {
	it('knows nothing at first', async () => {
		const memory = memoryOf(new VolatileStore());
		await memory.open();
		expect(memory.isTrusted).toBe(false);
		await memory.ask(['a']);
		expect(memory.has('a')).toBe(false);
	});

	it('knows in the next run what was remembered, and only that', async () => {
		const store = new VolatileStore();
		await runThatRemembers(store, 'a');
		expect(await knows(store, 'a', 'b')).toEqual([true, false]);
	});

	it('does not come to know something by being asked about it', async () => {
		const store = new VolatileStore();
		await runThatRemembers(store, 'a');
		await knows(store, 'a', 'b');
		expect(await knows(store, 'a', 'b')).toEqual([true, false]);
	});

	it('is not believed when a run was killed between opening and settling', async () => {
		const store = new VolatileStore();
		await runThatRemembers(store, 'a');
		const killed = memoryOf(store);
		await killed.open();
		await killed.ask(['a', 'b']);
		expect(await knows(store, 'a', 'b')).toEqual([false, false]);
	});

	it('is built up again by the run after that', async () => {
		const store = new VolatileStore();
		await runThatRemembers(store, 'a');
		await memoryOf(store).open();
		await runThatRemembers(store, 'c');
		expect(await knows(store, 'a', 'c')).toEqual([false, true]);
	});

	it('forgets what it is told to forget', async () => {
		const store = new VolatileStore();
		await runThatRemembers(store, 'a');
		const memory = memoryOf(store);
		await memory.open();
		await memory.settle();
		await memory.forget(['a']);
		expect(await knows(store, 'a')).toEqual([false]);
	});
});

describe('a fingerprint', () => {
	const memory = memoryOf(new VolatileStore());
	const rich = person('4711', { baseSalary: 45_123, dateOfBirth: '1985-03-02', firstName: 'Annabella' });
	const everyEntry = (of: RunMemory, record: MappedRecord) => {
		const state = of.stateHash(record, { listState: 'anna.berg@firma.se' });
		return [
			of.inStep(state, 3),
			of.standing(state, 'conflict', 'Annabella carries the key 4711'),
			of.unreadable(record, 1, 'female'),
			of.met(record),
			of.dry(state, 'updated'),
			of.creating(record),
			of.deferred(record),
			...of.failures(state),
		];
	};

	it('holds no readable value', () => {
		const all = everyEntry(memory, rich).join('\n');
		expect(all).not.toMatch(/45123|1985|Annabella|firma|4711|female/);
	});

	it('is another one under another credential, so that values cannot be guessed', () => {
		const other = everyEntry(memoryOf(new VolatileStore(), NOW, 'other'), rich);
		for (const entry of everyEntry(memory, rich)) expect(other).not.toContain(entry);
	});

	it.each<[string, Partial<MappedRecord>]>([
		['a value', { values: { ...rich.values, baseSalary: 45_124 } }],
		['a mode', { modes: { phone: 'mirror' } }],
		['a tag', { tags: { managed: ['a'], set: [] } }],
		['the active flag', { active: false }],
		['a first day that has come', { starts: 'later' }],
		['leaving', { left: {} }],
	])('changes with %s', (_what, more) => {
		const target = { listState: 's' };
		expect(memory.stateHash({ ...rich, ...more }, target)).not.toBe(memory.stateHash(rich, target));
	});

	it('changes with what the target’s list says and with the options, not with notes', () => {
		const state = memory.stateHash(rich, { listState: 's' });
		expect(memory.stateHash(rich, { listState: 't' })).not.toBe(state);
		expect(memory.stateHash({ ...rich, notes: ['x'] }, { listState: 's' })).toBe(state);
		const other = new RunMemory(new VolatileStore(), 'secret', 'other options', NOW);
		expect(other.stateHash(rich, { listState: 's' })).not.toBe(state);
	});
});

describe('a failure', () => {
	/** Whether a record that failed at `failedAt` for the given time waits a while later. */
	async function waitsAfter(attemptsBefore: number, failedAt: number, later: number): Promise<boolean> {
		const store = new VolatileStore();
		const failing = memoryOf(store, failedAt);
		await failing.open();
		await failing.settle();
		await failing.remember(failing.failedAgain('state', attemptsBefore));
		const next = memoryOf(store, failedAt + later);
		await next.open();
		await next.ask(next.failures('state'));
		return next.failure('state').waits;
	}

	it.each([
		[0, 15],
		[1, 60],
		[2, 240],
		[4, 1440],
		[9, 1440],
	])('after %i earlier ones waits %i minutes, and less than twice that', async (attempts, minutes) => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 0, max: DAY }), async (offset) => {
				const wait = minutes * MINUTE;
				expect(await waitsAfter(attempts, NOW + offset, wait - 1)).toBe(true);
				expect(await waitsAfter(attempts, NOW + offset, 2 * wait)).toBe(false);
			}),
			{ numRuns: 30 },
		);
	});

	it('is counted from run to run', async () => {
		const store = new VolatileStore();
		for (const attempts of [0, 1, 2, 3]) {
			const memory = memoryOf(store);
			await memory.open();
			await memory.ask(memory.failures('state'));
			await memory.settle();
			expect(memory.failure('state').attempts).toBe(attempts);
			await memory.remember(memory.failedAgain('state', attempts));
		}
	});

	it('of one state does not hold back another', async () => {
		const store = new VolatileStore();
		const memory = memoryOf(store);
		await memory.open();
		await memory.settle();
		await memory.remember(memory.failedAgain('state', 0));
		const next = memoryOf(store);
		await next.open();
		await next.ask(next.failures('changed'));
		expect(next.failure('changed')).toEqual({ attempts: 0, waits: false });
	});
});

describe('the full compare', () => {
	it.each([
		[10, 20, 10_000, 1],
		[2_000, 20, 10_000, 1],
		[2_001, 20, 10_000, 2],
		[10_000, 20, 10_000, 5],
		[10_000, 100, 10_000, 1],
		[10_000, 10, 1_000, 100],
	])('of %i records at %i %% of %i requests takes %i days', (records, share, perDay, days) => {
		expect(planCompare(records, share, perDay, NOW).everyDays).toBe(days);
	});

	it('never allows more than the share in a day', () => {
		fc.assert(
			fc.property(
				fc.nat(100_000),
				fc.integer({ min: 0, max: 100 }),
				fc.nat(50_000),
				(records, share, perDay) => {
					expect(planCompare(records, share, perDay, NOW).perDay).toBeLessThanOrEqual((perDay * share) / 100);
				},
			),
		);
	});

	it('comes to every record once per period, spread evenly over its days', async () => {
		const memory = memoryOf(new VolatileStore());
		const { everyDays } = planCompare(10_000, 20, 10_000, NOW);
		const spreads = Array.from({ length: 2_000 }, (_, key) => memory.spread(person(`k${key}`), everyDays));
		const dueOn = (day: number) =>
			spreads.filter((spread) => {
				const period = (now: number) => planCompare(10_000, 20, 10_000, now).period(spread);
				return period(NOW + day * DAY) !== period(NOW + (day - 1) * DAY);
			}).length;
		const due = [0, 1, 2, 3, 4].map(dueOn);
		expect(due.reduce((sum, count) => sum + count, 0)).toBe(2_000);
		for (const count of due) expect(count).toBeLessThan(500);
	});

	it('does not start anew within a day', () => {
		const morning = Date.parse('2026-11-23T02:00:00Z');
		const periods = [0, 6, 12, 20].map((hours) =>
			planCompare(10, 20, 10_000, morning + hours * 3_600_000).period(0),
		);
		expect(new Set(periods).size).toBe(1);
		expect(planCompare(10, 20, 10_000, morning + DAY).period(0)).toBe((periods[0] ?? 0) + 1);
	});
});
