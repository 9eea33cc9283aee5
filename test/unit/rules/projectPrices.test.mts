import { describe, expect, it } from 'vitest';
import type { CinodeProjectRole } from '../../../rules';
import { TODAY, anna, bo, mappedProject, pricesIn, role } from '../support/projects.mts';

const ofRoles = (...roles: Array<Partial<CinodeProjectRole>>) =>
	mappedProject({ roles: roles.map((more, index) => role({ id: index + 1, ...more })) });
const PAST = { startDate: '2026-01-01', endDate: '2026-06-30', rate: 900 };
const RUNNING = { startDate: '2026-07-01', endDate: '2026-12-31', rate: 1000 };
const NEXT = { startDate: '2027-01-01', endDate: '2027-06-30', rate: 1200 };
const LATER = { startDate: '2027-07-01', endDate: null, rate: 1300 };

describe("a person's price", () => {
	it.each<[string, Array<Partial<CinodeProjectRole>>, number]>([
		['is that of the role running today', [PAST, NEXT, RUNNING, LATER], 100_000],
		['is that of the next role when none runs', [LATER, PAST, NEXT], 120_000],
		['counts a role on its first day', [{ ...RUNNING, startDate: TODAY }, NEXT], 100_000],
		['counts a role on its last day', [{ ...RUNNING, endDate: TODAY }, NEXT], 100_000],
		['does not count a role from the day after', [{ ...RUNNING, endDate: '2026-11-22' }, NEXT], 120_000],
		['counts a role without dates as running', [{ startDate: null, endDate: null, rate: 800 }, NEXT], 80_000],
		[
			'of two roles at once with the same rate is that rate',
			[RUNNING, { ...RUNNING, endDate: null }],
			100_000,
		],
		['ignores a role at once without a rate', [RUNNING, { ...RUNNING, rate: 0 }], 100_000],
		['has öre', [{ rate: 1150.55 }], 115_055],
		['is a whole number of öre', [{ rate: 1099.999 }], 110_000],
	])('%s', (_name, roles, price) => {
		expect(pricesIn(ofRoles(...roles))).toEqual([{ person: anna.key, price }]);
	});

	it('is not said, with a warning, by two roles at once with different rates', () => {
		const record = ofRoles(RUNNING, { ...RUNNING, rate: 1001 });
		expect(pricesIn(record)).toEqual([]);
		expect(record.warnings.join()).toContain('Anna Berg');
	});

	it('is not said by two next roles of the same day with different rates', () => {
		const record = ofRoles(NEXT, { ...NEXT, rate: 1 });
		expect(pricesIn(record)).toEqual([]);
		expect(record.warnings).toHaveLength(1);
	});

	it.each<[string, Partial<CinodeProjectRole>]>([
		['zero', { rate: 0 }],
		['missing', { rate: null }],
		['negative', { rate: -5 }],
		['in another currency', { currency: 'EUR' }],
		['in no currency', { currency: null }],
	])('is not said, with a warning, by a rate that is %s', (_name, more) => {
		const record = ofRoles(more);
		expect(pricesIn(record)).toEqual([]);
		expect(record.warnings).toHaveLength(1);
	});

	it('is not said by a fixed role, though the next one is by the hour', () => {
		expect(pricesIn(ofRoles({ ...RUNNING, contractType: 'fixed' }, NEXT))).toEqual([]);
	});

	it('is not said by a role that nobody has', () => {
		expect(pricesIn(ofRoles({ person: null }))).toEqual([]);
	});

	it('does not depend on the roles of others', () => {
		expect(pricesIn(ofRoles(RUNNING, { ...RUNNING, person: bo, rate: 700 }))).toEqual([
			{ person: anna.key, price: 100_000 },
			{ person: bo.key, price: 70_000 },
		]);
	});

	it('is not said at all without an activity', () => {
		expect(mappedProject({}, { activityId: undefined }).values).not.toHaveProperty('prices');
	});

	it("carries the person's key without the prefix", () => {
		const roles = [role({ person: { ...anna, key: 'SE-1017' } })];
		const customer = { id: 12, name: 'Nordan Bygg AB', number: 'SE-1001' };
		const record = mappedProject({ roles, customer }, { keyPrefix: 'SE-' });
		expect(pricesIn(record)).toEqual([{ person: '1017', price: 110_000 }]);
	});
});

describe("a subcontractor's tariff", () => {
	const sub = { isSubcontractor: true, tariff: 850.5, tariffCurrency: 'SEK' };

	it('is the supplier price', () => {
		expect(pricesIn(ofRoles(sub))).toEqual([{ person: anna.key, price: 110_000, supplierPrice: 85_050 }]);
	});

	it('stands without a rate', () => {
		expect(pricesIn(ofRoles({ ...sub, rate: 0 }))).toEqual([{ person: anna.key, supplierPrice: 85_050 }]);
	});

	it.each<[string, Partial<CinodeProjectRole>]>([
		['of an employee', { isSubcontractor: false }],
		['of zero', { tariff: 0 }],
		['that was not read', { tariff: undefined }],
		['in another currency', { tariffCurrency: 'EUR' }],
		['in no currency', { tariffCurrency: null }],
	])('%s is no supplier price', (_name, more) => {
		expect(pricesIn(ofRoles({ ...sub, ...more }))).toEqual([{ person: anna.key, price: 110_000 }]);
	});

	it('in no currency is no supplier price in a project without one either', () => {
		const tariff = role({ ...sub, tariffCurrency: null });
		expect(pricesIn(mappedProject({ currency: null, roles: [tariff] }))).toEqual([]);
	});

	it('that differs between roles at once is not said, and the rate is', () => {
		const record = ofRoles(sub, { ...sub, tariff: 900 });
		expect(pricesIn(record)).toEqual([{ person: anna.key, price: 110_000 }]);
		expect(record.warnings.join()).toMatch(/tariff of Anna Berg/i);
	});
});
