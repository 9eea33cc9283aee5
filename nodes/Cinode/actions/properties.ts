import type { INodeProperties } from 'n8n-workflow';
import { customerProperties } from './customer';
import { customerAddress } from './customerAddress';
import { customerContact } from './customerContact';
import { subcontractorProperties } from './subcontractor';
import { userProperties } from './user';

export const cinodeProperties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Customer', value: 'customer' },
			{ name: 'Customer Address', value: 'customerAddress' },
			{ name: 'Customer Contact', value: 'customerContact' },
			{ name: 'Subcontractor', value: 'subcontractor' },
			{ name: 'User', value: 'user' },
		],
		default: 'user',
	},
	...customerProperties,
	...customerAddress.properties,
	...customerContact.properties,
	...subcontractorProperties,
	...userProperties,
];
