import { describe, expect, it } from 'vitest';
import { VendorError } from '../../../base';
import { Account } from './account.mts';

/** What the catch-up must not forget, and what must not stop it. */

const refused = (kind: VendorError['kind']) => new VendorError('Cinode', kind, `Cinode said ${kind}`);
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const sorted = (ids: number[]) => [...ids].sort((a, b) => a - b);

/** All are in step. */
async function settled(count: number): Promise<Account> {
	const account = new Account(count);
	await account.run({ marks: true });
	for (const id of numbers(count)) account.marked.add(id);
	expect(await account.run({ marks: true })).toEqual([]);
	return account;
}

describe('the newest that was seen', () => {
	it('lets both of the most recent be edited after a quiet hour: they alone are given', async () => {
		const account = new Account(300);
		await account.run();
		for (let turn = 0; turn < 4; turn++) {
			const quiet = await account.run();
			expect(quiet.filter((id) => id === 5 || id === 6)).toEqual([]);
			expect(account.asked).toBe(2);
			account.touch(5);
			account.touch(6);
			const given = await account.run();
			expect(given).toEqual(expect.arrayContaining([5, 6]));
			// Besides those that come once a day.
			expect(given.length).toBeLessThanOrEqual(22);
			expect(account.asked).toBe(3);
		}
	});

	it('stops behind many that were edited', async () => {
		const account = await settled(300);
		for (const id of numbers(15)) account.touch(id);
		const given = await account.run({ marks: true, hours: 0 });
		expect(sorted(given)).toEqual(numbers(15));
	});

	it('is the next one when the newest was deleted', async () => {
		const account = await settled(50);
		account.remove(50);
		account.touch(1);
		expect(await account.run({ marks: true })).toEqual([1]);
		account.touch(2);
		expect(sorted(await account.run({ marks: true }))).toEqual([1, 2]);
	});
});

describe('a project that Cinode refuses to give', () => {
	it.each(['forbidden', 'server', 'invalid'] as const)(
		'(%s) is handed over, and so is another',
		async (kind) => {
			const account = await settled(50);
			account.touch(8);
			account.touch(7);
			account.broken.set(7, refused(kind));
			expect(sorted(await account.run({ marks: true }))).toEqual([7, 8]);
		},
	);

	it('stands in front for days and hides nothing; it comes again as others do that fail', async () => {
		const account = await settled(5);
		account.touch(3);
		account.broken.set(3, refused('forbidden'));
		let given = 0;
		for (let hour = 0; hour < 12; hour++) given += (await account.run({ marks: true })).includes(3) ? 1 : 0;
		expect(given).toBeGreaterThanOrEqual(5);
		expect(given).toBeLessThanOrEqual(9);
		account.touch(4);
		account.touch(3);
		expect(await account.run({ marks: true })).toContain(4);
	});

	it('is an error where Cinode gives none at all', async () => {
		const account = await settled(50);
		for (const id of numbers(50)) account.broken.set(id, refused('forbidden'));
		await expect(account.run({ marks: true })).rejects.toThrow('forbidden');
		expect(account.asked).toBe(5);
	});
});

describe('projects that the safety brake holds', () => {
	it.each([60, 101, 110, 220, 900])(
		'(%i) come again all together or not at all, so that none passes beneath it on another day',
		async (count) => {
			const account = new Account(count);
			expect(await account.run({ marks: true })).toHaveLength(count);
			const given = new Set<number>();
			for (let hour = 0; hour < 72; hour++) given.add((await account.run({ marks: true })).length);
			expect(sorted([...given])).toEqual([0, count]);
		},
	);

	it('leave enough of the day when they are thousands', async () => {
		const account = new Account(2000);
		await account.run({ marks: true });
		let given = 0;
		for (let hour = 0; hour < 24 * 7; hour += 6)
			given += (await account.run({ marks: true, hours: 6 })).length;
		expect(given).toBeGreaterThanOrEqual(2 * 2000);
		expect(given).toBeLessThanOrEqual(6 * 2000);
	});

	it.each([
		[2000, 150],
		[3000, 120],
	])(
		'are as few as are left: of %i that came first %i failed, and come again within hours',
		async (all, left) => {
			const account = new Account(all);
			await account.run({ marks: true });
			const isLeft = (id: number) => id > all - left;
			for (const id of numbers(all - left)) account.marked.add(id);
			const given: number[] = [];
			for (let hour = 0; hour < 4; hour++) given.push(...(await account.run({ marks: true })));
			expect(given.filter(isLeft)).toHaveLength(left);
		},
	);

	it.each([101, 700])('(%i) keep no project waiting that came later', async (standing) => {
		const account = new Account(standing);
		for (let hour = 0; hour < 72; hour++) await account.run({ marks: true });
		account.add(standing + 1);
		expect(await account.run({ marks: true })).toContain(standing + 1);
		const given: number[] = [];
		for (let hour = 0; hour < 4; hour++) given.push(...(await account.run({ marks: true })));
		expect(given).toContain(standing + 1);
	});

	it('keep no project waiting that failed alone', async () => {
		const account = await settled(300);
		account.stages = ['3|31'];
		expect(await account.run({ marks: true, hours: 0.1 })).toHaveLength(300);
		for (const id of numbers(290)) account.marked.add(id);
		expect(sorted(await account.run({ marks: true }))).toEqual(numbers(300).slice(290));
	});
});

describe('an error', () => {
	it.each(['budgetSpent', 'unreachable', 'unauthorized'] as const)(
		'(%s) costs no round of all projects, and loses no change',
		async (kind) => {
			const account = await settled(300);
			account.touch(8);
			account.touch(7);
			account.broken.set(8, refused(kind));
			await expect(account.run({ marks: true, hours: 0 })).rejects.toThrow(kind);
			account.broken.clear();
			expect(sorted(await account.run({ marks: true, hours: 0 }))).toEqual([7, 8]);
		},
	);
});

describe('without roles, and not pushed', () => {
	/** So many without roles; a dry run marks nothing. */
	function withoutRoles(count: number): Account {
		const account = new Account(0);
		for (const id of numbers(count)) account.touch(1000 + id * 37);
		return account;
	}

	it('each comes again, also beyond the first page', async () => {
		const account = withoutRoles(150);
		expect(await account.run({ marks: true })).toHaveLength(150);
		const again = new Set<number>();
		for (let hour = 0; hour < 48; hour++) {
			for (const id of await account.run({ marks: true })) again.add(id);
			expect(account.asked).toBe(2);
		}
		expect(again.size).toBe(150);
		account.isManual = true;
		expect(await account.run({ marks: true })).toHaveLength(150);
	});

	it('comes only in its turn once it is marked, and no more once it was deleted', async () => {
		const account = withoutRoles(150);
		const [oldest = 0, second = 0] = account.order.toReversed();
		await account.run({ marks: true });
		for (const id of account.order) if (id !== oldest && id !== second) account.marked.add(id);
		expect(sorted(await account.run({ marks: true }))).toEqual(sorted([oldest, second]));
		account.marked.add(second);
		account.remove(oldest);
		const given: number[] = [];
		for (let hour = 0; hour < 24 * 5; hour++) {
			const now = await account.run({ marks: true });
			for (const id of now) if (id !== oldest) account.marked.add(id);
			given.push(...now);
		}
		// Its turn comes every other day, since there are more than a hundred.
		expect(given.filter((id) => id === second).length).toBeLessThanOrEqual(3);
		expect(given.filter((id) => id === oldest).length).toBeLessThanOrEqual(12);
		account.isManual = true;
		expect(await account.run({ marks: true })).toEqual([]);
	});

	it('survives a minute in which the roles are refused, and an error', async () => {
		const account = withoutRoles(150);
		account.add(1);
		await account.run({ marks: true });
		account.refusesRoles = true;
		await account.run({ marks: true });
		account.refusesRoles = false;
		const [front = 0] = account.order;
		account.broken.set(front, refused('unreachable'));
		await expect(account.run({ marks: true })).rejects.toThrow();
		account.broken.clear();
		account.isManual = true;
		expect(await account.run({ marks: true })).toHaveLength(151);
	});
});
