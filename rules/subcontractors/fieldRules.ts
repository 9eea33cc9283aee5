import type { Employee } from '../kleerRecords';
import { keyOf } from '../people/key';
import { mapEmail, mapOffice, names, personalNumber } from '../people/personFields';
import { alikeNumber, alikePhone, alikeText } from '../shared/alike';
import { textOf } from '../shared/mapFields';
import { ANY_MODE, CREATE_ONLY_MODES, UNREADABLE_MODES } from '../shared/modes';
import { alikeOrganisationNumber, isPersonsNumber } from '../shared/organisationNumber';
import { isSameFullName } from '../shared/personName';
import type { ConditionRow, FieldRule } from '../shared/types';
import type { SubcontractorsSetup } from './setup';

type SubcontractorRule = FieldRule<Employee, SubcontractorsSetup>;

const CONSTANT_MODES = ANY_MODE.filter((mode) => mode !== 'mirror');

/** Kleer → Cinode, subcontractors: the published table, row by row (design.md 3; facts/cinode.md 2b, 4). */
export const SUBCONTRACTOR_RULES: readonly SubcontractorRule[] = [
	{
		field: 'internalIdentifier',
		source: 'Internal ID',
		target: 'Internal/External ID',
		mode: 'always',
		choices: [],
		required: true,
		note: 'The key, chosen as for users. Must not be edited in Cinode',
		map: (employee, setup) => keyOf(employee, setup),
	},
	{
		field: 'firstName',
		source: 'Full Name',
		target: 'First Name',
		mode: 'always',
		choices: [],
		required: true,
		note: 'Split as for users',
		map: (employee, setup, remarks) => names(employee, setup, remarks)?.firstName,
		equal: (_wanted, _current, all) => isSameFullName(all.wanted, all.current),
	},
	{
		field: 'lastName',
		source: 'Full Name',
		target: 'Last Name',
		mode: 'always',
		choices: [],
		required: true,
		note: 'Split as for users',
		map: (employee, setup) => names(employee, setup)?.lastName,
		equal: (_wanted, _current, all) => isSameFullName(all.wanted, all.current),
	},
	{
		field: 'email',
		source: 'Email',
		target: 'Email',
		mode: 'always',
		choices: ANY_MODE.filter((mode) => mode !== 'mirror' && mode !== 'off'),
		required: true,
		note: 'The log-in. Trimmed and in lower case; nobody is created without one',
		map: mapEmail,
		equal: alikeText,
	},
	{
		field: 'phone',
		source: 'Phone',
		target: 'Phone',
		mode: 'always',
		choices: ANY_MODE,
		note: "Payroll's phone; empty without a payroll row",
		map: (employee) => textOf(employee.phone),
		equal: alikePhone,
	},
	{
		field: 'gender',
		source: 'SSN',
		target: 'Gender',
		mode: 'always',
		choices: UNREADABLE_MODES,
		sensitive: true,
		unreadable: true,
		note: 'From the second last digit; Other without a payroll row. Cinode never shows it',
		map: (employee, setup, remarks) => personalNumber(employee, setup, remarks)?.gender,
	},
	{
		field: 'languageId',
		source: '–',
		target: 'Language',
		mode: 'onCreate',
		choices: CREATE_ONLY_MODES.filter((mode) => mode !== 'off'),
		required: true,
		unreadable: true,
		note: 'Chosen in set-up; Cinode requires it',
		map: (_employee, setup) => setup.languageId,
	},
	{
		field: 'currencyId',
		source: '–',
		target: 'Currency',
		mode: 'onCreate',
		choices: CONSTANT_MODES,
		note: 'Chosen in set-up',
		map: (_employee, setup) => setup.currencyId,
		equal: alikeNumber,
	},
	{
		field: 'companyAddressId',
		source: '–',
		target: 'Office Location',
		mode: 'onCreate',
		choices: CONSTANT_MODES,
		note: 'Chosen in set-up; by Kleer category if set-up says so, and then Always',
		map: mapOffice,
		equal: alikeNumber,
	},
	{
		field: 'companyName',
		source: 'Supplier Name',
		target: 'Company Name',
		mode: 'always',
		choices: ANY_MODE,
		note: 'The supplier that the person is tied to; of several the first, with a warning',
		map: mapCompanyName,
		equal: alikeText,
	},
	{
		field: 'companyIdentifier',
		source: 'Supplier Organisation Number',
		target: 'Company Identifier',
		mode: 'always',
		choices: ANY_MODE,
		sensitive: isPersonsNumber,
		note: "Compared by digits. A sole trader's number is a personal number and is masked",
		map: (employee) => (employee.supplier ? textOf(employee.supplier.organisationNumber) : undefined),
		equal: alikeOrganisationNumber,
	},
];

/** The rows of the published table that have no field in Cinode. */
export const SUBCONTRACTOR_CONDITIONS: readonly ConditionRow[] = [
	{ source: 'Active', note: 'Inactive people are never created and never updated' },
	{
		source: 'Supplier, Categories',
		note: 'A Kleer user tied to a supplier, or with the category chosen in set-up; never also a user',
	},
];

function mapCompanyName(
	{ supplier }: Employee,
	_setup: SubcontractorsSetup,
	remarks: { warn(text: string): void },
) {
	if (!supplier) return undefined;
	const { name, others = [] } = supplier;
	if (others.length > 0) {
		remarks.warn(
			`Tied to ${others.length + 1} suppliers in Kleer: ${[name, ...others].join(', ')}. The first was taken`,
		);
	}
	return textOf(name);
}
