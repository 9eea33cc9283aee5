import type { INodeProperties } from 'n8n-workflow';
import { client } from './client';
import { employeeProperties } from './employee';
import { subcontractor } from './subcontractor';
import { supplier } from './supplier';

export const kleerProperties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Client', value: 'client' },
			{ name: 'Employee', value: 'employee' },
			{ name: 'Subcontractor', value: 'subcontractor' },
			{ name: 'Supplier', value: 'supplier' },
		],
		default: 'employee',
	},
	...client.properties,
	...employeeProperties,
	...subcontractor.properties,
	...supplier.properties,
];
