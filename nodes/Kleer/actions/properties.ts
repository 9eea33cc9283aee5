import type { INodeProperties } from 'n8n-workflow';
import { employeeProperties } from './employee';

export const kleerProperties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [{ name: 'Employee', value: 'employee' }],
		default: 'employee',
	},
	...employeeProperties,
];
