import type { INodeProperties } from 'n8n-workflow';
import { agentProperties } from '../../shared/agents/agent';
import { apiRequest } from './apiRequest';
import { customerProperties } from './customer';
import { customerAddress } from './customerAddress';
import { customerContact } from './customerContact';
import { customerManager } from './customerManager';
import { customerTag } from './customerTag';
import { pipeline } from './pipeline';
import { projectProperties } from './project';
import { role } from './role';
import { subcontractorProperties } from './subcontractor';
import { tag } from './tag';
import { team } from './team';
import { userProperties } from './user';
import { webhook } from './webhook';

export const cinodeProperties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'API Request', value: 'apiRequest' },
			{ name: 'Customer', value: 'customer' },
			{ name: 'Customer Address', value: 'customerAddress' },
			{ name: 'Customer Contact', value: 'customerContact' },
			{ name: 'Customer Manager', value: 'customerManager' },
			{ name: 'Customer Tag', value: 'customerTag' },
			{ name: 'Pipeline', value: 'pipeline' },
			{ name: 'Project', value: 'project' },
			{ name: 'Role', value: 'role' },
			{ name: 'Subcontractor', value: 'subcontractor' },
			{ name: 'Tag', value: 'tag' },
			{ name: 'Team', value: 'team' },
			{ name: 'User', value: 'user' },
			{ name: 'Webhook', value: 'webhook' },
		],
		default: 'user',
	},
	...apiRequest.properties,
	...customerProperties,
	...customerAddress.properties,
	...customerContact.properties,
	...customerManager.properties,
	...customerTag.properties,
	...pipeline.properties,
	...projectProperties,
	...role.properties,
	...subcontractorProperties,
	...tag.properties,
	...team.properties,
	...userProperties,
	...webhook.properties,
	...agentProperties,
];
