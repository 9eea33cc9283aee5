import { describe, expect, it } from 'vitest';
import { Account } from './account.mts';

/** What no event tells the catch-up: other settings, and a project that lost its last role. */

const sorted = (ids: number[]) => [...ids].sort((a, b) => a - b);

async function settled(account: Account): Promise<Account> {
	for (const id of await account.run({ marks: true })) account.marked.add(id);
	expect(await account.run({ marks: true })).toEqual([]);
	return account;
}

function withRolesAndWithout(): Account {
	const account = new Account(3);
	account.add(4, { endDate: '2024-06-30' });
	account.touch(5);
	return account;
}

describe('other settings', () => {
	it('an earlier go-live date hands over what had ended before the old one', async () => {
		const account = await settled(withRolesAndWithout());
		account.goLiveDate = '2024-01-01';
		expect(sorted(await account.run({ marks: true, hours: 0.1 }))).toEqual([1, 2, 3, 4, 5]);
		for (const id of [1, 2, 3, 4, 5]) account.marked.add(id);
		expect(await account.run({ marks: true, hours: 0.1 })).toEqual([]);
	});

	it('a stage more hands over everything, once', async () => {
		const account = await settled(withRolesAndWithout());
		account.stages = ['3|31', '3|32'];
		expect(sorted(await account.run({ hours: 0.1 }))).toEqual([1, 2, 3, 5]);
		account.stages = ['3|32', '3|31'];
		expect(await account.run({ hours: 0.1 })).toEqual([]);
	});

	it('wait for the roles, where Cinode refuses them this minute', async () => {
		const account = await settled(withRolesAndWithout());
		account.goLiveDate = '2024-01-01';
		account.refusesRoles = true;
		expect(await account.run({ marks: true, hours: 0.1 })).toEqual([]);
		account.refusesRoles = false;
		expect(await account.run({ marks: true, hours: 0.1 })).toContain(4);
	});

	it('that are back after a minute without roles hand over nothing', async () => {
		const account = await settled(withRolesAndWithout());
		account.refusesRoles = true;
		expect(await account.run({ marks: true, hours: 0.1 })).toEqual([]);
		account.refusesRoles = false;
		expect(await account.run({ marks: true, hours: 0.1 })).toEqual([]);
	});
});

describe('a project that no search for roles names', () => {
	const TO_MIDNIGHT = 17;

	it('because it lost its last one is handed over the next day, though nothing says that it was updated', async () => {
		const account = await settled(new Account(150));
		account.roles.delete(7);
		expect(await account.run({ marks: true, hours: 0.1 })).not.toContain(7);
		expect(await account.run({ marks: true, hours: TO_MIDNIGHT })).toContain(7);
	});

	it('is handed over once a day, as the others are, at one listing a day', async () => {
		const account = new Account(0);
		for (let id = 1; id <= 30; id++) account.touch(id);
		await settled(account);
		account.listings = 0;
		await account.run({ marks: true, hours: TO_MIDNIGHT });
		const given: number[] = [];
		for (let hour = 0; hour < 44; hour++) {
			for (const id of given) account.marked.add(id);
			given.push(...(await account.run({ marks: true })));
		}
		expect(account.listings).toBe(2);
		for (let id = 1; id <= 30; id++) expect(given.filter((one) => one === id).length).toBeGreaterThan(0);
	});

	it('waits its turn where there are thousands: a hundred or so a day', async () => {
		const account = new Account(0);
		for (let id = 1; id <= 1000; id++) account.touch(id);
		await account.run();
		const seen = new Set<number>();
		for (let day = 0; day < 10; day++) {
			const given = await account.run({ hours: 24 });
			expect(given.length).toBeLessThanOrEqual(110);
			for (const id of given) seen.add(id);
		}
		expect(seen.size).toBe(1000);
	});
});
