import type { INodeProperties } from 'n8n-workflow';
import * as get from './get.operation';
import * as getAll from './getAll.operation';
import * as getChanged from './getChanged.operation';

export { get, getAll, getChanged };

export const projectProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['project'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get a project',
				description: 'Get one project with roles, members, rates and customer',
			},
			{
				name: 'Get Changed',
				value: 'getChanged',
				action: 'Get changed projects',
				description: 'Get the IDs of projects that may have changed since the last run',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many projects',
				description: 'Get many projects, or those that match',
			},
		],
		default: 'getAll',
	},
	...get.properties,
	...getAll.properties,
	...getChanged.properties,
];
