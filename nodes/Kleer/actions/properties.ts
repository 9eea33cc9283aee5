import type { INodeProperties } from 'n8n-workflow';
import { agentProperties } from '../../shared/agents/agent';
import { activity } from './activity';
import { apiRequest } from './apiRequest';
import { category } from './category';
import { client } from './client';
import { clientProject } from './clientProject';
import { employeeProperties } from './employee';
import { subcontractor } from './subcontractor';
import { supplier } from './supplier';
import { user } from './user';

export const kleerProperties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Activity', value: 'activity' },
			{ name: 'API Request', value: 'apiRequest' },
			{ name: 'Category', value: 'category' },
			{ name: 'Client', value: 'client' },
			{ name: 'Client Project', value: 'clientProject' },
			{ name: 'Employee', value: 'employee' },
			{ name: 'Subcontractor', value: 'subcontractor' },
			{ name: 'Supplier', value: 'supplier' },
			{ name: 'User', value: 'user' },
		],
		default: 'employee',
	},
	...activity.properties,
	...apiRequest.properties,
	...category.properties,
	...client.properties,
	...clientProject.properties,
	...employeeProperties,
	...subcontractor.properties,
	...supplier.properties,
	...user.properties,
	...agentProperties,
];
