import {
	NodeConnectionTypes,
	NodeOperationError,
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { KleerClient, type KleerCredential } from '../../apis/kleer/client';
import { DEFAULT_TIME_ZONE, SENSITIVE_EMPLOYEE_FIELDS, dateIn } from '../../rules';
import { kleerApiTest } from '../shared/credentialTests';
import { toNodeError } from '../shared/errors';
import { asJson } from '../shared/items';
import { timeZoneField } from '../shared/timeZone';
import { findChanges, type Change, type Found, type Known } from './findChanges';
import { Fingerprints } from './fingerprints';
import { listRecords, withoutSensitive, type Resource } from './listRecords';

type WantedEvent = Change['event'] | 'newOrUpdated';

interface TriggerOptions {
	firstPoll?: 'nothing' | 'everything';
	includeSensitive?: boolean;
	timeZone?: string;
}

export class KleerTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kleer Trigger',
		name: 'kleerTrigger',
		icon: { light: 'file:../../icons/kleer.svg', dark: 'file:../../icons/kleer.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["event"] + ": " + $parameter["resource"] }}',
		description: 'Starts when a person, client or client project is new or updated in Kleer',
		defaults: { name: 'Kleer Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kleerApi', required: true, testedBy: 'kleerApiTest' }],
		sensitiveOutputFields: [...SENSITIVE_EMPLOYEE_FIELDS],
		properties: [
			{
				displayName:
					'Kleer doesn’t tell what has changed, so each poll reads the whole list and compares. What is changed and undone between two polls isn’t seen, and a change is handed over once, even if the workflow then fails.',
				name: 'compareNotice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Event',
				name: 'event',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'New', value: 'new', description: 'A record that wasn’t there before' },
					{ name: 'New or Updated', value: 'newOrUpdated', description: 'Either of the two' },
					{ name: 'Updated', value: 'updated', description: 'A record in which something is different' },
				],
				default: 'newOrUpdated',
			},
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Client', value: 'client' },
					{ name: 'Client Project', value: 'clientProject' },
					{ name: 'Employee', value: 'employee' },
				],
				default: 'employee',
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				options: [
					{
						displayName: 'First Poll',
						name: 'firstPoll',
						type: 'options',
						displayOptions: { show: { '/event': ['new', 'newOrUpdated'] } },
						options: [
							{
								name: 'Everything',
								value: 'everything',
								description: 'Hand over every record there is, as new',
							},
							{ name: 'Nothing', value: 'nothing', description: 'Only remember what there is' },
						],
						default: 'nothing',
						description:
							'What the first poll hands over. A poll is the first again after the node has been renamed or set to another resource or company.',
					},
					{
						displayName: 'Include Sensitive Fields',
						name: 'includeSensitive',
						type: 'boolean',
						displayOptions: { show: { '/resource': ['employee'] } },
						default: false,
						description:
							'Whether to hand over personal numbers, monthly salaries and tax tables. A change in them counts as an update either way.',
					},
					{ ...timeZoneField, displayOptions: { show: { '/resource': ['employee'] } } },
				],
			},
		],
		usableAsTool: undefined,
	};

	methods = { credentialTest: { kleerApiTest } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const name = `${this.getMode()} ${this.getWorkflow().id} ${this.getNode().id}`;
		// n8n starts the next poll even if the last still reads: an old list must not come after a newer one.
		if (underWay.has(name)) return null;
		underWay.add(name);
		try {
			const items = this.getMode() === 'manual' ? await sample(this) : await news(this);
			return items.length > 0 ? [items.map((json) => ({ json }))] : null;
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		} finally {
			underWay.delete(name);
		}
	}
}

/** Polls of this process that still work. */
const underWay = new Set<string>();

/** One record of now, for the editor; nothing is remembered of it. */
async function sample(context: IPollFunctions): Promise<IDataObject[]> {
	const { resource, event, options } = readParameters(context);
	const [record] = await listRecords(await KleerClient.open(context), resource, todayBy(options));
	if (!record) return [];
	return [toItem({ event: event === 'updated' ? 'updated' : 'new', record }, resource, options)];
}

/** What happened since the last poll. It is remembered last, so that a poll that fails is simply repeated. */
async function news(context: IPollFunctions): Promise<IDataObject[]> {
	const { resource, event, options } = readParameters(context);
	const client = await KleerClient.open(context);
	const { accessToken, companyId } = await context.getCredentials<KleerCredential>('kleerApi');
	const today = todayBy(options);
	const records = await listRecords(client, resource, today);
	const memory = context.getWorkflowStaticData('node') as Partial<Known>;
	const source = `${resource} ${new Fingerprints('').of(client.name)}`;
	const fingerprints = new Fingerprints(`${accessToken} ${companyId}`);
	if (records.length === 0 && memory.source === source && Object.keys(memory.fingerprints ?? {}).length > 0) {
		throw emptyList(context);
	}
	const found = findChanges(memory, records, source, fingerprints, today);
	const items = wanted(found, event, options).map((change) => toItem(change, resource, options));
	Object.assign(memory, found.known);
	return items;
}

function wanted({ first, changes }: Found, event: WantedEvent, options: TriggerOptions): Change[] {
	if (first && options.firstPoll !== 'everything') return [];
	return changes.filter((change) => event === 'newOrUpdated' || change.event === event);
}

function toItem({ event, record }: Change, resource: Resource, options: TriggerOptions): IDataObject {
	const json = options.includeSensitive ? asJson(record.json) : withoutSensitive(resource, record.json);
	return { event, ...json };
}

function readParameters(context: IPollFunctions) {
	return {
		resource: context.getNodeParameter('resource') as Resource,
		event: context.getNodeParameter('event') as WantedEvent,
		options: context.getNodeParameter('options', {}) as TriggerOptions,
	};
}

function todayBy({ timeZone }: TriggerOptions): string {
	return dateIn(timeZone || DEFAULT_TIME_ZONE, Date.now());
}

function emptyList(context: IPollFunctions): NodeOperationError {
	return new NodeOperationError(
		context.getNode(),
		'Kleer shows an empty list where there were records before',
		{
			description:
				"Most likely the token's user has lost a right in Kleer. Nothing is handed over, and what was known is kept. If the list really is empty now, rename the node: it then starts anew.",
		},
	);
}
