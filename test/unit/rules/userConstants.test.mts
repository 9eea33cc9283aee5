import { describe, expect, it } from 'vitest';
import { ACCESS_LEVELS, type UsersSetup } from '../../../rules';
import { employee, employeeWithout, mapped, rejectedOf } from '../support/people.mts';

describe('constants of set-up', () => {
	it.each([
		['languageId', { languageId: 1 }, 1],
		['defaultCurrencyId', { currencyId: 2 }, 2],
		['locationId', { locationId: 3 }, 3],
		['permissions', { permissions: [200, 270] }, [200, 270]],
	] as const)('%s is sent on create only', (field, setup, value) => {
		const record = mapped(employee(), setup as Partial<UsersSetup>);
		expect(record.values[field]).toEqual(value);
		expect(record.modes[field]).toBe('onCreate');
	});

	it.each(['languageId', 'defaultCurrencyId', 'locationId', 'permissions'])(
		'%s is left out where set-up chose none',
		(field) => {
			expect(mapped(employee()).values).not.toHaveProperty(field);
		},
	);

	it.each([
		['Owner', [1000]],
		['any level that is not offered', [200, 999]],
		['Admin beside an allowed level', [200, 400]],
	])('never give the permission level %s', (_name, permissions) => {
		expect(rejectedOf(employee(), { permissions }).reasons).toEqual([expect.stringContaining('Roles')]);
	});

	it('offer no level called Admin or Owner', () => {
		for (const { name } of ACCESS_LEVELS) expect(name).not.toMatch(/admin|owner/i);
	});
});

describe('the office by category', () => {
	const gothenburg = { id: 5, name: 'Göteborg' };
	const setup: Partial<UsersSetup> = {
		locationId: 1,
		officesByCategory: [{ category: gothenburg, locationId: 8 }],
	};

	it('is the office of the category, and follows it', () => {
		const record = mapped(employee({ categories: [gothenburg] }), setup);
		expect(record.values.locationId).toBe(8);
		expect(record.modes.locationId ?? 'always').toBe('always');
	});

	it('finds a category that was renamed in Kleer', () => {
		const renamed = employee({ categories: [{ id: 5, name: 'Väst' }] });
		expect(mapped(renamed, setup).values.locationId).toBe(8);
	});

	it('is the constant, On Create, for people without such a category', () => {
		for (const categories of [[], [{ id: 6, name: 'Kontor' }]]) {
			const record = mapped(employee({ categories }), setup);
			expect(record.values.locationId).toBe(1);
			expect(record.modes.locationId).toBe('onCreate');
		}
	});

	it('is not said where Kleer did not return the categories', () => {
		const record = mapped(employeeWithout('categories'), setup);
		expect(record.values).not.toHaveProperty('locationId');
		expect(record.modes).not.toHaveProperty('locationId');
	});

	it('lets set-up choose another mode', () => {
		const record = mapped(employee({ categories: [gothenburg] }), {
			...setup,
			modes: { locationId: 'onCreate' },
		});
		expect(record.modes.locationId).toBe('onCreate');
	});
});
