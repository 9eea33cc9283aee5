import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { editClientProject, type NewRole } from '../../sandbox/index.mts';
import { activityOf } from '../support/projects.mts';
import { CURRENCY, FIXED, ProjectCases } from './cases.mts';

/** Rates, tariffs, currencies and the budget. */

let cases: ProjectCases;

beforeEach(async () => {
	cases = await ProjectCases.start();
});

afterEach(async () => await cases.stop());

const price = (id: number, person = 2) => cases.price(id, cases.person(person));

describe('an extension: a second role for the same person with a new rate', () => {
	it('to come changes no price, but the closing date', async () => {
		const id = cases.make();
		await cases.pushed(id);
		cases.addRole(id, cases.roleOf(2, { rate: 1200, startDate: cases.day(91), endDate: cases.day(180) }));
		expect(await cases.pushed(id)).toMatchObject({ action: 'updated', warnings: [] });
		expect(price(id)).toEqual({ price: 100_000 });
		expect(cases.one(id)['closing-date']).toBe(cases.day(180));
		expect(cases.one(id).users).toHaveLength(1);
	});

	it('that runs, after the first one ended, gives its rate', async () => {
		const id = cases.make();
		await cases.pushed(id);
		cases.editRole(id, { endDate: cases.day(-1) });
		cases.addRole(id, cases.roleOf(2, { rate: 1200, startDate: cases.day(0), endDate: cases.day(180) }));
		expect(await cases.pushed(id)).toMatchObject({ action: 'updated', warnings: [] });
		expect(price(id)).toEqual({ price: 120_000 });
	});

	it('after a gap in which nothing runs: the next one’s', async () => {
		const id = cases.make();
		await cases.pushed(id);
		cases.editRole(id, { endDate: cases.day(-1) });
		cases.addRole(id, cases.roleOf(2, { rate: 1300, startDate: cases.day(60), endDate: cases.day(90) }));
		cases.addRole(id, cases.roleOf(2, { rate: 1200, startDate: cases.day(20), endDate: cases.day(50) }));
		await cases.pushed(id);
		expect(price(id)).toEqual({ price: 120_000 });
	});
});

describe('two roles of one person at once', () => {
	it('with one rate: that rate', async () => {
		const id = cases.make({ roles: [cases.roleOf(2), cases.roleOf(2, { title: 'Arkitekt', extent: 20 })] });
		expect(await cases.pushed(id)).toMatchObject({ action: 'created', warnings: [] });
		expect(price(id)).toEqual({ price: 100_000 });
		expect(cases.one(id).users).toHaveLength(1);
	});

	it('with different rates: a warning that names the person, no price, and the rest goes through', async () => {
		const id = cases.make({ roles: [cases.roleOf(2), cases.roleOf(2, { rate: 1500 }), cases.roleOf(3)] });
		const result = await cases.pushed(id);
		expect(result).toMatchObject({ action: 'created' });
		expect(result?.warnings.join()).toContain(cases.person(2).name);
		expect(price(id)).toEqual({});
		expect(price(id, 3)).toEqual({ price: 100_000 });
		expect(cases.one(id)['budget-amount']).toBe(50_000_000);
	});

	it('with different rates: the price that Kleer has stays, until the rates agree', async () => {
		const id = cases.make();
		await cases.pushed(id);
		cases.addRole(id, cases.roleOf(2, { rate: 1500 }));
		await cases.pushed(id);
		expect(price(id)).toEqual({ price: 100_000 });
		cases.editRole(id, { rate: 1500 });
		expect(await cases.pushed(id)).toMatchObject({ action: 'updated', warnings: [] });
		expect(price(id)).toEqual({ price: 150_000 });
	});

	// Design 3: "two at once with different rates: warning, nothing written"; it is silent: `unchanged` isn't told.
	it('with different rates: is told though nothing is written', async () => {
		const id = cases.make();
		await cases.pushed(id);
		cases.addRole(id, cases.roleOf(2, { rate: 1500 }));
		await cases.pushed(id);
		expect(cases.told).toContain(cases.person(2).name);
	});
});

describe('fixed price', () => {
	const fixed = (given: NewRole = {}) => cases.roleOf(3, { contractType: FIXED, rate: 400_000, ...given });

	it('for all roles makes a project at a fixed price, without prices by the hour', async () => {
		const id = cases.make({ roles: [fixed()] });
		expect(await cases.pushed(id)).toMatchObject({ action: 'created' });
		expect(cases.one(id)['fixed-price']).toBe(true);
		expect(cases.peopleOn(id)).toEqual([cases.person(3).kleer]);
		expect(price(id, 3)).toEqual({});
	});

	it('mixed with roles by the hour makes none, with a warning; only the hourly ones have prices', async () => {
		const id = cases.make({ roles: [cases.roleOf(2), fixed()] });
		const result = await cases.pushed(id);
		expect(result).toMatchObject({ action: 'created', warnings: [expect.stringMatching(/fixed/i)] });
		expect(cases.one(id)['fixed-price']).toBe(false);
		expect(price(id)).toEqual({ price: 100_000 });
		expect(price(id, 3)).toEqual({});
		expect(cases.peopleOn(id)).toHaveLength(2);
	});

	it.each(['ignores', 'refuses'] as const)(
		'that comes later is drift with old and new, where Kleer %s it',
		async (frozenFields) => {
			cases.kleer.options.frozenFields = frozenFields;
			const id = cases.make();
			await cases.pushed(id);
			cases.editRole(id, { contractType: FIXED });
			expect(await cases.pushed(id)).toMatchObject({
				action: 'drift',
				changes: [{ field: 'Fixed Price', from: false, to: true }],
			});
			expect(cases.one(id)['fixed-price']).toBe(false);
			expect(price(id)).toEqual({ price: 100_000 });
		},
	);
});

describe('a rate', () => {
	const WRONG: Array<[string, NewRole]> = [
		['of 0', { rate: 0 }],
		['missing', { rate: null }],
		['in another currency', { currencyId: CURRENCY.EUR, rate: 95 }],
	];

	it.each(WRONG)('%s: the person comes without a price, a warning names the role', async (_what, role) => {
		const id = cases.make({ roles: [cases.roleOf(2, { title: 'Testledare', ...role }), cases.roleOf(3)] });
		const result = await cases.pushed(id);
		expect(result).toMatchObject({ action: 'created', warnings: [expect.stringContaining('Testledare')] });
		expect(price(id)).toEqual({});
		expect(price(id, 3)).toEqual({ price: 100_000 });
	});

	it.each(WRONG)(
		'%s: a price that Kleer has stays, and follows once the rate is right',
		async (_what, role) => {
			const id = cases.make();
			await cases.pushed(id);
			cases.editRole(id, role);
			await cases.pushed(id);
			expect(price(id)).toEqual({ price: 100_000 });
			cases.editRole(id, { rate: 1010, currencyId: CURRENCY.SEK });
			expect(await cases.pushed(id)).toMatchObject({ action: 'updated', warnings: [] });
			expect(price(id)).toEqual({ price: 101_000 });
		},
	);

	// Design 3: "else Kleer's price stays, with a warning"; it is silent: `unchanged` isn't told.
	it.each(WRONG)('%s: is told though nothing is written', async (_what, role) => {
		const id = cases.make({ roles: [cases.roleOf(2, { title: 'Testledare' })] });
		await cases.pushed(id);
		cases.editRole(id, role);
		await cases.pushed(id);
		expect(cases.told).toContain('Testledare');
	});

	it('in the currency of a project in euro is its price', async () => {
		const roles = [cases.roleOf(2, { rate: 95, currencyId: CURRENCY.EUR })];
		const id = cases.make({ currencyId: CURRENCY.EUR, roles });
		expect(await cases.pushed(id)).toMatchObject({ action: 'created', warnings: [] });
		expect(cases.one(id)['currency-type']).toBe('EUR');
		expect(price(id)).toEqual({ price: 9_500 });
	});

	it('is not sent where Kleer’s project has another currency than the one that Cinode changed to', async () => {
		const id = cases.make();
		await cases.pushed(id);
		cases.edit(id, { currencyId: CURRENCY.EUR });
		cases.editRole(id, { currencyId: CURRENCY.EUR, rate: 95 });
		expect(await cases.pushed(id)).toMatchObject({
			action: 'drift',
			changes: [{ field: 'Currency', from: 'SEK', to: 'EUR' }],
		});
		expect(price(id)).toEqual({ price: 100_000 });
		expect(cases.one(id)['currency-type']).toBe('SEK');
	});
});

describe('a budget in no currency', () => {
	const unsaid = { currencyId: null, contractValue: 99_000 };
	const told = 'no currency in Cinode';

	it('is Kleer’s where the project is in the company’s own', async () => {
		const id = cases.make(unsaid);
		await cases.pushed(id);
		expect(cases.one(id)['budget-amount']).toBe(9_900_000);
		expect(cases.told).not.toContain(told);
	});

	it('stays out where Kleer’s project is in another', async () => {
		const id = cases.make();
		await cases.pushed(id);
		const before = cases.one(id)['budget-amount'];
		editClientProject(cases.kleer, String(id), { 'currency-type': 'EUR' });
		cases.edit(id, { ...unsaid, description: 'Ny' });
		await cases.pushed(id);
		expect(cases.one(id)['budget-amount']).toBe(before);
		expect(cases.told).toContain(told);
	});
});

describe('a subcontractor’s tariff', () => {
	const assigned = (tariff: number | null, currencyId: number | null = CURRENCY.SEK) => ({
		companyUserId: cases.subcontractors[0]?.cinode ?? 0,
		tariff,
		currencyId,
	});
	const make = (tariff: number | null, currencyId?: number) =>
		cases.make({ roles: [cases.roleOf(2, { assigned: assigned(tariff, currencyId) })] });
	const ofSub = (id: number) => cases.price(id, cases.subcontractors[0] ?? cases.person(0));

	it('is the supplier price, and follows', async () => {
		const id = make(700);
		await cases.pushed(id);
		expect(ofSub(id)).toEqual({ price: 100_000, 'supplier-price': 70_000 });
		cases.editRole(id, { assigned: assigned(725) });
		expect(await cases.pushed(id)).toMatchObject({ action: 'updated' });
		expect(ofSub(id)).toEqual({ price: 100_000, 'supplier-price': 72_500 });
	});

	it.each([
		['of 0', 0, CURRENCY.SEK],
		['missing', null, CURRENCY.SEK],
		['in another currency', 60, CURRENCY.EUR],
	])('%s is none, and leaves the one that Kleer has', async (_what, tariff, currencyId) => {
		const id = make(tariff, currencyId);
		await cases.pushed(id);
		expect(ofSub(id)).toEqual({ price: 100_000 });
		const [row] = cases.one(id).users;
		const activities = [
			{ activity: { id: activityOf(cases.tenant) }, price: 100_000, 'supplier-price': 65_000 },
		];
		editClientProject(cases.kleer, String(id), { users: [{ user: row?.user ?? { id: 0 }, activities }] });
		cases.edit(id, { contractValue: 1000 });
		expect(await cases.pushed(id)).toMatchObject({ action: 'updated' });
		expect(ofSub(id)).toEqual({ price: 100_000, 'supplier-price': 65_000 });
	});
});

describe('the budget', () => {
	const budget = (id: number) => cases.one(id)['budget-amount'];

	it('that is cleared in Cinode stays in Kleer, as an empty source of mode always does', async () => {
		const id = cases.make();
		await cases.pushed(id);
		cases.edit(id, { contractValue: null, estimatedValue: null });
		await cases.pushed(id);
		expect(budget(id)).toBe(50_000_000);
	});

	it('is also cleared where set-up mirrors it', async () => {
		const mapper = { modes: { budgetAmount: 'mirror' } };
		const id = cases.make();
		await cases.pushed(id, { mapper });
		cases.edit(id, { contractValue: null, estimatedValue: null });
		expect(await cases.pushed(id, { mapper })).toMatchObject({ action: 'updated' });
		expect(budget(id)).toBe(0);
	});

	it('without a contract value is the estimated one', async () => {
		const id = cases.make({ estimatedValue: 420_000 });
		await cases.pushed(id);
		expect(budget(id)).toBe(50_000_000);
		cases.edit(id, { contractValue: null });
		await cases.pushed(id);
		expect(budget(id)).toBe(42_000_000);
	});
});
