import type { INodeProperties } from 'n8n-workflow';
import * as get from './get.operation';
import * as getAll from './getAll.operation';
import * as getChanged from './getChanged.operation';
import * as markPushed from './markPushed.operation';

export { get, getAll, getChanged, markPushed };

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
			{
				name: 'Mark as Pushed',
				value: 'markPushed',
				action: 'Mark projects as pushed',
				description: 'Tell Get Changed, in the same workflow, which projects need not be given again',
			},
		],
		default: 'getAll',
	},
	...get.properties,
	...getAll.properties,
	...getChanged.properties,
	...markPushed.properties,
];
