import type { INodeProperties } from 'n8n-workflow';
import { KLEER_IDS, PROTECTED_PEOPLE } from '../../../rules';
import {
	categoriesField,
	categoryField,
	cinodeOption,
	listLeftOutOption,
	named,
	rowsField,
} from '../setupFields';

/** Set-up that users and subcontractors share. */

export const keyField: INodeProperties = {
	displayName: 'Key',
	name: 'keySource',
	type: 'options',
	options: named(KLEER_IDS),
	default: 'internalId',
	description:
		'The Kleer ID that becomes Cinode’s Internal/External ID. Choose once per tenant: it ties each person in Kleer to one in Cinode and must never be edited.',
};

export const officesByCategoryField = rowsField(
	{
		displayName: 'Offices by Category',
		name: 'officesByCategory',
		placeholder: 'Add Office',
		description: 'The office follows the Kleer category; the first that fits counts',
	},
	'Office',
	[categoryField, cinodeOption('Office', 'locationId', 'getOffices', 'The office in Cinode')],
);

export const peopleOptions: INodeProperties[] = [
	listLeftOutOption,
	{
		displayName: 'Allowed Email Domains',
		name: 'allowedDomains',
		type: 'string',
		default: '',
		placeholder: 'e.g. example.com, example.se',
		description: 'People with another e-mail are rejected. The e-mail is the log-in to Cinode.',
	},
	categoriesField(
		'Protected Identity',
		'protectedCategories',
		'People with one of these have a protected identity (skyddade personuppgifter): no report, alert or history names them',
	),
	{
		displayName: 'Protected People',
		name: 'protectedPeople',
		type: 'options',
		options: named(PROTECTED_PEOPLE),
		default: 'leaveOut',
		description: 'What is done about people with a protected identity',
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
];
