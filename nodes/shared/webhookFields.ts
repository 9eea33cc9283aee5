import type { INodeProperties } from 'n8n-workflow';
import { WEBHOOK_ACTIONS, WEBHOOK_ENTITIES } from '../../apis/cinode/webhooks';

const named = (choices: Record<string, { name: string }>) =>
	Object.entries(choices)
		.map(([value, { name }]) => ({ name, value }))
		.sort((a, b) => a.name.localeCompare(b.name));

export const webhookEntitiesField: INodeProperties = {
	displayName: 'Entities',
	name: 'entities',
	type: 'multiOptions',
	options: named(WEBHOOK_ENTITIES),
	default: ['companyProject', 'role'],
	required: true,
	description:
		'What Cinode tells about; for projects take roles too, since dates, people and rates are theirs',
};

export const webhookActionsField: INodeProperties = {
	displayName: 'Actions',
	name: 'actions',
	type: 'multiOptions',
	options: named(WEBHOOK_ACTIONS),
	default: ['created', 'updated', 'deleted'],
	required: true,
	description: 'What happened to it',
};
