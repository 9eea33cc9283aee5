import { alikeDate, alikeNumber } from '../shared/alike';
import { datePart } from '../shared/dates';
import { roundDecimal } from '../shared/decimals';
import { ANY_MODE, CREATE_ONLY_MODES } from '../shared/modes';
import { isPersonsNumber } from '../shared/organisationNumber';
import type { ConditionRow, FieldRule, Remarks, TagRow, ValuesOf } from '../shared/types';
import type { Employee } from '../kleerRecords';
import { CURRENCY, EMAIL, FIRST_NAME, GENDER, KEY, LAST_NAME, OFFICE, PHONE } from '../people/fieldRules';
import { kleerId } from '../people/key';
import { personalNumber } from '../people/personFields';
import { isGrantable } from './accessLevels';
import { isRehired } from './rehired';
import type { UsersSetup } from './setup';
import type { UserFurtherValues } from './furtherFields';

type UserRule = FieldRule<Employee, UsersSetup>;

/** The rows with their own types, of which the values' types follow. */
const ROWS = [
	{ ...KEY, note: 'The key. Must not be edited in Cinode; set-up may choose another Kleer id and a prefix' },
	{
		field: 'employmentNumber',
		source: 'ID Number',
		target: 'Employment Number',
		mode: 'always',
		choices: ANY_MODE,
		sensitive: isPersonsNumber,
		note: "Kleer's foreign id, or the id that set-up chooses",
		map: (employee, setup) => kleerId(employee, setup.employmentNumberSource),
	},
	{
		...FIRST_NAME,
		note: "People's own split in Cinode is left alone while both parts together are the same name",
	},
	{
		...LAST_NAME,
		note: '"Last, First" is turned round; particles (von, af, de …) stay with the last name; else the last word',
	},
	{
		...EMAIL,
		note: 'The log-in. Trimmed and in lower case; nobody is created without one; set-up may list allowed domains',
	},
	{
		...GENDER,
		note: 'From the second last digit. Cinode never shows it, so it is sent on create, on linking and when it changed',
	},
	{
		field: 'dateOfBirth',
		source: 'SSN',
		target: 'Date of Birth',
		mode: 'always',
		choices: ANY_MODE,
		sensitive: true,
		note: 'From a personal or coordination number; nothing is derived from a wrong one, or where month or day is not known',
		map: mapBirthDate,
		equal: alikeDate,
	},
	{ ...PHONE, note: "Payroll's phone. Another way of writing the same number is left alone" },
	{
		field: 'employmentStartDate',
		source: 'Start Date',
		target: 'Start Date',
		mode: 'always',
		choices: ANY_MODE,
		note: 'With a start to come the person is created as PreActive and made Active on the day',
		map: (employee, _setup, remarks) => date(employee.employmentStartDate, 'Start Date', remarks),
		equal: alikeDate,
	},
	{
		field: 'employmentEndDate',
		source: 'End Date',
		target: 'End Date',
		mode: 'mirror',
		choices: ANY_MODE,
		note: 'Cleared in Cinode when it is cleared in Kleer. One before the start (a re-hire) is not sent, with a warning',
		map: mapEndDate,
		equal: alikeDate,
	},
	{
		field: 'availabilityPercent',
		source: 'Employment Rate',
		target: 'Employment Rate',
		mode: 'always',
		choices: ANY_MODE,
		note: "The schedule's level today or on the next day that has one, in whole percent",
		map: mapEmploymentRate,
		equal: alikeNumber,
	},
	{
		field: 'languageId',
		source: '–',
		target: 'Language',
		mode: 'onCreate',
		choices: CREATE_ONLY_MODES,
		ofProtected: true,
		unreadable: true,
		note: 'Chosen in set-up. Cinode can neither show nor change it later',
		map: (_employee, setup) => setup.languageId,
	},
	{ ...CURRENCY, field: 'defaultCurrencyId' },
	{ ...OFFICE, field: 'locationId' },
	{
		field: 'permissions',
		source: '–',
		target: 'Roles',
		mode: 'onCreate',
		choices: CREATE_ONLY_MODES,
		note: "Cinode's permission levels, chosen in set-up; Admin and Owner are not offered",
		map: mapPermissions,
	},
	{
		field: 'baseSalary',
		source: 'Monthly Salary',
		target: 'Base Salary',
		mode: 'always',
		choices: ANY_MODE,
		sensitive: true,
		note: 'The salary valid today, in whole kronor. 0 or none (hourly-paid) is not written. Can be switched off',
		map: mapSalary,
		equal: alikeNumber,
	},
	{
		field: 'taxTable',
		source: 'Tax Table',
		target: 'Tax Table',
		mode: 'mirror',
		choices: ANY_MODE,
		sensitive: true,
		note: 'The number as text; 0 is empty. Column and percentage are not sent. Can be switched off',
		map: (employee) =>
			employee.taxTable === undefined ? undefined : employee.taxTable ? String(employee.taxTable) : null,
	},
] as const satisfies readonly UserRule[];

/** Kleer → Cinode, users: the published table, row by row (docs/field-rules.md#users-kleer--cinode; docs/vendors.md#cinodes-own-kleer-integration). */
export const USER_RULES: readonly UserRule[] = ROWS;

/** What the rows give, by field. */
export type UserValues = ValuesOf<typeof ROWS> & UserFurtherValues;

/** The rows of the published table that have no field in Cinode. */
export const USER_CONDITIONS: readonly ConditionRow[] = [
	{
		source: 'Active',
		note: 'Inactive people are never created and never updated; the leaver policy decides about the rest',
	},
	{
		source: '(payroll)',
		note: 'People without a payroll row are not created; a switch in set-up includes them',
	},
];

/** The row of the table that is about tags; they are merged, not written like a field. */
export const USER_TAG_ROW: TagRow = {
	source: 'Categories',
	target: 'Tags',
	note: 'Only the categories chosen in set-up; tags that people set in Cinode stay',
};

function mapBirthDate(employee: Employee, setup: UsersSetup, remarks: Remarks) {
	if (employee.ssn === null) return null;
	return personalNumber(employee, setup, remarks)?.birthDate;
}

function mapEndDate(employee: Employee, setup: UsersSetup, remarks: Remarks) {
	if (employee.active === false || !isRehired(employee, setup)) {
		return date(employee.employmentEndDate, 'End Date', remarks);
	}
	remarks.warn(
		"Kleer's 'End Date' is before 'Start Date' (hired again?) and is not sent: correct it in Kleer",
	);
	return undefined;
}

function mapEmploymentRate(employee: Employee) {
	const level = employee.levelOfEmployment;
	return level === undefined || !(level > 0) ? undefined : roundDecimal(level * 100);
}

function mapPermissions(_employee: Employee, setup: UsersSetup, remarks: Remarks) {
	if (setup.permissions.length === 0) return undefined;
	if (!setup.permissions.every(isGrantable)) {
		remarks.reject("'Roles' holds a permission level that a sync may not give");
	}
	return setup.permissions;
}

function mapSalary(employee: Employee, setup: UsersSetup, remarks: Remarks) {
	const salary = employee.monthlySalary;
	if (!salary) {
		remarks.note('No monthly salary in Kleer (hourly-paid): base salary is left alone');
		return undefined;
	}
	const kronor = roundDecimal(salary / setup.salaryDivisor);
	if (!(kronor > 0) || !Number.isSafeInteger(kronor)) {
		remarks.warn("Kleer's monthly salary is not a positive amount and is not sent");
		return undefined;
	}
	return kronor;
}

function date(value: string | null | undefined, source: string, remarks: Remarks): string | null | undefined {
	if (value === undefined) return undefined;
	const day = datePart(value);
	if (day === undefined) remarks.warn(`Kleer's '${source}' is not a date and is not sent`);
	return day;
}
