import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';
import { SCHEMES, SCHEME_NAMES } from '../../rules';
import { customersProperties } from './customers/properties';
import { projectsProperties } from './projects/properties';
import { setUpProperties } from './setUp/properties';
import { subcontractorsProperties } from './subcontractors/properties';
import { usersProperties } from './users/properties';

export const mapperProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Alert Once',
				value: 'alert',
				action: 'Tell what is news',
				description: 'Tell once what needs a person, and once that it is well again',
			},
			{
				name: 'Check Set-Up',
				value: 'checkSetup',
				action: 'Check both accounts',
				description:
					'Say for both accounts what is there and what is missing, and whether this tenant is as assumed; writes nothing',
			},
			{
				name: 'Make History Page',
				value: 'history',
				action: 'Make a page of the last runs',
				description: 'Show the last runs as a page, from rows of the history',
			},
			{
				name: 'Map Records',
				value: 'map',
				action: 'Map records',
				description: 'Apply a field table to what the other system holds',
			},
			{
				name: 'Report a Run',
				value: 'report',
				action: 'Report a run',
				description: 'Make one report of what was rejected and what the sync did: data, Markdown and a page',
			},
			{
				name: 'Set Up a Tenant',
				value: 'setUp',
				action: 'Set up a tenant by a form',
				description: 'Look at both accounts, ask by a form, and bring all workflows into this n8n',
			},
		],
		default: 'map',
	},
	{
		displayName:
			"It only reads: about 25 requests to Cinode. It gives a page as 'html', which n8n's HTML node shows. It needs both credentials.",
		name: 'checkNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: ['checkSetup'] } },
	},
	{
		displayName: 'Give it what the mapper rejected, and both outputs of the sync, merged into one list.',
		name: 'reportNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: ['report'] } },
	},
	{
		displayName:
			"Give it reports, and what n8n's Error Trigger says. It gives something only when there is news.",
		name: 'alertNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: ['alert'] } },
	},
	{
		displayName: 'Always Give an Item',
		name: 'alwaysGive',
		type: 'boolean',
		default: false,
		description: 'Whether to give an empty item when there is no news, so that the nodes after it run',
		displayOptions: { show: { operation: ['alert'] } },
	},
	{
		displayName:
			"Give it the reports' field 'history', as rows. With one report among them, it makes that report's page.",
		name: 'historyNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: ['history'] } },
	},
	{
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
		displayOptions: { show: { operation: ['map', 'report'] } },
	},
	...setUpProperties,
	...updateDisplayOptions({ show: { operation: ['map'] } }, [
		...usersProperties,
		...subcontractorsProperties,
		...customersProperties,
		...projectsProperties,
	]),
];
