import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import {
	configurationsOf,
	ensureWebhook,
	listWebhooks,
	type WebhookAction,
	type WebhookEntity,
} from '../../../../apis/cinode/webhooks';
import { asJson } from '../../../shared/items';
import { limitOf, returnAllAndLimit } from '../../../shared/listFields';
import { showFor } from '../../../shared/showFor';
import { webhookActionsField, webhookEntitiesField } from '../../../shared/webhookFields';
import { registeredUrl, webhookSecret } from '../../../shared/webhookSecret';

const urlField: INodeProperties = {
	displayName: 'Webhook URL',
	name: 'webhookUrl',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. https://n8n.example.com/webhook/3f2a…/webhook',
	description: 'The production URL of a Cinode Trigger, as that node shows it',
};

/** n8n tells a trigger nothing at a restart: what was deleted in Cinode meanwhile is mended here. */
async function ensure(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const url = String(this.getNodeParameter('webhookUrl', itemIndex, '')).trim();
	if (!URL.canParse(url)) {
		throw new NodeOperationError(this.getNode(), "'Webhook URL' has to be the trigger's production URL", {
			itemIndex,
		});
	}
	const secret = await webhookSecret(this, url);
	const outcome = await ensureWebhook(await CinodeClient.open(this), {
		endpointUrl: registeredUrl(url, secret),
		configurations: configurationsOf(
			this.getNodeParameter('entities', itemIndex) as WebhookEntity[],
			this.getNodeParameter('actions', itemIndex) as WebhookAction[],
		),
		secret,
	});
	return [{ webhook: outcome }];
}

async function getAll(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const webhooks = await listWebhooks(await CinodeClient.open(this));
	return webhooks.slice(0, limitOf(this, itemIndex)).map(asJson);
}

export const webhook = {
	operations: { ensure, getAll },
	properties: [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: ['webhook'] } },
			options: [
				{
					name: 'Ensure',
					value: 'ensure',
					action: 'Ensure a webhook',
					description: 'Make sure that a trigger’s webhook is there and right, and mend it if not',
				},
				{
					name: 'Get Many',
					value: 'getAll',
					action: 'Get many webhooks',
					description: 'Get many webhooks of the company',
				},
			],
			default: 'getAll',
		},
		...showFor('webhook', 'ensure', [urlField, webhookEntitiesField, webhookActionsField]),
		...showFor('webhook', 'getAll', returnAllAndLimit),
	] satisfies INodeProperties[],
};
