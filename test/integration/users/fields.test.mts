import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FULL_SETUP, Tenant } from '../support/tenant.mts';

let tenant: Tenant;

beforeAll(async () => {
	tenant = await Tenant.start();
	await tenant.sync({ mapper: FULL_SETUP });
});

afterAll(() => tenant.stop());

const NAME = 'Nyåkern';
const user = () => tenant.kleerUser(NAME);
const payroll = () => tenant.payroll(NAME);

interface Case {
	field: string;
	/** What Cinode has before. */
	column: keyof ReturnType<Tenant['cinodeUser']>;
	change(): void;
	changed: unknown;
	/** Empties the source; absent where Kleer always has a value. */
	clear?(): void;
	/** In the default mode; absent: as before. */
	cleared?: unknown;
}

/** Each row of the table that can change: changed, cleared and restored in Kleer, one after another. */
const CASES: Case[] = [
	{
		field: 'Employment Number',
		column: 'employmentNumber',
		change: () => (user()['foreign-id'] = 'A-77'),
		changed: 'A-77',
		clear: () => (user()['foreign-id'] = ''),
	},
	{
		field: 'Email',
		column: 'email',
		change: () => (user().email = ' Elin.Ny@Exempelkonsult.example '),
		changed: 'elin.ny@exempelkonsult.example',
		clear: () => (user().email = ''),
	},
	{
		field: 'Date of Birth',
		column: 'dateOfBirth',
		change: () => (payroll().ssn = '19800229-2384'),
		changed: '1980-02-29T00:00:00',
		clear: () => (payroll().ssn = ''),
	},
	{
		field: 'Phone',
		column: 'phone',
		change: () => (payroll().phone = '08-500 100 20'),
		changed: '08-500 100 20',
		clear: () => (payroll().phone = ''),
	},
	{
		field: 'Start Date',
		column: 'employmentStartDate',
		change: () => (payroll()['employment-start-date'] = '2019-08-01'),
		changed: '2019-08-01T00:00:00',
	},
	{
		field: 'End Date',
		column: 'employmentEndDate',
		change: () => (payroll()['employment-end-date'] = '2099-12-31'),
		changed: '2099-12-31T00:00:00',
		clear: () => delete payroll()['employment-end-date'],
		cleared: null,
	},
	{
		field: 'Base Salary',
		column: 'baseSalary',
		change: () =>
			(payroll()['full-history-monthly-salaries'] = [
				{ 'monthly-salary': 4_444_450, 'monthly-salary-start-date': '2020-01-01' },
			]),
		changed: 44_445,
		clear: () =>
			(payroll()['full-history-monthly-salaries'] = [
				{ 'monthly-salary': 0, 'monthly-salary-start-date': '2020-01-01' },
			]),
	},
	{
		field: 'Tax Table',
		column: 'taxTable',
		change: () => (payroll()['tax-table'] = 36),
		changed: '36',
		clear: () => (payroll()['tax-table'] = 0),
		cleared: null,
	},
];

describe.each(CASES)('$field', ({ field, column, change, changed, clear, cleared }) => {
	it('follows a change with just that field', async () => {
		change();
		const run = await tenant.sync({ mapper: FULL_SETUP });
		expect(run.results).toHaveLength(1);
		expect(run.results[0]?.changes.map((one) => one.field)).toContain(field);
		expect(tenant.cinodeUser(NAME)[column]).toEqual(changed);
		expect(tenant.cinodeRequests).toBe(3);
	});

	if (clear) {
		it('is cleared only where its mode says so', async () => {
			clear();
			await tenant.sync({ mapper: FULL_SETUP });
			expect(tenant.cinodeUser(NAME)[column]).toEqual(cleared === undefined ? changed : cleared);
		});
	}

	it('comes back, and then rests', async () => {
		change();
		await tenant.sync({ mapper: FULL_SETUP });
		expect(tenant.cinodeUser(NAME)[column]).toEqual(changed);
		const rest = await tenant.sync({ mapper: FULL_SETUP });
		expect(rest.results).toEqual([]);
		expect(tenant.writes).toEqual([]);
	});
});

describe('names', () => {
	it('follow a new name in Kleer', async () => {
		user().name = 'Elin Maria af Nyåkern';
		await tenant.sync({ mapper: FULL_SETUP });
		expect(tenant.cinodeUser(NAME)).toMatchObject({ firstName: 'Elin Maria', lastName: 'af Nyåkern' });
	});

	it('keep a split that someone mended in Cinode', async () => {
		Object.assign(tenant.cinodeUser(NAME), {
			firstName: 'Elin',
			lastName: 'Maria af Nyåkern',
			updatedDateTime: '2030-01-01T00:00:00',
		});
		const run = await tenant.sync({ mapper: FULL_SETUP });
		expect(tenant.writes).toEqual([]);
		expect(run.summary.counts.updated).toBe(0);
		expect(tenant.cinodeUser(NAME)).toMatchObject({ firstName: 'Elin', lastName: 'Maria af Nyåkern' });
	});
});

describe('what is alike is left alone', () => {
	it.each([
		['a phone written another way', () => (payroll().phone = '+46 (0)8 500 10020')],
		['an e-mail in capitals', () => (user().email = 'ELIN.NY@exempelkonsult.example')],
		['a name with more spaces', () => (user().name = '  Elin  Maria   af Nyåkern ')],
		['a personal number with its century', () => (payroll().ssn = '198002292384')],
	])('%s', async (_what, change) => {
		change();
		const run = await tenant.sync({ mapper: FULL_SETUP });
		expect(tenant.writes).toEqual([]);
		expect(run.summary.counts).toMatchObject({ updated: 0, failed: 0 });
	});
});

describe('an ID number that is a personal number', () => {
	it('is sent, and told as “changed”', async () => {
		const { 'foreign-id': before } = user();
		user()['foreign-id'] = '800229-2392';
		const { results } = await tenant.sync({ mapper: FULL_SETUP });
		expect(tenant.patches).toEqual([{ '/employmentnumber': '800229-2392' }]);
		expect(results[0]?.changes).toEqual([{ field: 'Employment Number', from: 'changed', to: 'changed' }]);
		user()['foreign-id'] = before;
		const back = await tenant.sync({ mapper: FULL_SETUP });
		expect(JSON.stringify(back.results)).not.toContain('2392');
	});
});

describe('gender, which Cinode never shows', () => {
	it('is sent again only when the personal number says something else', async () => {
		payroll().ssn = '19800229-2392';
		const run = await tenant.sync({ mapper: FULL_SETUP });
		expect(tenant.patches).toEqual([{ '/gender': 1 }]);
		expect(run.results[0]?.changes).toEqual([{ field: 'Gender', from: 'changed', to: 'changed' }]);
		await tenant.sync({ mapper: FULL_SETUP });
		expect(tenant.writes).toEqual([]);
	});

	it('is sent again when it comes back to what it was', async () => {
		const { ssn } = payroll();
		payroll().ssn = '19800229-2384';
		await tenant.sync({ mapper: FULL_SETUP });
		expect(tenant.patches).toEqual([{ '/gender': 2 }]);
		payroll().ssn = ssn;
		await tenant.sync({ mapper: FULL_SETUP });
		expect(tenant.patches).toEqual([{ '/gender': 1 }]);
	});

	it.each([
		['wrong checksum', '19800229-2391'],
		['31 February', '19800231-2392'],
		['day 60 of month 13', '19801360-2399'],
		['day 92', '19800292-2392'],
		['garbage', 'none of your business'],
		['empty', ''],
	])('and birth date stay when the number is unreadable: %s', async (_what, ssn) => {
		payroll().ssn = ssn;
		await tenant.sync({ mapper: FULL_SETUP });
		expect(tenant.writes).toEqual([]);
		expect(tenant.cinodeUser(NAME)).toMatchObject({ gender: 1, dateOfBirth: '1980-02-29T00:00:00' });
	});
});

describe('tags', () => {
	it('follow a category that was renamed in Kleer', async () => {
		payroll()['dimension-entries'] = [{ id: 4201 }];
		await tenant.sync({ mapper: FULL_SETUP });
		const entry = tenant.sandbox.kleer.store.dimensions.get(42)?.entries.get(4201);
		if (!entry) throw new Error('no category');
		entry.name = 'Server';
		await tenant.sync({ mapper: FULL_SETUP });
		const tags = tenant.state().find(({ email }) => email === tenant.cinodeUser(NAME).email)?.tags;
		expect(tags).toEqual(['Frontend', 'Server']);
		entry.name = 'Backend';
	});
});

describe('modes', () => {
	it.each([
		['mirror', '', null],
		['always', '', '08-500 100 20'],
		['ifEmpty', '070-999 99 99', '08-500 100 20'],
		['onCreate', '070-999 99 99', '08-500 100 20'],
		['off', '070-999 99 99', '08-500 100 20'],
	])('%s', async (mode, phone, expected) => {
		Object.assign(tenant.cinodeUser(NAME), {
			phone: '08-500 100 20',
			updatedDateTime: new Date().toISOString().slice(0, -1),
		});
		payroll().phone = phone;
		await tenant.sync({ mapper: { ...FULL_SETUP, modes: { phone: mode } } });
		expect(tenant.cinodeUser(NAME).phone).toBe(expected);
	});
});
