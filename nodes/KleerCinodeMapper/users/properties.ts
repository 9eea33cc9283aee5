import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';
import { ACCESS_LEVELS, KLEER_IDS, LEAVER_RULES, USER_RULES } from '../../../rules';
import { timeZoneField } from '../../shared/timeZone';
import { keyField, officesByCategoryField, peopleOptions } from '../people/properties';
import {
	categoryTagsField,
	cinodeOption,
	fieldModesField,
	keyPrefixField,
	named,
	optionsField,
	scopeField,
	theRest,
	toChoose,
} from '../setupFields';
import { ownRowsField } from '../ownRows/properties';

/** Set-up of the users scheme. Fields, modes, ids and levels come from the rules. */
export const usersProperties: INodeProperties[] = updateDisplayOptions({ show: { scheme: ['users'] } }, [
	toChoose,
	keyField,
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
	categoryTagsField('people'),
	officesByCategoryField,
	fieldModesField(USER_RULES),
	ownRowsField('users'),
	scopeField('People'),
	theRest,
	{
		displayName: 'Who Has Left',
		name: 'leaverRule',
		type: 'options',
		options: named(LEAVER_RULES),
		default: 'firstToCome',
		description: 'Who counts as having left; what then happens is chosen in the Cinode node',
	},
	keyPrefixField,
	timeZoneField,
	optionsField([
		...peopleOptions,
		{
			displayName: 'Employment Number From',
			name: 'employmentNumberSource',
			type: 'options',
			options: named(KLEER_IDS),
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
	]),
]);
