import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReadingOrder } from '../../../sync/push/readingOrder';
import type { MappedRecord } from '../../../rules';
import { VolatileRow } from '../support/volatileStore.mts';

const NOW = Date.parse('2026-11-23T10:00:00.000Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The row that a node has. */
class Row extends VolatileRow {
	/** One run: what wasn't set aside is written. */
	async push(sourceId: number, readAt: number, now = NOW): Promise<'written' | 'older'> {
		const record = { sourceId, key: '', readAt: new Date(readAt).toISOString() } as MappedRecord;
		const order = new ReadingOrder(this);
		if ((await order.older([record], now)).length > 0) return 'older';
		await order.note([record]);
		return 'written';
	}
}

describe('a reading', () => {
	it.each([
		['20 ms', 20],
		['a second', 1000],
		['a minute', MINUTE],
		['eleven minutes', 11 * MINUTE],
		['a night', 9 * 60 * MINUTE],
		['a week', 7 * DAY],
		['a month', 30 * DAY],
	])('that is %s older than the one that was written is set aside', async (_what, age) => {
		const row = new Row();
		expect(await row.push(1, NOW - 50)).toBe('written');
		expect(await row.push(1, NOW - 50 - age)).toBe('older');
		expect(await row.push(2, NOW - 50 - age)).toBe('written');
		expect(await row.push(1, NOW)).toBe('written');
	});

	it('is written if and only if none that is later was', async () => {
		const ages = fc.array(fc.integer({ min: 0, max: 10 * DAY }), { minLength: 1, maxLength: 6 });
		await fc.assert(
			fc.asyncProperty(ages, async (list) => {
				const row = new Row();
				let newest = 0;
				for (const age of list) {
					const slot = Math.floor((NOW - age) / 10);
					expect(await row.push(1, NOW - age)).toBe(slot < newest ? 'older' : 'written');
					newest = Math.max(newest, slot);
				}
			}),
		);
	});

	it('among many is set aside alone, in a handful of questions', async () => {
		const row = new Row();
		for (const id of [1, 2, 3]) await row.push(id, NOW - MINUTE);
		const at = (sourceId: number, age: number) =>
			({ sourceId, key: '', readAt: new Date(NOW - age).toISOString() }) as MappedRecord;
		const many = Array.from({ length: 100 }, (_, one) => at(1000 + one, 2 * MINUTE));
		const records = [at(1, 0), at(2, 2 * MINUTE), at(3, 30_000), ...many];
		row.asked = 0;
		const order = new ReadingOrder(row);
		const older = await order.older(records, NOW);
		expect(older.map(({ sourceId }) => sourceId)).toEqual([2]);
		await order.note(records.filter((record) => !older.includes(record)));
		expect(row.asked).toBe(3);
		expect(await row.push(1050, NOW - 3 * MINUTE)).toBe('older');
		expect(await row.push(3, NOW - MINUTE)).toBe('older');
		expect(await row.push(2, NOW - 30_000)).toBe('written');
	});

	it('after a run that was killed while it asked is written, and the order is known again', async () => {
		const row = new Row();
		row.isKilled = true;
		await row.push(1, NOW - MINUTE).catch(() => undefined);
		row.isKilled = false;
		expect(await row.push(1, NOW - MINUTE)).toBe('written');
		expect(await row.push(1, NOW - 2 * MINUTE)).toBe('older');
	});
});

describe('the row', () => {
	it('does not grow with the pushes of a project', async () => {
		const row = new Row();
		for (let minute = 0; minute < 500; minute++) {
			const now = NOW + minute * 7 * MINUTE;
			await row.push(minute % 3, now, now);
		}
		expect(row.entries.size).toBe(3 * 13);
	});

	it('does not grow with a project that changes once in three weeks', async () => {
		const row = new Row();
		for (let turn = 0; turn < 40; turn++) {
			const now = NOW + turn * 21 * DAY;
			expect(await row.push(1, now, now)).toBe('written');
			expect(await row.push(1, now - DAY, now)).toBe('older');
		}
		expect(row.entries.size).toBe(13);
	});

	it('is not emptied by a year of events of many projects', async () => {
		const row = new Row();
		await row.push(1, NOW);
		for (let entry = 0; entry < 30_000; entry++) row.entries.add(`another ${entry}`);
		await row.push(2, NOW);
		expect(await row.push(1, NOW - DAY)).toBe('older');
	});
});
