import type { INodeProperties } from 'n8n-workflow';
import * as create from './create.operation';
import * as get from './get.operation';
import * as getAll from './getAll.operation';
import * as sync from './sync.operation';
import * as update from './update.operation';

export { create, get, getAll, sync, update };

export const userProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['user'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create a user',
				description:
					'Create one person with a random password, which nobody gets; returns ID, e-mail and name',
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get a user',
				description: 'Get one person by ID: name, e-mail, status, numbers, phone and tags',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many users',
				description: 'Get many people, active ones unless asked otherwise, or those that match the filters',
			},
			{
				name: 'Sync',
				value: 'sync',
				action: 'Sync users',
				description: 'Bring all mapped people and Cinode in step: match, link, create and update as needed',
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update a user',
				description: 'Change the given fields of one person and leave all others; returns the person',
			},
		],
		default: 'getAll',
	},
	...create.properties,
	...get.properties,
	...getAll.properties,
	...sync.properties,
	...update.properties,
];
