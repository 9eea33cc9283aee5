import type { INodeProperties } from 'n8n-workflow';
import { customerProperties } from './customer';
import { customerAddress } from './customerAddress';
import { customerContact } from './customerContact';
import { pipeline } from './pipeline';
import { projectProperties } from './project';
import { role } from './role';
import { subcontractorProperties } from './subcontractor';
import { userProperties } from './user';
import { webhook } from './webhook';

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
			{ name: 'Pipeline', value: 'pipeline' },
			{ name: 'Project', value: 'project' },
			{ name: 'Role', value: 'role' },
			{ name: 'Subcontractor', value: 'subcontractor' },
			{ name: 'User', value: 'user' },
			{ name: 'Webhook', value: 'webhook' },
		],
		default: 'user',
	},
	...customerProperties,
	...customerAddress.properties,
	...customerContact.properties,
	...pipeline.properties,
	...projectProperties,
	...role.properties,
	...subcontractorProperties,
	...userProperties,
	...webhook.properties,
];
