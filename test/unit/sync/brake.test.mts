import { describe, expect, it } from 'vitest';
import { checkBrake, type BrakeLimits } from '../../../sync/brake.ts';
import type { Plan, PlannedChange } from '../../../sync';
import { mappedUser } from '../support/people.mts';

/** The defaults of design.md 4. */
const LIMITS: BrakeLimits = { maxCreates: 25, maxChangedShare: 30, maxSalaryJumps: 3, allowOnce: 0 };

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
		expect(checkBrake(plans(count, 'created'), 1000, 0, LIMITS)?.count).toBe(shown);
	});

	it('say what would have happened', () => {
		expect(checkBrake(plans(26, 'created'), 0, 0, LIMITS)?.reasons).toEqual([
			expect.stringMatching(/26.*25/),
		]);
	});

	it('are no change of identity, however many fields they fill', () => {
		const limits = { ...LIMITS, maxCreates: 1000 };
		const status = { name: 'status', from: null, to: 'Active' };
		expect(checkBrake(plans(40, 'created', status, newEmail), 0, 0, limits)).toBeUndefined();
	});
});

describe('changes of status, key and e-mail', () => {
	it.each([
		['e-mail', newEmail],
		['status', { name: 'status', from: 'Active', to: 'Disconnected' }],
		['status back', { name: 'status', from: 'Disconnected', to: 'Active' }],
		['key', { name: 'internalIdentifier', from: '77', to: '1' }],
	])('of a new %s hold the run beyond the share', (_what, change) => {
		expect(checkBrake(plans(30, 'updated', change), 100, 0, LIMITS)).toBeUndefined();
		expect(checkBrake(plans(31, 'updated', change), 100, 0, LIMITS)?.count).toBe(31);
	});

	it('never do below ten', () => {
		expect(checkBrake(plans(9, 'updated', newEmail), 9, 0, LIMITS)).toBeUndefined();
		expect(checkBrake(plans(10, 'updated', newEmail), 10, 0, LIMITS)?.count).toBe(10);
	});

	it('count a person once, whatever changes', () => {
		const status = { name: 'status', from: 'Active', to: 'Disconnected' };
		expect(checkBrake(plans(30, 'updated', newEmail, status), 100, 0, LIMITS)).toBeUndefined();
	});

	it('count records that disappeared', () => {
		expect(checkBrake([], 50, 20, LIMITS)?.count).toBe(20);
		expect(checkBrake(plans(6, 'updated', newEmail), 20, 5, LIMITS)?.count).toBe(11);
	});

	it.each([
		['a first link', { name: 'internalIdentifier', from: null, to: '1' }],
		['a first link over an empty text', { name: 'internalIdentifier', from: '', to: '1' }],
		['an e-mail where there was none', { name: 'email', from: null, to: 'a@firma.se' }],
		['a first working day', { name: 'status', from: 'PreActive', to: 'Active' }],
		['a new phone', { name: 'phone', from: '1', to: '2' }],
		['a new tax table', { name: 'taxTable', from: '31', to: '32' }],
	])('%s is none of them', (_what, change) => {
		expect(checkBrake(plans(100, 'updated', change), 100, 0, LIMITS)).toBeUndefined();
	});
});

describe('salaries', () => {
	it('of everybody may be revised', () => {
		expect(checkBrake(plans(500, 'updated', salary(40_000, 41_200)), 500, 0, LIMITS)).toBeUndefined();
	});

	it.each([
		['double', 40_000, 80_000, false],
		['more than double', 40_000, 80_001, true],
		['halve', 40_000, 20_000, false],
		['more than halve', 40_000, 19_999, true],
	])('that %s: from %i to %i', (_what, from, to, held) => {
		expect(checkBrake(plans(4, 'updated', salary(from, to)), 100, 0, LIMITS) !== undefined).toBe(held);
	});

	it('may jump for a few', () => {
		expect(checkBrake(plans(3, 'updated', salary(40_000, 4_000_000)), 100, 0, LIMITS)).toBeUndefined();
	});

	it('that are new are no jump', () => {
		expect(checkBrake(plans(50, 'updated', salary(null, 40_000)), 100, 0, LIMITS)).toBeUndefined();
	});

	it('never appear in what the brake says', () => {
		const verdict = checkBrake(plans(4, 'updated', salary(40_000, 4_000_000)), 100, 0, LIMITS);
		expect(JSON.stringify(verdict)).not.toMatch(/40000|4000000/);
	});
});

describe('allow once', () => {
	it('lets a run through with the count that was shown', () => {
		const shown = checkBrake(plans(26, 'created'), 0, 0, LIMITS)!.count;
		expect(checkBrake(plans(26, 'created'), 0, 0, { ...LIMITS, allowOnce: shown })).toBeUndefined();
	});

	it.each([25, 27])('does not with another count (%i)', (allowOnce) => {
		expect(checkBrake(plans(26, 'created'), 0, 0, { ...LIMITS, allowOnce })?.count).toBe(26);
	});

	it('counts every reason', () => {
		const all = [...plans(26, 'created'), ...plans(31, 'updated', newEmail)];
		const verdict = checkBrake(all, 100, 0, LIMITS)!;
		expect(verdict.reasons).toHaveLength(2);
		expect(checkBrake(all, 100, 0, { ...LIMITS, allowOnce: verdict.count })).toBeUndefined();
	});
});
