import { beforeEach, describe, expect, it } from 'vitest';
import { Gathering } from '../../../nodes/CinodeTrigger/gathering';
import { FakeClock, settle } from '../support/clock.mts';

/** Which events start a run together, and when. */

interface Event {
	project: number;
	text: string;
}

let clock: FakeClock;
let ends: { count: number; at: number } | undefined;
/** The runs that were started: when, and with what. */
let runs: Array<{ at: number; texts: string[] }>;
let gathering: Gathering<Event>;
let start: number;

beforeEach(() => {
	clock = new FakeClock();
	start = clock.now();
	ends = undefined;
	runs = [];
	gathering = new Gathering<Event>(
		{
			now: () => clock.now(),
			sleep: async (ms) => await clock.sleep(ms),
			lastEnd: () => ends,
			enough: () => 18,
		},
		({ text }) => text,
		({ project }) => project,
	);
});

function come(project: number, text = `${project}`): void {
	void gathering.add([{ project, text }]).then((events) => {
		if (events.length > 0) runs.push({ at: clock.now() - start, texts: events.map((one) => one.text) });
	});
}

function end(): void {
	ends = { count: (ends?.count ?? 0) + 1, at: clock.now() };
}

describe('events of one trigger', () => {
	it('start a run at once when nothing works, however often', async () => {
		for (const project of [1, 2, 3]) {
			come(project);
			await settle();
			expect(runs.at(-1)?.texts).toEqual([`${project}`]);
			expect(runs.at(-1)?.at).toBe(clock.now() - start);
			end();
			await clock.advance(1000);
		}
	});

	it('that arrive while a run works go into the next one, shortly after its end', async () => {
		end();
		await clock.advance(10_000);
		come(1);
		await clock.advance(500);
		come(2);
		await clock.advance(300);
		come(3);
		await clock.advance(200);
		expect(runs).toHaveLength(1);
		end();
		const ended = clock.now() - start;
		await clock.advance(60);
		come(4);
		await clock.advance(1000);
		expect(runs.map(({ texts }) => texts)).toEqual([['1'], ['2', '3', '4']]);
		expect(runs[1]?.at).toBeLessThan(ended + 300);
	});

	it('are held less than two seconds, whether or not the run ends', async () => {
		end();
		await clock.advance(10_000);
		come(1);
		await clock.advance(100);
		const from = clock.now() - start;
		come(2);
		for (let more = 0; more < 30; more++) {
			await clock.advance(100);
			come(3 + more);
		}
		await clock.advance(2000);
		expect(runs[1]?.at).toBeLessThan(from + 2000);
		const all = runs.flatMap(({ texts }) => texts);
		expect(all).toHaveLength(32);
		expect(new Set(all).size).toBe(32);
	});

	it('that say the same start something once, and the last one’s place counts', async () => {
		come(1);
		await settle();
		for (const text of ['a', 'b', 'a', 'c', 'b']) come(2, text);
		await clock.advance(2000);
		expect(runs.map(({ texts }) => texts)).toEqual([['1'], ['a', 'c', 'b']]);
	});

	it('don’t wait for more where they keep Cinode busy already', async () => {
		come(0);
		await settle();
		end();
		let project = 1;
		for (; project <= 18; project++) come(project);
		// They never stop.
		for (let more = 0; more < 20; more++) {
			await clock.advance(20);
			come(project++);
		}
		expect(runs[1]?.at).toBeLessThan(200);
		expect(runs[1]?.texts.length).toBeGreaterThanOrEqual(18);
	});

	it('go on where no end is ever told, as with workers: a run is taken to work for a moment', async () => {
		come(1);
		await clock.advance(50);
		come(2);
		await clock.advance(100);
		come(3);
		await clock.advance(1000);
		expect(runs.map(({ texts }) => texts)).toEqual([['1'], ['2', '3']]);
		expect(runs[1]?.at).toBeLessThan(1500);
	});

	it('that come again and again start three runs, not one every two seconds', async () => {
		// Each run takes half a second.
		const run = async () => {
			for (const { at } of runs) if (clock.now() - start - at === 500) end();
			await clock.advance(10);
		};
		for (let message = 0; message < 300; message++) {
			come(message % 7);
			await run();
			await run();
		}
		for (let rest = 0; rest < 2000; rest++) await run();
		expect(runs.length).toBeLessThanOrEqual(4);
		expect(runs.flatMap(({ texts }) => texts).length).toBeLessThanOrEqual(14);
		// The last reading of each is younger than its last message.
		const last = (text: string) =>
			Math.max(...runs.flatMap(({ at, texts }) => (texts.includes(text) ? [at] : [])));
		for (let project = 0; project < 7; project++) expect(last(`${project}`)).toBeGreaterThanOrEqual(300 * 20);
	});

	it('that come again after a while are new', async () => {
		for (let message = 0; message < 6; message++) {
			come(1);
			await clock.advance(4000);
		}
		expect(runs).toHaveLength(6);
	});

	it('are not held by a clock that is set back', async () => {
		come(1);
		await clock.advance(50);
		come(2);
		await settle();
		clock.setBack(3_600_000);
		await clock.advance(3_700_000);
		expect(runs.map(({ texts }) => texts)).toEqual([['1'], ['2']]);
	});
});
