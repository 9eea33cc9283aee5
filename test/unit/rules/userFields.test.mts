import { describe, expect, it } from 'vitest';
import { USER_RULES, mapUsers, type Employee, type FieldValue, type Mode } from '../../../rules';
import { employee, employeeWithout, mapped, rejectedOf, usersSetup } from '../support/people.mts';
import { valueOf } from '../support/values.mts';

interface Row {
	field: string;
	from: keyof Employee;
	filled: unknown;
	value: FieldValue;
	/** What an explicit `null` in Kleer becomes; "absent" where it says nothing. */
	empty: null | 'absent';
	mode: Mode;
}

/** The table of docs/field-rules.md#users-kleer--cinode: the rows that read one Kleer field. */
const ROWS: Row[] = [
	{
		field: 'employmentNumber',
		from: 'foreignId',
		filled: ' A17 ',
		value: 'A17',
		empty: null,
		mode: 'always',
	},
	{
		field: 'email',
		from: 'email',
		filled: ' Anna@Firma.SE ',
		value: 'anna@firma.se',
		empty: null,
		mode: 'always',
	},
	{ field: 'gender', from: 'ssn', filled: '850302-2397', value: 1, empty: 'absent', mode: 'always' },
	{
		field: 'dateOfBirth',
		from: 'ssn',
		filled: '850302-2397',
		value: '1985-03-02',
		empty: null,
		mode: 'always',
	},
	{ field: 'phone', from: 'phone', filled: ' 070-1 ', value: '070-1', empty: null, mode: 'always' },
	{
		field: 'employmentStartDate',
		from: 'employmentStartDate',
		filled: '2020-01-01T00:00:00',
		value: '2020-01-01',
		empty: null,
		mode: 'always',
	},
	{
		field: 'employmentEndDate',
		from: 'employmentEndDate',
		filled: '2030-12-31',
		value: '2030-12-31',
		empty: null,
		mode: 'mirror',
	},
	{
		field: 'availabilityPercent',
		from: 'levelOfEmployment',
		filled: 0.755,
		value: 76,
		empty: 'absent',
		mode: 'always',
	},
	{
		field: 'baseSalary',
		from: 'monthlySalary',
		filled: 4_512_350,
		value: 45_124,
		empty: 'absent',
		mode: 'always',
	},
	{ field: 'taxTable', from: 'taxTable', filled: 32, value: '32', empty: null, mode: 'mirror' },
];

describe.each(ROWS)('$field', ({ field, from, filled, value, empty, mode }) => {
	const withValue = { ...employee(), [from]: filled } as Employee;
	const withNull = { ...employee(), [from]: null } as Employee;

	it('is read and follows the table’s mode', () => {
		const record = mapped(withValue);
		expect(valueOf(record, field)).toBe(value);
		expect(record.modes[field] ?? 'always').toBe(mode);
	});

	it(empty === null ? 'is empty when Kleer says empty' : 'says nothing when Kleer says empty', () => {
		const { values } = mapped(withNull);
		if (empty === null) expect(valueOf({ values }, field)).toBeNull();
		else expect(values).not.toHaveProperty(field);
	});

	it('is left out, not empty, when Kleer did not return it', () => {
		expect(mapped(employeeWithout(from)).values).not.toHaveProperty(field);
	});

	const choices = USER_RULES.find((rule) => rule.field === field)?.choices ?? [];

	it.each(choices.filter((choice) => choice !== 'off'))('keeps its value in the mode %s', (choice) => {
		const record = mapped(withValue, { modes: { [field]: choice } });
		expect(valueOf(record, field)).toBe(value);
		expect(record.modes[field] ?? 'always').toBe(choice);
	});

	it.each(choices.filter((choice) => choice === 'off'))('is never read when it is %s', (choice) => {
		const record = mapped(withValue, { modes: { [field]: choice } });
		expect(record.values).not.toHaveProperty(field);
		expect(record.modes).not.toHaveProperty(field);
	});
});

describe('modes', () => {
	it.each(['internalIdentifier', 'firstName', 'lastName'])(
		'of the locked row %s cannot be chosen',
		(field) => {
			for (const choice of ['off', 'onCreate', 'ifEmpty', 'mirror'] as const) {
				const record = mapped(employee(), { modes: { [field]: choice } });
				expect(valueOf(record, field)).toBeTruthy();
				expect(record.modes[field]).toBeUndefined();
			}
		},
	);

	it.each([
		['email', 'off'],
		['email', 'mirror'],
		['gender', 'mirror'],
		['languageId', 'always'],
		['permissions', 'always'],
	] as const)('that %s does not allow (%s) change nothing', (field, choice) => {
		const setup = { languageId: 1, permissions: [200] };
		const chosen = mapped(employee(), { ...setup, modes: { [field]: choice } });
		expect(chosen).toEqual(mapped(employee(), setup));
	});

	it('let salary and tax table be switched off', () => {
		const { values } = mapped(employee(), { modes: { baseSalary: 'off', taxTable: 'off' } });
		expect(values).not.toHaveProperty('baseSalary');
		expect(values).not.toHaveProperty('taxTable');
	});
});

describe('salary', () => {
	it.each([
		['is rounded down', 4_512_349, 100, 45_123],
		['is rounded up', 4_512_350, 100, 45_124],
		['is taken as kronor where set-up says so', 45_000, 1, 45_000],
		['is divided by what set-up says', 450_000, 10, 45_000],
	])('%s', (_what, monthlySalary, salaryDivisor, kronor) => {
		expect(mapped(employee({ monthlySalary }), { salaryDivisor }).values.baseSalary).toBe(kronor);
	});

	it.each([
		['0', 0],
		['empty', null],
	])('of %s is not written, and is noted', (_what, monthlySalary) => {
		const record = mapped(employee({ monthlySalary }));
		expect(record.values).not.toHaveProperty('baseSalary');
		expect(record.notes).toEqual([expect.stringContaining('salary')]);
	});

	it('that Kleer did not return is not written, and is noted', () => {
		const record = mapped(employeeWithout('monthlySalary'));
		expect(record.values).not.toHaveProperty('baseSalary');
		expect(record.notes).toEqual([expect.stringContaining('salary')]);
	});

	it('that is switched off is not noted', () => {
		const record = mapped(employeeWithout('monthlySalary'), { modes: { baseSalary: 'off' } });
		expect(record.notes).toEqual([]);
	});

	it.each([
		['negative', -100_000, 100],
		['less than a krona', 40, 100],
		['divided by zero', 4_500_000, 0],
		['endless', Number.POSITIVE_INFINITY, 100],
	])('that is %s is not written, with a warning', (_what, monthlySalary, salaryDivisor) => {
		const record = mapped(employee({ monthlySalary }), { salaryDivisor });
		expect(record.values).not.toHaveProperty('baseSalary');
		expect(record.warnings).toEqual([expect.stringContaining('salary')]);
	});
});

describe('other figures', () => {
	it('a tax table of 0 is empty', () => {
		expect(mapped(employee({ taxTable: 0 })).values.taxTable).toBeNull();
	});

	it.each([
		[1, 100],
		[0.8, 80],
		[0.755, 76],
		[0.29, 29],
	])('an employment rate of %d is %i percent', (levelOfEmployment, percent) => {
		expect(mapped(employee({ levelOfEmployment })).values.availabilityPercent).toBe(percent);
	});

	it('no level of employment is not written', () => {
		expect(mapped(employee({ levelOfEmployment: 0 })).values).not.toHaveProperty('availabilityPercent');
	});

	it('a date that does not exist is not sent, with a warning', () => {
		const record = mapped(employee({ employmentStartDate: '2026-02-31' }));
		expect(record.values).not.toHaveProperty('employmentStartDate');
		expect(record.warnings).toEqual([expect.stringContaining('Start Date')]);
	});
});

describe('a personal number', () => {
	it('that is wrong derives nothing, with one warning', () => {
		const record = mapped(employee({ ssn: '850302-2390' }));
		expect(record.values).not.toHaveProperty('gender');
		expect(record.values).not.toHaveProperty('dateOfBirth');
		expect(record.warnings).toHaveLength(1);
	});

	it.each(['dateOfBirth', 'gender'])('that is wrong warns also where %s is off', (field) => {
		const record = mapped(employee({ ssn: '850302-2390' }), { modes: { [field]: 'off' } });
		expect(record.warnings).toEqual([expect.stringContaining('SSN')]);
	});

	it('that is wrong is not read where both are off', () => {
		const modes = { dateOfBirth: 'off', gender: 'off' } as const;
		expect(mapped(employee({ ssn: 'x' }), { modes }).warnings).toEqual([]);
	});

	it('that is provisional says the birth date, without a warning', () => {
		const record = mapped(employee({ ssn: '850302-TF12' }));
		expect(record.values.dateOfBirth).toBe('1985-03-02');
		expect(record.values).not.toHaveProperty('gender');
		expect(record.warnings).toEqual([]);
	});

	it('that Kleer emptied leaves the gender alone', () => {
		expect(mapped(employee({ ssn: null })).values).not.toHaveProperty('gender');
	});
});

describe('name and e-mail', () => {
	it('a name of one word is rejected', () => {
		expect(rejectedOf(employee({ name: 'Anna' })).reasons).toEqual([expect.stringContaining('one word')]);
	});

	it.each([null, '', '  '])('an empty name (%j) is rejected as such, not as one word', (name) => {
		expect(rejectedOf(employee({ name })).reasons).toEqual([expect.stringMatching(/^(?!.*one word).*empty/)]);
	});

	it('a name that Kleer did not return is rejected', () => {
		expect(rejectedOf(employeeWithout('name')).reasons).toHaveLength(1);
	});

	it('three words without a particle are noted, not warned about', () => {
		const record = mapped(employee({ name: 'Anna Karin Berg' }));
		expect(record.notes).toHaveLength(1);
		expect(record.warnings).toEqual([]);
	});

	it('an address outside the allowed domains is rejected', () => {
		expect(rejectedOf(employee(), { allowedDomains: ['annan.se'] }).reasons).toHaveLength(1);
	});

	it('an address of wrong syntax is not sent, with a warning, and no person is created', () => {
		const record = mapped(employee({ email: 'anna(at)firma.se' }));
		expect(record.values).not.toHaveProperty('email');
		expect(record.warnings).toEqual([expect.stringContaining('Email')]);
		expect(record.notCreated).toBeTruthy();
	});
});

describe('sensitive values', () => {
	it.each([
		['right', employee()],
		['of a wrong number', employee({ ssn: '850302-2390' })],
		['of a garbled number', employee({ ssn: '85 03 02 23 99 00' })],
		['of a negative salary', employee({ monthlySalary: -4_512_345 })],
		['of an hourly-paid person', employee({ monthlySalary: 0, taxTable: 0 })],
		['of a rejected person', employee({ name: 'Anna' })],
	])('stay in the values: never in a word about the record (%s)', (_what, person) => {
		const { mapped: records, rejected, remarks } = mapUsers([person], usersSetup());
		const said = JSON.stringify([
			remarks,
			records.map(({ record }) => [record.label, record.warnings, record.notes, record.notCreated ?? '']),
			rejected,
		]);
		expect(said).not.toMatch(/850302|2397|2390|1985|45[ ,.]?12\d|4[ ,.]?512/);
	});

	it('are marked as such in the table', () => {
		const sensitive = USER_RULES.filter((rule) => rule.sensitive).map(({ field }) => field);
		expect(sensitive).toEqual(expect.arrayContaining(['dateOfBirth', 'baseSalary', 'taxTable']));
	});
});
