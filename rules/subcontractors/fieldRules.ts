import type { Employee } from '../kleerRecords';
import { CURRENCY, EMAIL, FIRST_NAME, GENDER, KEY, LAST_NAME, OFFICE, PHONE } from '../people/fieldRules';
import { alikeText } from '../shared/alike';
import { cleanOf } from '../shared/mapFields';
import { ANY_MODE, CREATE_ONLY_MODES } from '../shared/modes';
import { alikeOrganisationNumber, isPersonsNumber } from '../shared/organisationNumber';
import type { ConditionRow, FieldRule, ValuesOf } from '../shared/types';
import type { SubcontractorsSetup } from './setup';
import type { SubcontractorFurtherValues } from './furtherFields';

type SubcontractorRule = FieldRule<Employee, SubcontractorsSetup>;

/** The rows with their own types, of which the values' types follow. */
const ROWS = [
	{ ...KEY, note: 'The key, chosen as for users. Must not be edited in Cinode' },
	{ ...FIRST_NAME, note: 'Split as for users' },
	{ ...LAST_NAME, note: 'Split as for users' },
	{ ...EMAIL, note: 'The log-in. Trimmed and in lower case; nobody is created without one' },
	{ ...PHONE, note: "Payroll's phone; empty without a payroll row" },
	{ ...GENDER, note: 'From the second last digit; Other without a payroll row. Cinode never shows it' },
	{
		field: 'languageId',
		source: '–',
		target: 'Language',
		mode: 'onCreate',
		choices: CREATE_ONLY_MODES.filter((mode) => mode !== 'off'),
		required: true,
		ofProtected: true,
		unreadable: true,
		note: 'Chosen in set-up; Cinode requires it',
		map: (_employee, setup) => setup.languageId,
	},
	{ ...CURRENCY, field: 'currencyId' },
	{ ...OFFICE, field: 'companyAddressId' },
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
		map: (employee) => (employee.supplier ? cleanOf(employee.supplier.organisationNumber) : undefined),
		equal: alikeOrganisationNumber,
	},
] as const satisfies readonly SubcontractorRule[];

/** Kleer → Cinode, subcontractors: the published table, row by row (docs/field-rules.md; docs/vendors.md#cinode-subcontractors). */
export const SUBCONTRACTOR_RULES: readonly SubcontractorRule[] = ROWS;

/** What the rows give, by field. */
export type SubcontractorValues = ValuesOf<typeof ROWS> & SubcontractorFurtherValues;

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
			`Tied to ${others.length + 1} suppliers in Kleer: ${[name, ...others].join(', ')}. The first is taken`,
		);
	}
	return cleanOf(name);
}
