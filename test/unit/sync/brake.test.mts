import { describe, expect, it } from 'vitest';
import { checkBrake, type BrakeInput, type BrakeLimits } from '../../../sync/brake/brake.ts';
import type { Plan, PlannedChange } from '../../../sync';
import { mappedUser } from '../support/people.mts';

/** The defaults of docs/decisions.md#same-input-same-result. */
const LIMITS: BrakeLimits = { maxCreates: 25, maxChangedShare: 30, maxSalaryJumps: 3, allowOnce: 0 };

const NONE_HELD = { new: 0, identity: 0, salary: 0 };

/** What the brake says of these plans. */
function check(
	plans: Plan[],
	{
		linked = 100,
		vanished = 0,
		changed = { now: 0, later: 0 },
		held = NONE_HELD,
	}: Partial<Omit<BrakeInput, 'plans'>> & { vanished?: number } = {},
	limits: Partial<BrakeLimits> = {},
) {
	const candidates = [
		...plans.map((plan) => ({ plan, hasVanished: false })),
		...createdPlans(vanished).map((plan) => ({ plan, hasVanished: true })),
	];
	return checkBrake({ plans: candidates, linked, changed, held }, { ...LIMITS, ...limits });
}

function createdPlans(count: number): Plan[] {
	return plans(count, 'created');
}

function plans(
	count: number,
	action: Plan['action'],
	...changes: Array<Omit<PlannedChange, 'field'>>
): Plan[] {
	return Array.from({ length: count }, (_, index) => ({
		record: mappedUser({ key: String(index) }),
		action,
		changes: changes.map((change) => ({ field: change.name, ...change })),
		warnings: [],
	}));
}

const newEmail = { name: 'email', from: 'a@firma.se', to: 'b@firma.se' };
const salary = (from: number | null, to: number) => ({ name: 'baseSalary', from, to });

describe('creations', () => {
	it.each([
		[25, undefined],
		[26, 26],
	])('%i of them: %j', (count, shown) => {
		expect(check(plans(count, 'created'), { linked: 1000 })?.count).toBe(shown);
	});

	it('say what would have happened', () => {
		expect(check(plans(26, 'created'), { linked: 0 })?.reasons).toEqual([expect.stringMatching(/26.*25/)]);
	});

	it('are no change of identity, however many fields they fill', () => {
		const limits = { ...LIMITS, maxCreates: 1000 };
		const status = { name: 'status', from: null, to: 'Active' };
		expect(check(plans(40, 'created', status, newEmail), { linked: 0 }, limits)).toBeUndefined();
	});
});

describe('changes of status, key and e-mail', () => {
	it.each([
		['e-mail', newEmail],
		['status', { name: 'status', from: 'Active', to: 'Disconnected' }],
		['status back', { name: 'status', from: 'Disconnected', to: 'Active' }],
		['key', { name: 'internalIdentifier', from: '77', to: '1' }],
	])('of a new %s hold the run beyond the share', (_what, change) => {
		expect(check(plans(30, 'updated', change))).toBeUndefined();
		expect(check(plans(31, 'updated', change))?.count).toBe(31);
	});

	it('never do below ten', () => {
		expect(check(plans(9, 'updated', newEmail), { linked: 9 })).toBeUndefined();
		expect(check(plans(10, 'updated', newEmail), { linked: 10 })?.count).toBe(10);
	});

	it('count a person once, whatever changes', () => {
		const status = { name: 'status', from: 'Active', to: 'Disconnected' };
		expect(check(plans(30, 'updated', newEmail, status))).toBeUndefined();
	});

	it('count records that disappeared', () => {
		expect(check([], { linked: 50, vanished: 20 })?.count).toBe(20);
		expect(check(plans(6, 'updated', newEmail), { linked: 20, vanished: 5 })?.count).toBe(11);
	});

	it('takes what is left to the next runs for like what is seen', () => {
		const later = { linked: 2000, changed: { now: 500, later: 1500 } };
		expect(check(plans(500, 'updated', newEmail), later)?.count).toBe(500);
		expect(check(plans(151, 'updated', newEmail), later)?.count).toBe(151);
		expect(check(plans(150, 'updated', newEmail), later)).toBeUndefined();
		const all = { linked: 2000, changed: { now: 500, later: 0 } };
		expect(check(plans(500, 'updated', newEmail), all)).toBeUndefined();
	});

	it.each([
		['a first link', { name: 'internalIdentifier', from: null, to: '1' }],
		['a first link over an empty text', { name: 'internalIdentifier', from: '', to: '1' }],
		['an e-mail where there was none', { name: 'email', from: null, to: 'a@firma.se' }],
		['a first working day', { name: 'status', from: 'PreActive', to: 'Active' }],
		['a new phone', { name: 'phone', from: '1', to: '2' }],
		['a new tax table', { name: 'taxTable', from: '31', to: '32' }],
	])('%s is none of them', (_what, change) => {
		expect(check(plans(100, 'updated', change))).toBeUndefined();
	});
});

describe('salaries', () => {
	it('of everybody may be revised', () => {
		expect(check(plans(500, 'updated', salary(40_000, 41_200)), { linked: 500 })).toBeUndefined();
	});

	it.each([
		['double', 40_000, 80_000, false],
		['more than double', 40_000, 80_001, true],
		['halve', 40_000, 20_000, false],
		['more than halve', 40_000, 19_999, true],
	])('that %s: from %i to %i', (_what, from, to, held) => {
		expect(check(plans(4, 'updated', salary(from, to))) !== undefined).toBe(held);
	});

	it('may jump for a few', () => {
		expect(check(plans(3, 'updated', salary(40_000, 4_000_000)))).toBeUndefined();
	});

	it('that are new are no jump', () => {
		expect(check(plans(50, 'updated', salary(null, 40_000)))).toBeUndefined();
	});

	it('never appear in what the brake says', () => {
		const verdict = check(plans(4, 'updated', salary(40_000, 4_000_000)));
		expect(JSON.stringify(verdict)).not.toMatch(/40000|4000000/);
	});
});

describe('what is held since an earlier run', () => {
	const held = { new: 24, identity: 30, salary: 3 };

	it('adds to more of its kind', () => {
		expect(check(plans(2, 'created'), { held })?.count).toBe(26);
		expect(check(plans(1, 'updated', newEmail), { held })?.count).toBe(31);
		expect(check(plans(1, 'updated', salary(40_000, 90_000)), { held })?.count).toBe(4);
	});

	it('adds to nothing else', () => {
		const salaries = { held: { ...NONE_HELD, identity: 100 } };
		expect(check(plans(3, 'updated', salary(40_000, 90_000)), salaries)).toBeUndefined();
		const emails = { held: { ...NONE_HELD, salary: 100 } };
		expect(check(plans(10, 'updated', newEmail), emails)).toBeUndefined();
	});

	it('stops nothing that is harmless', () => {
		const phone = { name: 'phone', from: '1', to: '2' };
		expect(check(plans(50, 'updated', phone), { held })).toBeUndefined();
		expect(check([], { held: { new: 100, identity: 100, salary: 100 } })).toBeUndefined();
	});
});

describe('allow once', () => {
	it.each([25, 26, 27])('is not decided here: the verdict is the same with a count of %i', (allowOnce) => {
		expect(check(plans(26, 'created'), {}, { allowOnce })).toEqual(check(plans(26, 'created')));
	});

	it('is shown a count of every reason', () => {
		const verdict = check([...plans(26, 'created'), ...plans(31, 'updated', newEmail)])!;
		expect(verdict.reasons).toHaveLength(2);
		expect(verdict.count).toBe(57);
	});
});
