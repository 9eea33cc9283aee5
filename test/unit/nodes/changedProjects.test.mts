import { describe, expect, it } from 'vitest';
import { Account, HOUR } from './account.mts';

describe('what has changed', () => {
	it('is everything at first, and then nothing', async () => {
		const account = new Account(50);
		expect(await account.run()).toHaveLength(50);
		expect(await account.run()).toEqual([]);
		expect(account.asked).toBe(2);
	});

	it('is what was updated, and nothing behind it', async () => {
		const account = new Account(50);
		await account.run();
		account.touch(7);
		account.touch(9);
		expect((await account.run()).sort()).toEqual([7, 9]);
		expect(await account.run()).toEqual([]);
	});

	it('is also what stood in front before and was updated again', async () => {
		const account = new Account(5);
		await account.run();
		const [front = 0] = account.order;
		account.touch(3);
		account.touch(front);
		expect((await account.run()).sort()).toEqual([3, front].sort());
	});

	it('is found though both that were known were updated', async () => {
		const account = new Account(50);
		await account.run();
		const [first = 0, second = 0] = account.order;
		account.touch(4);
		account.touch(second);
		account.touch(first);
		expect(await account.run()).toEqual(expect.arrayContaining([4, first, second]));
		expect(await account.run()).toEqual([]);
	});

	it('is a rate, though the project says nothing', async () => {
		const account = new Account(5);
		await account.run();
		account.roles.set(2, { startDate: '2026-01-01', endDate: null, rate: 1100 } as never);
		expect(await account.run()).toEqual([2]);
	});

	it.each([
		['begins', { startDate: '2026-11-25' }],
		['ended the day before', { endDate: '2026-11-24' }],
	])('is the day on which a role %s', async (_what, role) => {
		// So many that each is compared only every third day, and this one on another day.
		const account = new Account(1000);
		const the25th = Date.parse('2026-11-25T00:30:00Z');
		const id = 1000 + ((3 - ((1000 + Math.floor(the25th / (24 * HOUR))) % 3)) % 3) + 1;
		account.add(id, role);
		await account.run();
		account.time = the25th - 2 * HOUR;
		expect(await account.run()).not.toContain(id);
		expect(await account.run()).toContain(id);
		expect(await account.run()).not.toContain(id);
	});

	it('leaves out what ended before the go-live date, and what is gone', async () => {
		const account = new Account(2);
		account.add(3, { endDate: '2024-12-31' });
		expect((await account.run()).sort()).toEqual([1, 2]);
		account.touch(3);
		account.gone.add(3);
		expect(await account.run()).toEqual([]);
	});
});

describe('a refused search for roles', () => {
	it('makes no run forget', async () => {
		const account = new Account(30);
		await account.run({ marks: true });
		for (let id = 1; id <= 30; id++) account.marked.add(id);
		account.refusesRoles = true;
		account.touch(8);
		expect(await account.run({ marks: true })).toEqual([8]);
		account.marked.add(8);
		account.refusesRoles = false;
		expect(await account.run({ marks: true })).toEqual([]);
	});
});

describe('repeat until marked', () => {
	it('gives what was not marked again, at first each time, then less often', async () => {
		const account = new Account(3);
		await account.run({ marks: true });
		account.marked.add(1).add(3);
		const given: number[] = [];
		for (let hour = 0; hour < 12; hour++)
			given.push((await account.run({ marks: true })).includes(2) ? 1 : 0);
		expect(given.slice(0, 3)).toEqual([1, 1, 1]);
		const rest = given.slice(3).reduce((sum, one) => sum + one, 0);
		expect(rest).toBeGreaterThanOrEqual(2);
		expect(rest).toBeLessThanOrEqual(5);
	});

	it('keeps its quick attempts for more than the first minutes of a short schedule', async () => {
		const account = new Account(1);
		await account.run({ marks: true });
		const handedOver: number[] = [];
		for (let minutes = 5; minutes <= 120; minutes += 5) {
			if ((await account.run({ marks: true, hours: 5 / 60 })).length > 0) handedOver.push(minutes);
		}
		expect(handedOver.length).toBeGreaterThanOrEqual(3);
		expect(handedOver.length).toBeLessThanOrEqual(4);
		expect(handedOver[2]).toBeGreaterThanOrEqual(30);
	});

	it('does not wait where a person started the run', async () => {
		const account = new Account(2);
		for (let hour = 0; hour < 6; hour++) await account.run({ marks: true });
		account.isManual = true;
		expect((await account.run({ marks: true, hours: 0 })).sort()).toEqual([1, 2]);
	});

	it('ends when it is marked', async () => {
		const account = new Account(2);
		await account.run({ marks: true });
		for (let hour = 0; hour < 8; hour++) await account.run({ marks: true });
		account.marked.add(1).add(2);
		for (let hour = 0; hour < 4; hour++) expect(await account.run({ marks: true })).toEqual([]);
	});
});

describe('a mark of an earlier push', () => {
	it('says nothing about a later one: what was lost meanwhile, and is won again, comes until it is pushed', async () => {
		const account = new Account(3);
		for (const id of await account.run({ marks: true })) account.marked.add(id);
		// It is lost before the next run: no list names it, so nothing takes its mark.
		const role = account.roles.get(1);
		account.roles.delete(1);
		account.order = account.order.filter((id) => id !== 1);
		for (let hour = 0; hour < 5; hour++) expect(await account.run({ marks: true })).toEqual([]);
		account.add(1, { ...role, rate: 1200 });
		expect(await account.run({ marks: true })).toEqual([1]);
		expect(await account.run({ marks: true })).toEqual([1]);
	});
});

describe('each project once a day', () => {
	it('at most twenty in a run', async () => {
		const account = new Account(50);
		await account.run();
		const day: number[][] = [];
		for (let hour = 0; hour < 24; hour++) day.push(await account.run());
		expect(Math.max(...day.map(({ length }) => length))).toBe(20);
		expect(day.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
	});

	it('of thousands, each in its turn', async () => {
		const account = new Account(1000);
		await account.run();
		const seen = new Map<number, number>();
		for (let hour = 0; hour < 24 * 6; hour++) {
			for (const id of await account.run()) seen.set(id, (seen.get(id) ?? 0) + 1);
		}
		expect(seen.size).toBe(1000);
		expect(Math.max(...seen.values())).toBeLessThanOrEqual(3);
	});
});
