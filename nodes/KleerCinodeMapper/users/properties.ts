import {
	updateDisplayOptions,
	type INodeProperties,
	type INodePropertyOptions,
	type NodePropertyTypes,
} from 'n8n-workflow';
import { ACCESS_LEVELS, KLEER_IDS, LEAVER_RULES, MODES, USER_RULES } from '../../../rules';
import { timeZoneField } from '../../shared/timeZone';
import { categoryField, categoriesField, cinodeOption } from '../setupFields';

const kleerIdOptions: INodePropertyOptions[] = named(KLEER_IDS);

/** Set-up of the users scheme. Fields, modes, ids and levels come from the rules. */
export const usersProperties: INodeProperties[] = updateDisplayOptions({ show: { scheme: ['users'] } }, [
	{
		displayName: 'Key',
		name: 'keySource',
		type: 'options',
		options: kleerIdOptions,
		default: 'internalId',
		description:
			'The Kleer ID that becomes Cinode’s Internal/External ID. Choose once per tenant: it ties each person in Kleer to one in Cinode and must never be edited.',
	},
	{
		displayName: 'Key Prefix',
		name: 'keyPrefix',
		type: 'string',
		default: '',
		placeholder: 'e.g. AB-',
		description: 'Stands before every key, for groups with several Kleer companies on one Cinode',
	},
	timeZoneField,
	cinodeOption('Language', 'languageId', 'getLanguages', 'Given to new people; Cinode can’t change it later'),
	cinodeOption('Currency', 'currencyId', 'getCurrencies', 'Given to new people'),
	cinodeOption('Office', 'locationId', 'getOffices', 'Given to new people'),
	{
		displayName: 'Roles',
		name: 'permissions',
		type: 'multiOptions',
		options: ACCESS_LEVELS.map(({ level, name }) => ({ name, value: level })),
		default: [],
		description: 'Permission levels given to new people. Admin and Owner are never given by a sync.',
	},
	{
		displayName: 'Categories as Tags',
		name: 'categoryTags',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Category',
		default: {},
		description: 'Kleer categories that become tags in Cinode. All other tags there are left alone.',
		options: [
			{
				displayName: 'Category',
				name: 'rows',
				values: [
					categoryField,
					cinodeOption('Tag', 'tag', 'getTags', 'The tag that people with this category get'),
				],
			},
		],
	},
	{
		displayName: 'Offices by Category',
		name: 'officesByCategory',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Office',
		default: {},
		description: 'The office follows the Kleer category; the first that fits counts',
		options: [
			{
				displayName: 'Office',
				name: 'rows',
				values: [categoryField, cinodeOption('Office', 'locationId', 'getOffices', 'The office in Cinode')],
			},
		],
	},
	{
		displayName: 'Who Has Left',
		name: 'leaverRule',
		type: 'options',
		options: named(LEAVER_RULES),
		default: 'firstToCome',
		description: 'Who counts as having left; what then happens is chosen in the Cinode node',
	},
	{
		displayName: 'Field Modes',
		name: 'modes',
		type: 'collection',
		placeholder: 'Change a Field’s Mode',
		default: {},
		hint: 'Only fields that shall differ from the field table',
		description: 'When a field is written',
		options: fieldModes(),
	},
	{
		displayName: 'Scope',
		name: 'scope',
		type: 'collection',
		placeholder: 'Add Limit',
		default: {},
		description: 'People out of scope are out of sight: not created, not changed, not disconnected',
		options: [
			{
				displayName: 'Never These Keys',
				name: 'neverKeys',
				type: 'string',
				default: '',
				placeholder: 'e.g. 17, 230',
				description: 'Keys, prefix included, separated by commas',
			},
			categoriesField('Not With Category', 'notCategories', 'People with one of these are left out'),
			categoriesField('Only With Category', 'onlyCategories', 'Only people with one of these are synced'),
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Allowed Email Domains',
				name: 'allowedDomains',
				type: 'string',
				default: '',
				placeholder: 'e.g. example.com, example.se',
				description: 'People with another e-mail are rejected. The e-mail is the log-in to Cinode.',
			},
			{
				displayName: 'Employment Number From',
				name: 'employmentNumberSource',
				type: 'options',
				options: kleerIdOptions,
				default: 'foreignId',
				description: 'What Kleer’s “ID Number” is in this company',
			},
			{
				displayName: 'Include People Without Payroll Row',
				name: 'includeWithoutPayroll',
				type: 'boolean',
				default: false,
				description: 'Whether to create people who are in Kleer without an employment, such as auditors',
			},
			{
				displayName: 'Salary Divisor',
				name: 'salaryDivisor',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 100,
				description:
					'What Kleer’s salary figures are divided by to get kronor. 100 for öre; check it on one known person.',
			},
			{
				displayName: 'Split Names',
				name: 'nameSplit',
				type: 'options',
				options: [
					{ name: 'First Word / Rest', value: 'firstWord', description: 'The first word is the first name' },
					{
						name: 'Last Name With Its Particles',
						value: 'particles',
						description: 'The last word is the last name, with von, af, de and the like before it',
					},
				],
				default: 'particles',
			},
			categoriesField(
				'Subcontractor Category',
				'subcontractorCategories',
				'People with one of these are subcontractors, as those tied to a supplier are, and not users',
			),
		],
	},
]);

/** One choice per field of the table, with the modes that its row allows. */
function fieldModes(): INodeProperties[] {
	const type: NodePropertyTypes = 'options';
	return USER_RULES.filter(({ choices }) => choices.length > 0)
		.map(
			(rule): INodeProperties => ({
				displayName: rule.target,
				name: rule.field,
				type,
				options: rule.choices.map((mode) => ({ ...MODES[mode], value: mode })),
				default: rule.mode,
				description: `${rule.source === '–' ? 'From set-up' : `From “${rule.source}”`}. ${rule.note}.`,
			}),
		)
		.sort((a, b) => a.displayName.localeCompare(b.displayName));
}

function named(choices: Record<string, { name: string; description: string }>): INodePropertyOptions[] {
	return Object.entries(choices).map(([value, texts]) => ({ ...texts, value }));
}
