import { describe, expect, it } from 'vitest';
import { mapUsers, type Employee, type LeaverRule } from '../../../rules';
import { TODAY, employee, employeeWithout, usersSetup } from '../support/people.mts';

const YESTERDAY = '2026-11-22';
const TOMORROW = '2026-11-24';

function lifeOf(person: Partial<Employee>, leaverRule: LeaverRule = 'firstToCome') {
	const { left, starts, notCreated } = mapUsers([employee(person)], usersSetup({ leaverRule })).mapped[0]!
		.record;
	return { left, starts, notCreated };
}

const STAYS = undefined;

describe('a leaver', () => {
	it.each<[string, Partial<Employee>, Record<LeaverRule, { date?: string } | undefined>]>([
		['active, open end', {}, { firstToCome: STAYS, inactive: STAYS, endDate: STAYS }],
		[
			'active, end date passed',
			{ employmentEndDate: YESTERDAY },
			{ firstToCome: { date: YESTERDAY }, inactive: STAYS, endDate: { date: YESTERDAY } },
		],
		[
			'active, last day today',
			{ employmentEndDate: TODAY },
			{ firstToCome: STAYS, inactive: STAYS, endDate: STAYS },
		],
		[
			'active, end date to come',
			{ employmentEndDate: TOMORROW },
			{ firstToCome: STAYS, inactive: STAYS, endDate: STAYS },
		],
		['inactive, open end', { active: false }, { firstToCome: {}, inactive: {}, endDate: STAYS }],
		[
			'inactive, end date passed',
			{ active: false, employmentEndDate: YESTERDAY },
			{
				firstToCome: { date: YESTERDAY },
				inactive: { date: YESTERDAY },
				endDate: { date: YESTERDAY },
			},
		],
		[
			'inactive, end date to come',
			{ active: false, employmentEndDate: TOMORROW },
			{ firstToCome: { date: TOMORROW }, inactive: { date: TOMORROW }, endDate: STAYS },
		],
		[
			'inactive, end date from before a re-hire',
			{ active: false, employmentEndDate: YESTERDAY, employmentStartDate: TODAY },
			{ firstToCome: {}, inactive: {}, endDate: STAYS },
		],
		[
			're-hired: a start after the end date, to come',
			{ employmentEndDate: YESTERDAY, employmentStartDate: TOMORROW },
			{ firstToCome: STAYS, inactive: STAYS, endDate: STAYS },
		],
		[
			're-hired: a start after the end date, passed',
			{ employmentEndDate: '2026-01-31', employmentStartDate: '2026-03-01' },
			{ firstToCome: STAYS, inactive: STAYS, endDate: STAYS },
		],
		[
			'started and ended on the same day',
			{ employmentEndDate: YESTERDAY, employmentStartDate: YESTERDAY },
			{ firstToCome: { date: YESTERDAY }, inactive: STAYS, endDate: { date: YESTERDAY } },
		],
	])('%s', (_what, person, expected) => {
		for (const rule of ['firstToCome', 'inactive', 'endDate'] as const) {
			expect([rule, lifeOf(person, rule).left]).toEqual([rule, expected[rule]]);
		}
	});

	it('is no person that Kleer did not call inactive', () => {
		const person = employeeWithout('active', 'employmentEndDate');
		const { record } = mapUsers([person], usersSetup()).mapped[0]!;
		expect(record.left).toBeUndefined();
		expect(record.active).toBeUndefined();
		expect(record.warnings).toEqual([expect.stringContaining('Active')]);
	});

	it.each(['', '  ', '0000-00-00', '2026-02-31', 'soon'])('is no person with the end date %j', (date) => {
		for (const employmentStartDate of [null, '2020-01-01']) {
			const person = { employmentEndDate: date, employmentStartDate };
			expect(lifeOf(person)).toEqual({ left: undefined, starts: undefined, notCreated: undefined });
			expect(lifeOf({ ...person, active: false }).left).toEqual({});
		}
	});

	it('goes by the date of a date-time', () => {
		expect(lifeOf({ employmentEndDate: `${YESTERDAY}T23:00:00` }).left).toEqual({ date: YESTERDAY });
		expect(lifeOf({ employmentEndDate: `${TODAY}T00:00:00` }).left).toBeUndefined();
	});
});

describe('a creation', () => {
	it('is for people that are active', () => {
		expect(lifeOf({}).notCreated).toBeUndefined();
	});

	it.each<[string, Partial<Employee>]>([
		['is inactive', { active: false }],
		['has an end date that passed', { employmentEndDate: YESTERDAY }],
		['has no payroll row', { hasPayroll: false }],
		['has no e-mail', { email: null }],
	])('is not for someone who %s, whatever makes a leaver', (_what, person) => {
		for (const rule of ['firstToCome', 'inactive', 'endDate'] as const) {
			expect(lifeOf(person, rule).notCreated).toBeTruthy();
		}
	});

	it('is not for a person of which Kleer did not say whether it is active', () => {
		const { record } = mapUsers([employeeWithout('active')], usersSetup()).mapped[0]!;
		expect(record.notCreated).toBeTruthy();
	});

	it('is for someone who starts later, and says so', () => {
		expect(lifeOf({ employmentStartDate: TOMORROW })).toEqual({
			left: undefined,
			notCreated: undefined,
			starts: 'later',
		});
	});

	it.each([TODAY, YESTERDAY])('of someone who started on %s is an ordinary one', (employmentStartDate) => {
		expect(lifeOf({ employmentStartDate }).starts).toBeUndefined();
	});

	it.each(['', '0000-00-00', 'soon'])('of someone with the start date %j is an ordinary one', (date) => {
		expect(lifeOf({ employmentStartDate: date }).starts).toBeUndefined();
	});

	it('is an ordinary one where set-up switched Start Date off', () => {
		const setup = usersSetup({ modes: { employmentStartDate: 'off' } });
		const later = employee({ employmentStartDate: TOMORROW });
		const { record } = mapUsers([later], setup).mapped[0]!;
		expect(record.starts).toBeUndefined();
		expect(record.values).not.toHaveProperty('employmentStartDate');
	});

	it('is for someone re-hired', () => {
		const rehired = { employmentEndDate: YESTERDAY, employmentStartDate: TOMORROW };
		expect(lifeOf(rehired)).toMatchObject({ notCreated: undefined, starts: 'later' });
	});
});
