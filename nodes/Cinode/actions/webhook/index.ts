import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import {
	configurationsOf,
	deleteWebhook,
	ensureWebhook,
	listWebhooks,
	WEBHOOK_ACTIONS,
	WEBHOOK_ENTITIES,
} from '../../../../apis/cinode/webhooks';
import { asJson } from '../../../shared/items';
import { limitOf, returnAllAndLimit } from '../../../shared/listFields';
import { recordLocator } from '../../../shared/locator';
import type { Resource } from '../../../shared/resource';
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

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Cinode's only ids that aren't numbers (docs/vendors.md#cinode-webhooks). */
const webhookLocator = recordLocator({
	displayName: 'Webhook',
	name: 'webhookId',
	searchMethod: 'searchWebhooks',
	description: 'The webhook in Cinode; Get Many gives the IDs',
	placeholder: 'e.g. 3f2a7c1e-5b0d-4e8a-9c66-1d2e3f4a5b6c',
});

async function remove(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const given = this.getNodeParameter('webhookId', itemIndex, '', { extractValue: true });
	const id = String(given).trim();
	if (!UUID.test(id)) {
		throw new NodeOperationError(this.getNode(), "'Webhook' has to be an ID, a UUID", { itemIndex });
	}
	await deleteWebhook(await CinodeClient.open(this), id);
	return [{ deleted: true }];
}

/**
 * The secret goes to wherever the address leads, and so does all that Cinode tells.
 * @throws NodeOperationError when it is not this n8n's own.
 */
function refuseOtherAddress(context: IExecuteFunctions, url: string, itemIndex: number): void {
	// n8n's own address for webhooks, as it gives it to services that call back.
	const { origin } = new URL(String(context.evaluateExpression('{{ $execution.resumeUrl }}', itemIndex)));
	if (new URL(url).origin === origin) return;
	throw new NodeOperationError(context.getNode(), "'Webhook URL' is not an address of this n8n", {
		description: `It has to begin with ${origin}/, which n8n has from N8N_WEBHOOK_URL`,
		itemIndex,
	});
}

/**
 * What a list of choices holds, where an expression may say anything.
 * @throws NodeOperationError when it is no list of known ones.
 */
function chosen<Choice extends string>(
	context: IExecuteFunctions,
	{ name, displayName }: INodeProperties,
	known: Record<Choice, unknown>,
	itemIndex: number,
): Choice[] {
	const given = context.getNodeParameter(name, itemIndex) as unknown;
	if (Array.isArray(given) && given.every((one) => Object.hasOwn(known, one as string)))
		return given as Choice[];
	throw new NodeOperationError(
		context.getNode(),
		`'${displayName}' holds something that Cinode doesn't tell about`,
		{
			description: `It is a list of these: ${Object.keys(known).join(', ')}`,
			itemIndex,
		},
	);
}

/** n8n tells a trigger nothing at a restart: what was deleted in Cinode meanwhile is mended here. */
async function ensure(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const url = String(this.getNodeParameter('webhookUrl', itemIndex, '')).trim();
	if (!URL.canParse(url)) {
		throw new NodeOperationError(this.getNode(), "'Webhook URL' has to be the trigger's production URL", {
			itemIndex,
		});
	}
	refuseOtherAddress(this, url, itemIndex);
	const secret = await webhookSecret(this, url);
	const { webhook, otherHosts, replacedHosts } = await ensureWebhook(await CinodeClient.open(this), {
		endpointUrl: registeredUrl(url, secret),
		configurations: configurationsOf(
			chosen(this, webhookEntitiesField, WEBHOOK_ENTITIES, itemIndex),
			chosen(this, webhookActionsField, WEBHOOK_ACTIONS, itemIndex),
		),
		secret,
	});
	const warnings = [
		...otherHosts.map(
			(host) =>
				`Another n8n, or an old address of this one with another secret, has a webhook of the same path at ${host}: it was left alone. Delete it in Cinode if nobody listens there`,
		),
		...replacedHosts.map(
			(host) =>
				`The webhook at ${host} had the same secret and was taken for an old address: it was deleted. A second n8n needs an API account of its own in Cinode`,
		),
	];
	if (warnings.length > 0) {
		this.addExecutionHints({ message: warnings.join('. '), location: 'outputPane' });
	}
	return [{ webhook, ...(warnings.length > 0 ? { warnings } : {}) }];
}

async function getAll(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const webhooks = await listWebhooks(await CinodeClient.open(this));
	return webhooks.slice(0, limitOf(this, itemIndex)).map(asJson);
}

/** Which address Cinode tells what; it can't change a webhook, so Ensure replaces it (docs/vendors.md#cinode-webhooks). */
export const webhook: Resource = {
	title: 'Webhook',
	value: 'webhook',
	defaultOperation: 'getAll',
	operations: [
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete a webhook',
			description: 'Delete one webhook for good; whoever listens there hears nothing more from Cinode',
			properties: [webhookLocator],
			execute: remove,
		},
		{
			name: 'Ensure',
			value: 'ensure',
			action: 'Ensure a webhook',
			description:
				'Make sure that a trigger’s webhook is there and right, and mend it if not; returns created, replaced or unchanged, and a warning where another n8n has one like it',
			properties: [urlField, webhookEntitiesField, webhookActionsField],
			execute: ensure,
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many webhooks',
			description:
				'Get many webhooks of the company, each with ID, address, whether it is active and what it tells; secrets are never shown',
			properties: returnAllAndLimit,
			execute: getAll,
		},
	],
};
