import type { INodeProperties } from 'n8n-workflow';
import * as create from './create.operation';
import * as get from './get.operation';
import * as getAll from './getAll.operation';
import * as sync from './sync.operation';

export { create, get, getAll, sync };

export const subcontractorProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['subcontractor'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create a subcontractor',
				description:
					'Create one subcontractor, which Cinode can’t change afterwards; returns the subcontractor',
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get a subcontractor',
				description: 'Get one subcontractor by ID: name, e-mail, company, status and phone',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many subcontractors',
				description:
					'Get many subcontractors, active ones unless asked otherwise, or those that match the filters',
			},
			{
				name: 'Sync',
				value: 'sync',
				action: 'Sync subcontractors',
				description:
					'Bring all mapped subcontractors and Cinode in step: match, create, and report what differs',
			},
		],
		default: 'getAll',
	},
	...create.properties,
	...get.properties,
	...getAll.properties,
	...sync.properties,
];
