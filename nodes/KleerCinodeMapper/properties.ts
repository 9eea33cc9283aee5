import type { INodeProperties } from 'n8n-workflow';
import { usersProperties } from './users/properties';

export const mapperProperties: INodeProperties[] = [
	{
		displayName: 'Scheme',
		name: 'scheme',
		type: 'options',
		noDataExpression: true,
		options: [
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
];
