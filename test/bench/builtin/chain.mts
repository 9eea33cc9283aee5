import type { CredentialInput } from '../../e2e/support/n8n.mts';
import type { Workflow, WorkflowNode } from '../../e2e/support/workflow.mts';

export interface HttpOptions {
	url: string;
	method?: string;
	headers?: Record<string, string>;
	/** JSON text, or an expression that gives it. */
	body?: string;
	/** Content type, where it isn't JSON's. */
	type?: string;
	batching?: { batchSize: number; batchInterval: number };
}

interface Handling {
	credential?: CredentialInput;
	/** The whole node is tried again: right for reads only. */
	retry?: boolean;
	/** One request, however many items come. */
	once?: boolean;
	/** What is refused becomes an item and the others go on. */
	goesOn?: boolean;
}

type Connections = Record<string, { main: Array<Array<{ node: string; type: 'main'; index: 0 }>> }>;

/** Builds a workflow of n8n's own nodes, each after the one before it. */
export class Chain {
	private readonly nodes: WorkflowNode[] = [];
	private readonly connections: Connections = {};
	/** Where the next node is put: a node and which of its outputs. */
	private end: [string, number] | undefined;

	trigger(name: string): void {
		this.add(name, 'scheduleTrigger', 1.2, { rule: { interval: [{ field: 'days' }] } });
	}

	http(
		name: string,
		{ url, method = 'GET', headers, body, type, batching }: HttpOptions,
		handling: Handling,
	) {
		const { credential, retry, once, goesOn } = handling;
		const raw = type
			? { contentType: 'raw', rawContentType: type, body }
			: { specifyBody: 'json', jsonBody: body };
		const node = this.add(name, 'httpRequest', 4.2, {
			method,
			url: `=${url}`,
			...(credential ? { authentication: 'genericCredentialType', genericAuthType: credential.type } : {}),
			...(headers
				? {
						sendHeaders: true,
						headerParameters: {
							parameters: Object.entries(headers).map(([header, value]) => ({ name: header, value })),
						},
					}
				: {}),
			...(body ? { sendBody: true, ...raw } : {}),
			options: batching ? { batching: { batch: batching } } : {},
		});
		if (credential) node.credentials = { [credential.type]: { id: null, name: credential.name } };
		if (retry) Object.assign(node, { retryOnFail: true, maxTries: 3, waitBetweenTries: 5000 });
		if (once) Object.assign(node, { executeOnce: true });
		if (goesOn) Object.assign(node, { onError: 'continueErrorOutput' });
	}

	code(name: string, jsCode: string): void {
		this.add(name, 'code', 2, { jsCode });
	}

	/** Output 0 where the expression is true. */
	isTrue(name: string, leftValue: string, after?: [string, number]): void {
		if (after) this.end = after;
		const operator = { type: 'boolean', operation: 'true', singleValue: true };
		this.add(name, 'if', 2.2, {
			conditions: {
				options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
				conditions: [{ id: name, leftValue, rightValue: '', operator }],
				combinator: 'and',
			},
			options: {},
		});
	}

	/** Loop Over Items; what follows is inside, until `backTo`. */
	loop(name: string, batchSize: number, after: [string, number]): void {
		this.end = after;
		this.add(name, 'splitInBatches', 3, { batchSize, options: {} });
		this.end = [name, 1];
	}

	backTo(name: string): void {
		this.connectTo(name);
	}

	/** Two seconds, so that two nodes' batches don't meet. */
	pause(name: string): void {
		this.add(name, 'wait', 1.1, { amount: 2 });
	}

	workflow(name: string): Workflow {
		const settings = { executionOrder: 'v1', timezone: 'Europe/Stockholm' };
		return { name, nodes: this.nodes, connections: this.connections, settings };
	}

	private add(name: string, type: string, typeVersion: number, parameters: object): WorkflowNode {
		const node: WorkflowNode = {
			id: name.toLowerCase().replaceAll(' ', '-'),
			name,
			type: `n8n-nodes-base.${type}`,
			typeVersion,
			position: [this.nodes.length * 200, 0],
			parameters: parameters as Record<string, unknown>,
			...(type === 'wait' ? { webhookId: name } : {}),
		};
		this.nodes.push(node);
		this.connectTo(name);
		this.end = [name, 0];
		return node;
	}

	private connectTo(node: string): void {
		if (!this.end) return;
		const [from, output] = this.end;
		const { main } = (this.connections[from] ??= { main: [] });
		for (let i = 0; i <= output; i++) main[i] ??= [];
		main[output]?.push({ node, type: 'main', index: 0 });
	}
}
