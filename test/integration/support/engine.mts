import { DataDeduplicationService, ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	Workflow,
	isExpression,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IConnections,
	type IDataObject,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type IRun,
	type IWorkflowExecuteAdditionalData,
	type IWorkflowSettings,
	type NodeExecutionHint,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { CinodeApi } from '../../../credentials/CinodeApi.credentials';
import { KleerApi } from '../../../credentials/KleerApi.credentials';
import { Cinode } from '../../../nodes/Cinode/Cinode.node';
import { Kleer } from '../../../nodes/Kleer/Kleer.node';
import { KleerCinodeMapper } from '../../../nodes/KleerCinodeMapper/KleerCinodeMapper.node';
import type { Sandbox } from '../../sandbox/index.mts';
import { MemoryDeduplicator } from './deduplication.mts';

/** n8n's real execution engine, in this process, with our nodes. */

export const deduplicator = new MemoryDeduplicator();
await DataDeduplicationService.init(deduplicator.asDeduplicator());

const PREFIX = 'n8n-nodes-kleer-cinode.';

/** Gives the items that a test puts in; stands where a trigger would. */
class Source implements INodeType {
	description = {
		displayName: 'Source',
		name: 'source',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: { name: 'Source' },
		inputs: [],
		outputs: ['main'],
		properties: [{ displayName: 'Items', name: 'items', type: 'json', default: [] }],
	} as unknown as INodeType['description'];

	async execute(this: { getNodeParameter(name: string, index: number): unknown }) {
		const items = this.getNodeParameter('items', 0) as IDataObject[];
		return [items.map((json) => ({ json }))];
	}
}

const nodeTypes: Record<string, INodeType> = {
	'test.source': new Source() as unknown as INodeType,
	[`${PREFIX}kleer`]: new Kleer(),
	[`${PREFIX}cinode`]: new Cinode(),
	[`${PREFIX}kleerCinodeMapper`]: new KleerCinodeMapper(),
};

const credentialTypes: Record<string, ICredentialType> = {
	kleerApi: new KleerApi(),
	cinodeApi: new CinodeApi(),
};

export type Credentials = Record<'kleerApi' | 'cinodeApi', ICredentialDataDecryptedObject>;

export function credentialsFor(sandbox: Sandbox): Credentials {
	return {
		kleerApi: {
			baseUrl: sandbox.kleer.baseUrl,
			companyId: String(sandbox.kleer.companyId),
			accessToken: sandbox.kleer.token,
		},
		cinodeApi: {
			baseUrl: sandbox.cinode.url,
			authentication: 'apiAccount',
			accessId: sandbox.cinode.accessId,
			accessSecret: sandbox.cinode.accessSecret,
			staticToken: '',
			companyId: '',
			accessToken: '',
		},
	};
}

export interface Step {
	name: string;
	/** Without the package's prefix: kleer, cinode, kleerCinodeMapper. */
	type: string;
	parameters: IDataObject;
	onError?: INode['onError'];
	/** What else feeds it, besides the one before. */
	alsoFrom?: { node: string; output: number };
}

export interface RunOptions {
	workflowId?: string;
	workflowName?: string;
	mode?: WorkflowExecuteMode;
	executionId?: string;
	/** Where others reach this n8n. */
	address?: string;
	/** The workflow's, beside the order of execution. */
	settings?: IWorkflowSettings;
}

/** What each node gave, by name and output. */
export interface Outputs {
	(name: string, output?: number): INodeExecutionData[];
	/** What the node says of itself in the editor. */
	hints(name: string): NodeExecutionHint[];
}

let executions = 0;

/**
 * Runs nodes one after another, each fed by the first output of the one before.
 * @returns each node's outputs; throws the execution's error.
 */
export async function runSteps(
	credentials: Credentials,
	items: IDataObject[],
	steps: Step[],
	options: RunOptions = {},
): Promise<Outputs> {
	const source: INode = {
		id: 'source',
		name: 'Source',
		type: 'test.source',
		typeVersion: 1,
		position: [0, 0],
		parameters: { items } as unknown as INode['parameters'],
	};
	const nodes = [source, ...steps.map(toNode)];
	const connections: IConnections = {};
	for (const [index, node] of nodes.slice(0, -1).entries()) {
		connections[node.name] = { main: [[{ node: (nodes[index + 1] as INode).name, type: 'main', index: 0 }]] };
	}
	for (const { name, alsoFrom } of steps) {
		if (!alsoFrom) continue;
		const { main } = (connections[alsoFrom.node] ??= { main: [] });
		for (let output = 0; output <= alsoFrom.output; output++) (main as unknown[])[output] ??= [];
		main?.[alsoFrom.output]?.push({ node: name, type: 'main', index: 0 });
	}
	const run = await execute(nodes, connections, credentials, options);
	const error = run.data.resultData.error;
	if (error) throw error;
	const last = (name: string) => run.data.resultData.runData[name]?.at(-1);
	return Object.assign((name: string, output = 0) => last(name)?.data?.main?.[output] ?? [], {
		hints: (name: string) => last(name)?.hints ?? [],
	});
}

function toNode({ name, type, parameters, onError }: Step, index: number): INode {
	return {
		id: `node-${name}`,
		name,
		type: `${PREFIX}${type}`,
		typeVersion: 1,
		position: [200 * (index + 1), 0],
		parameters: parameters as INode['parameters'],
		credentials: {
			kleerApi: { id: 'k', name: 'Kleer account' },
			cinodeApi: { id: 'c', name: 'Cinode account' },
		},
		...(onError ? { onError } : {}),
	};
}

async function execute(
	nodes: INode[],
	connections: IConnections,
	credentials: Credentials,
	{
		workflowId = 'workflow-1',
		workflowName = 'test',
		mode = 'trigger',
		executionId = String(++executions),
		address = 'http://127.0.0.1',
		settings,
	}: RunOptions,
): Promise<IRun> {
	const workflow = new Workflow({
		id: workflowId,
		name: workflowName,
		nodes,
		connections,
		active: false,
		nodeTypes: {
			getByName: (name) => nodeTypes[name] as INodeType,
			getByNameAndVersion: (name) => nodeTypes[name] as INodeType,
			getKnownTypes: () => ({}),
		},
		settings: { executionOrder: 'v1', ...settings },
	});
	const additionalData = {
		executionId,
		currentNodeExecutionIndex: 0,
		hooks: new ExecutionLifecycleHooks(mode, executionId, { nodes, connections } as never),
		getRunExecutionData: async () => undefined,
		setExecutionStatus: () => {},
		sendDataToUI: () => {},
		variables: {},
		webhookWaitingBaseUrl: `${address}/webhook-waiting`,
		formWaitingBaseUrl: 'http://127.0.0.1/form',
		restApiUrl: 'http://127.0.0.1/rest',
		credentialsHelper: credentialsHelper(credentials),
	} as unknown as IWorkflowExecuteAdditionalData;
	const startNode = nodes[0] as INode;
	return await new WorkflowExecute(additionalData, mode).run({ workflow, startNode });
}

/** As n8n's own: a fresh copy for every request, the hook before it, and again after a 401. */
export function credentialsHelper(credentials: Credentials): Record<string, unknown> {
	return {
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		getCredentialsProperties: (type: string) => credentialTypes[type]?.properties ?? [],
		getCredentials: async () => ({ getData: () => ({}) }),
		getDecrypted: async (_additional: unknown, _node: unknown, type: keyof Credentials) => ({
			...credentials[type],
		}),
		async preAuthentication(
			helpers: unknown,
			data: ICredentialDataDecryptedObject,
			type: string,
			_node: unknown,
			expired: boolean,
		) {
			const { preAuthentication, properties } = credentialTypes[type] as ICredentialType;
			const hidden = properties.find((property) => property.typeOptions?.expirable);
			if (!preAuthentication || !hidden || !(data[hidden.name] === '' || expired)) return undefined;
			await preAuthentication.call(helpers as never, data);
			return undefined;
		},
		async authenticate(data: ICredentialDataDecryptedObject, type: string, options: IHttpRequestOptions) {
			const { authenticate } = credentialTypes[type] as ICredentialType;
			if (typeof authenticate === 'function') return await authenticate(data, options);
			const headers = { ...options.headers } as Record<string, unknown>;
			for (const [name, value] of Object.entries(authenticate?.properties.headers ?? {})) {
				headers[name] = isExpression(value)
					? data[/\$credentials\.(\w+)/.exec(String(value))?.[1] ?? '']
					: value;
			}
			return { ...options, headers };
		},
	};
}
