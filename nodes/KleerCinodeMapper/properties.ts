import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';
import { SCHEMES, SCHEME_NAMES } from '../../rules';
import { pageTimeZoneField } from '../shared/timeZone';
import { operationField, type OperationTexts } from '../shared/resource';
import { customersProperties } from './customers/properties';
import { projectsProperties } from './projects/properties';
import { reportLanguageField } from './reports/language';
import { setUpProperties } from './setUp/properties';
import { subcontractorsProperties } from './subcontractors/properties';
import { usersProperties } from './users/properties';

const schemeField: INodeProperties = {
	displayName: 'Scheme',
	name: 'scheme',
	type: 'options',
	noDataExpression: true,
	options: SCHEME_NAMES.toSorted().map((value) => {
		const { title: name, description } = SCHEMES[value];
		return { name, value, description };
	}),
	default: 'users',
	description: 'Which field table to apply, or which sync to report',
};

/** What the node can do, and the parameters of each; operations.ts has what they do. */
export const MAPPER_OPERATIONS = [
	{
		name: 'Alert Once',
		value: 'alert',
		action: 'Tell what is news',
		description: 'Tell once what needs a person, and once that it is well again',
		properties: [
			{
				displayName:
					"Give it reports, and what n8n's Error Trigger says. It gives something only when there is news.",
				name: 'alertNotice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Always Give an Item',
				name: 'alwaysGive',
				type: 'boolean',
				default: false,
				description: 'Whether to give an empty item when there is no news, so that the nodes after it run',
			},
			{
				...reportLanguageField,
				description:
					'What messages are written in; what a report says is news stays in the language of that report',
			},
		],
	},
	{
		name: 'Check Set-Up',
		value: 'checkSetup',
		action: 'Check both accounts',
		description:
			'Say for both accounts what is there and what is missing, and whether this tenant is as assumed; writes nothing',
		properties: [
			{
				displayName:
					"It only reads: about 25 requests to Cinode. It gives a page as 'html', which n8n's HTML node shows. It needs both credentials.",
				name: 'checkNotice',
				type: 'notice',
				default: '',
			},
			pageTimeZoneField,
		],
	},
	{
		name: 'Make History Page',
		value: 'history',
		action: 'Make a page of the last runs',
		description: 'Show the last runs as a page, from rows of the history',
		properties: [
			{
				displayName:
					"Give it the reports' field 'history', as rows. With one report among them, it makes that report's page.",
				name: 'historyNotice',
				type: 'notice',
				default: '',
			},
			{
				...reportLanguageField,
				description: 'What the page is written in; the page of one report is in the language of that report',
			},
		],
	},
	{
		name: 'Make Look-Up Page',
		value: 'lookUp',
		action: 'Make a page of one record',
		description: 'Show what a sync would do with one record, and what it did, from what Explain gives',
		properties: [
			{
				displayName:
					'This is a step of the template "look-up", which asks for the record. Give it the rows of the record\'s history.',
				name: 'lookUpNotice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Asked',
				name: 'asked',
				type: 'json',
				default: '{}',
				description: 'What was asked for, and what the scheme’s workflow answered',
			},
			pageTimeZoneField,
			reportLanguageField,
		],
	},
	{
		name: 'Map Records',
		value: 'map',
		action: 'Map records',
		description: 'Apply a field table to what the other system holds',
		properties: [
			schemeField,
			...usersProperties,
			...subcontractorsProperties,
			...customersProperties,
			...projectsProperties,
		],
	},
	{
		name: 'Report a Run',
		value: 'report',
		action: 'Report a run',
		description: 'Make one report of what was rejected and what the sync did: data, Markdown and a page',
		properties: [
			{
				displayName: 'Give it what the mapper rejected, and both outputs of the sync, merged into one list.',
				name: 'reportNotice',
				type: 'notice',
				default: '',
			},
			schemeField,
			pageTimeZoneField,
			reportLanguageField,
		],
	},
	{
		name: 'Set Up a Tenant',
		value: 'setUp',
		action: 'Set up a tenant by a form',
		description: 'Look at both accounts, ask by a form, and bring all workflows into this n8n',
		properties: setUpProperties,
	},
] as const satisfies Array<OperationTexts & { properties: INodeProperties[] }>;

export type MapperOperation = (typeof MAPPER_OPERATIONS)[number]['value'];

export const mapperProperties: INodeProperties[] = [
	operationField([...MAPPER_OPERATIONS], 'map'),
	...MAPPER_OPERATIONS.flatMap(({ value, properties }) =>
		updateDisplayOptions({ show: { operation: [value] } }, [...properties]),
	),
];
