import type { INodeProperties } from 'n8n-workflow';
import { outputFields } from '../../shared/output';
import { employeeOptions } from './employeeOptions';
import * as get from './get.operation';
import * as getAll from './getAll.operation';

export { get, getAll };

export const employeeProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['employee'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get an employee',
				description: 'Get one person with payroll row, schedule level, categories and supplier',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many employees',
				description: 'Get many people, each joined with payroll row, schedule level, categories and supplier',
			},
		],
		default: 'getAll',
	},
	...get.properties,
	...getAll.properties,
	...outputFields({ resource: ['employee'], operation: ['get', 'getAll'] }),
	employeeOptions,
];
