import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findSecrets, startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { castPeople } from '../../sandbox/seed/cast.mts';
import { hasValidChecksum } from '../../sandbox/seed/personalNumbers.mts';

const TODAY = '2026-05-04';
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ today: TODAY });
});
afterAll(() => sandbox.close());

describe('the first twelve', () => {
	const row = (index: number) => sandbox.kleer.store.payroll.get(210001 + index);

	it('play every part', () => {
		const { store } = sandbox.kleer;
		expect([...store.users.values()].filter((user) => !user.active)).toHaveLength(1);
		expect([...store.users.keys()].filter((id) => !store.payroll.has(id))).toEqual([210009, 210010]);
		expect(row(2)?.['monthly-salary']).toBe(0);
		expect(row(3)?.schedules[0]?.schedule.id).toBe(701);
		expect(row(4)?.['full-history-monthly-salaries'].at(-1)?.['monthly-salary-start-date']).toBe(
			'2026-05-18',
		);
		expect(row(5)?.['employment-start-date']).toBe('2026-06-03');
		expect(row(6)?.['employment-end-date']).toBe('2026-04-14');
		expect([...store.subcontractors.values()][0]?.users).toEqual([{ id: 210010 }]);
	});

	it('have personal numbers of every form, valid ones with a valid checksum', () => {
		const numbers = castPeople(12, 1, TODAY).map((person) => person.ssn);
		expect(numbers.map((ssn) => hasValidChecksum(ssn))).toEqual([
			...[true, true, false, true, true, false, false, true],
			...[false, false, false, true],
		]);
		expect(numbers[2]).toMatch(/^\d{8}-T\d{3}$/);
		expect(Number(numbers[3]?.slice(6, 8))).toBeGreaterThan(60);
		expect(numbers[4]).toMatch(/^\d{6}-\d{4}$/);
		expect(numbers[5]).toMatch(/^\d{8}-0000$/);
		expect(numbers[7]).toMatch(/^\d{6}\+\d{4}$/);
		expect(numbers[10]).toBe('');
		expect(numbers[11]).toMatch(/^\d{12}$/);
	});

	it('meet one that is already in Cinode, unlinked, with a tag set by hand', () => {
		const { store } = sandbox.cinode;
		const emails = new Set([...sandbox.kleer.store.users.values()].map((user) => user.email));
		const known = [...store.users.values()].filter((user) => emails.has(user.email));
		expect(known).toHaveLength(1);
		expect(known[0]).toMatchObject({ internalIdentifier: null });
		expect(store.tags.get(known[0]?.tags[0] ?? 0)?.name).toBe('Mentor');
		expect([...store.users.values()].map((user) => user.status)).toEqual([3, 3, 0]);
	});
});

describe('many people', () => {
	it('are the same for the same seed, and others for another', () => {
		const text = (seed: number) => JSON.stringify(castPeople(200, seed, TODAY));
		expect(text(1)).toBe(text(1));
		expect(text(1)).not.toBe(text(2));
	});

	it('keep the mix, with unique addresses, numbers and salaries', () => {
		const people = castPeople(10_000, 1, TODAY);
		const share = (part: string) => people.filter((person) => person.part === part).length / people.length;
		for (const part of ['hourly', 'subcontractor', 'inactive', 'auditor'])
			expect(share(part)).toBeCloseTo(1 / 12, 2);
		expect(new Set(people.map((person) => person.email.toLowerCase())).size).toBe(10_000);
		const numbers = people.map((person) => person.ssn).filter((ssn) => ssn !== '');
		expect(new Set(numbers).size).toBe(numbers.length);
		expect(numbers.filter((ssn) => hasValidChecksum(ssn)).length / numbers.length).toBeGreaterThan(0.98);
		const salaries = people.map((person) => person.salary).filter((salary) => salary > 0);
		expect(new Set(salaries).size).toBe(salaries.length);
	});

	it('may be in Cinode already', async () => {
		const linked = await startSandbox({ people: 120, linked: true, today: TODAY });
		const users = [...linked.cinode.store.users.values()].filter((user) => user.internalIdentifier);
		expect(users).toHaveLength(80);
		expect(users.every((user) => user.employmentNumber)).toBe(true);
		linked.reset({ emptyCinode: true });
		expect(linked.cinode.store.users.size).toBe(1);
		await linked.close();
	});
});

describe('secrets', () => {
	it('are found where they stand alone, and not inside other numbers', () => {
		const secrets = sandbox.secrets();
		expect(secrets).toEqual(expect.arrayContaining(['3100300', '31003', '19630101-2388', '4000000013']));
		expect(findSecrets('"baseSalary":31003,', secrets)).toEqual(['31003']);
		expect(findSecrets('kl 12:31003 id=9310039 a31003f 127.0.0.1:31003', secrets)).toEqual([]);
		expect(findSecrets('x196301012388y', secrets)).toContain('196301012388');
	});

	it('are not anybody’s id', () => {
		const { kleer, cinode } = sandbox;
		const maps: Map<number, unknown>[] = [
			...[kleer.store.users, kleer.store.suppliers, kleer.store.clients, kleer.store.subcontractors],
			...[cinode.store.users, cinode.store.tags, cinode.store.customers],
		];
		const ids = maps.flatMap((map) => [...map.keys()]);
		const secrets = new Set(sandbox.secrets());
		expect(ids.filter((id) => secrets.has(String(id)))).toEqual([]);
	});
});
