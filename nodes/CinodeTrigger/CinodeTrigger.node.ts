import {
	NodeConnectionTypes,
	sleep,
	type IDataObject,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { CinodeClient, mostInTwoSeconds } from '../../apis/cinode/client';
import {
	SECRET_HEADER,
	configurationsOf,
	ensureWebhook,
	removeWebhook,
	type WantedWebhook,
	type WebhookAction,
	type WebhookEntity,
} from '../../apis/cinode/webhooks';
import { cinodeApiTest } from '../shared/credentialTests';
import { toNodeError } from '../shared/errors';
import { lastPushEnd } from '../shared/pushEnds';
import { webhookActionsField, webhookEntitiesField } from '../shared/webhookFields';
import { isSameSecret, registeredUrl, webhookSecret } from '../shared/webhookSecret';
import { Gathering } from './gathering';
import { isDeeperThan, readEvents, type CinodeEvent } from './readEvent';

/** Larger messages than any entity's never reach a workflow, nor do deeper ones, which n8n couldn't keep. */
const MAX_BYTES = 1_000_000;
const MAX_LEVELS = 64;

export class CinodeTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cinode Trigger',
		name: 'cinodeTrigger',
		icon: { light: 'file:../../icons/cinode.svg', dark: 'file:../../icons/cinode.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["entities"].join(", ") }}',
		description: 'Starts when something changes in Cinode',
		defaults: { name: 'Cinode Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'cinodeApi', required: true, testedBy: 'cinodeApiTest' }],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' }],
		properties: [
			{
				displayName:
					'A message is a hint: it may be lost, doubled or late, and its form is not published. Read what it names again before you act on it.',
				name: 'hintNotice',
				type: 'notice',
				default: '',
			},
			webhookEntitiesField,
			webhookActionsField,
		],
		usableAsTool: undefined,
	};

	methods = { credentialTest: { cinodeApiTest } };

	webhookMethods = {
		default: {
			/** Whatever is wrong with ours is put right by `create`. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return false;
			},

			async create(this: IHookFunctions): Promise<boolean> {
				try {
					await ensureWebhook(await CinodeClient.open(this), await wanted(this));
					return true;
				} catch (error) {
					throw toNodeError(this.getNode(), error);
				}
			},

			async delete(this: IHookFunctions): Promise<boolean> {
				try {
					await removeWebhook(await CinodeClient.open(this), (await wanted(this)).endpointUrl);
					return true;
				} catch (error) {
					throw toNodeError(this.getNode(), error);
				}
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const response = this.getResponseObject();
		const refuse = (status: number): IWebhookResponseData => {
			response.status(status).end();
			return { noWebhookResponse: true };
		};
		if (!(await isFromCinode(this))) return refuse(401);
		const body: unknown = this.getBodyData();
		if (body === null || typeof body !== 'object' || Object.keys(body).length === 0) return refuse(400);
		// The depth is checked before the body is written as text, which fails for a body that is too deep.
		if (isDeeperThan(body, MAX_LEVELS)) return refuse(400);
		if (Buffer.byteLength(JSON.stringify(body)) > MAX_BYTES) return refuse(413);
		const receivedAt = new Date().toISOString();
		const events = readEvents(body, isAboutProjects(this)).map((event) => ({ ...event, receivedAt }));
		// A person who listens in the editor waits for this very message.
		if (this.getMode() === 'manual') return { workflowData: [events.map(asItem)] };
		// Cinode gets its answer at once, whatever the event waits for. If this process dies, the catch-up repairs what is lost.
		response.status(200).end();
		const gathered = await gatheringOf(this).add(events);
		if (gathered.length === 0) return { noWebhookResponse: true };
		return { noWebhookResponse: true, workflowData: [gathered.map(asItem)] };
	}
}

/**
 * Secrets that were right, and until when they are taken for right unasked: n8n takes longer to open a credential than for
 * all the rest of a message, and in a burst messages come by the hundred.
 */
const believed = new Map<string, { secret: string; until: number }>();
const BELIEVED_MS = 30_000;

/** Whether the message carries this webhook's secret. */
async function isFromCinode(context: IWebhookFunctions): Promise<boolean> {
	const given = context.getHeaderData()[SECRET_HEADER];
	const node = context.getNode();
	const name = JSON.stringify([
		context.getWorkflow().id,
		node.id,
		node.webhookId,
		node.credentials?.cinodeApi?.id,
	]);
	const known = believed.get(name);
	const now = Date.now();
	if (known && known.until > now && known.until <= now + BELIEVED_MS && isSameSecret(given, known.secret))
		return true;
	const secret = await webhookSecret(context, urlOf(context));
	if (!isSameSecret(given, secret)) return false;
	believed.set(name, { secret, until: now + BELIEVED_MS });
	return true;
}

type ReceivedEvent = CinodeEvent & { body: unknown; receivedAt: string };

function asItem(event: ReceivedEvent): INodeExecutionData {
	return { json: event as unknown as IDataObject };
}

/** By workflow and node; each process that receives webhooks gathers for itself. */
const gatherings = new Map<string, Gathering<ReceivedEvent>>();

function gatheringOf(context: IWebhookFunctions): Gathering<ReceivedEvent> {
	const workflow = context.getWorkflow().id ?? '';
	const name = `${workflow} ${context.getNode().id}`;
	const known = gatherings.get(name);
	if (known) return known;
	const world = {
		now: () => Date.now(),
		sleep,
		lastEnd: () => lastPushEnd(workflow),
		// A quarter of what Cinode answers in two seconds; a project with one role costs two requests.
		enough: () => Math.floor(mostInTwoSeconds() / 8),
	};
	const gathering = new Gathering<ReceivedEvent>(
		world,
		({ body }) => JSON.stringify(body),
		({ projectId, entityId, body }) => projectId ?? entityId ?? JSON.stringify(body),
	);
	gatherings.set(name, gathering);
	return gathering;
}

function isAboutProjects(context: IWebhookFunctions): boolean {
	const entities = context.getNodeParameter('entities', []) as WebhookEntity[];
	return entities.every((entity) => entity === 'companyProject' || entity === 'role');
}

function urlOf(context: IHookFunctions | IWebhookFunctions): string {
	return context.getNodeWebhookUrl('default') ?? '';
}

async function wanted(context: IHookFunctions): Promise<WantedWebhook> {
	const url = urlOf(context);
	const secret = await webhookSecret(context, url);
	return {
		endpointUrl: registeredUrl(url, secret),
		configurations: configurationsOf(
			context.getNodeParameter('entities') as WebhookEntity[],
			context.getNodeParameter('actions') as WebhookAction[],
		),
		secret,
	};
}
