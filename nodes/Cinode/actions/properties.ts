import type { INodeProperties } from 'n8n-workflow';
import { userProperties } from './user';

export const cinodeProperties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [{ name: 'User', value: 'user' }],
		default: 'user',
	},
	...userProperties,
];
