import type { INodeProperties } from 'n8n-workflow';
import * as create from './create.operation';
import * as remove from './delete.operation';
import * as get from './get.operation';
import * as getAll from './getAll.operation';
import * as sync from './sync.operation';
import * as update from './update.operation';

export { create, get, getAll, remove, sync, update };

export const customerProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['customer'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create a customer',
				description: 'Create one customer; returns it with its ID',
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete a customer',
				description: 'Delete one customer for good; Cinode wants its exact name as confirmation',
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get a customer',
				description: 'Get one customer; not simplified, with contacts, addresses, managers and tags',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many customers',
				description:
					'Get many customers, active ones unless asked otherwise, or those that match the filters',
			},
			{
				name: 'Sync',
				value: 'sync',
				action: 'Sync customers',
				description:
					'Bring all mapped customers and Cinode in step: match, link, create and update as needed',
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update a customer',
				description: 'Change the given fields of one customer and leave all others; returns the customer',
			},
		],
		default: 'getAll',
	},
	...create.properties,
	...remove.properties,
	...get.properties,
	...getAll.properties,
	...sync.properties,
	...update.properties,
];
