import type { INodeProperties } from 'n8n-workflow';
import { customersProperties } from './customers/properties';
import { projectsProperties } from './projects/properties';
import { subcontractorsProperties } from './subcontractors/properties';
import { usersProperties } from './users/properties';

export const mapperProperties: INodeProperties[] = [
	{
		displayName: 'Scheme',
		name: 'scheme',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Customers', value: 'customers', description: 'Clients in Kleer → customers in Cinode' },
			{
				name: 'Projects',
				value: 'projects',
				description: 'Projects in Cinode → client projects in Kleer',
			},
			{
				name: 'Subcontractors',
				value: 'subcontractors',
				description: 'People in Kleer who are tied to a supplier → subcontractors in Cinode',
			},
			{
				name: 'Users',
				value: 'users',
				description: 'People in Kleer who are not subcontractors → users in Cinode',
			},
		],
		default: 'users',
		description: 'Which field table to apply',
	},
	...usersProperties,
	...subcontractorsProperties,
	...customersProperties,
	...projectsProperties,
];
