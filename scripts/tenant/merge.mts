import type { N8nWorkflow, WorkflowBody } from './n8nApi.mts';
import type { Connections, Workflow, WorkflowNode } from './types.mts';

/** What n8n takes of a node; others of its fields are n8n's own. */
const NODE_FIELDS = [
	'id',
	'name',
	'type',
	'typeVersion',
	'position',
	'parameters',
	'credentials',
	'webhookId',
	'disabled',
	'notes',
	'notesInFlow',
	'executeOnce',
	'alwaysOutputData',
	'retryOnFail',
	'maxTries',
	'waitBetweenTries',
	'continueOnFail',
	'onError',
];

/** How people may arrange the template's nodes in the editor. */
const PEOPLES_FIELDS = ['position', 'disabled', 'notes', 'notesInFlow'] as const;

export interface Merged {
	body: WorkflowBody;
	/** Nodes that people added in n8n; they stay, with their connections. */
	own: string[];
	/** Nodes that people renamed in n8n, and that get the template's name back. */
	renamed: string[];
}

/** What n8n takes of a workflow that isn't there yet. */
export function bodyOf({ name, nodes, connections, settings }: Workflow): WorkflowBody {
	return { name, nodes: nodes.map(taken), connections, settings };
}

/**
 * The rendered workflow over the one that is there. The tenant file decides about the template's nodes, found by their
 * ids; nodes that people added (an e-mail after "Alert", say) and where things stand on the canvas are theirs.
 */
export function merge(rendered: Workflow, there: N8nWorkflow): Merged {
	const known = new Map(rendered.nodes.map((node) => [node.id, node]));
	const before = new Map(there.nodes.map((node) => [node.id, node]));
	const own = there.nodes.filter(({ id }) => !known.has(id));
	// The template's new name of each node that is there, so that people's connections still end there.
	const names = new Map(there.nodes.map(({ id, name }) => [name, known.get(id)?.name ?? name]));
	const nodes = rendered.nodes.map((node) => taken(arranged(node, before.get(node.id))));
	return {
		body: {
			name: rendered.name,
			nodes: [...nodes, ...own.map(taken)],
			connections: joined(rendered.connections, there.connections, own, names),
			settings: { ...rendered.settings },
		},
		own: own.map(({ name }) => name),
		renamed: there.nodes
			.filter(({ id, name, type }) => {
				const template = known.get(id);
				return template && template.name !== name && !type.endsWith('.scheduleTrigger');
			})
			.map(({ name }) => name),
	};
}

function arranged(node: WorkflowNode, before: WorkflowNode | undefined): WorkflowNode {
	const result: WorkflowNode = { ...node };
	for (const field of PEOPLES_FIELDS) {
		const value = before?.[field as keyof WorkflowNode];
		if (value !== undefined) Object.assign(result, { [field]: value });
	}
	if (!result.webhookId && before?.webhookId) result.webhookId = before.webhookId;
	return result;
}

function taken(node: WorkflowNode): WorkflowNode {
	const entries = Object.entries(node).filter(([field]) => NODE_FIELDS.includes(field));
	return Object.fromEntries(entries) as unknown as WorkflowNode;
}

/** The template's connections, and of those that were there the ones from or to people's own nodes. */
function joined(
	template: Connections,
	there: Connections,
	own: WorkflowNode[],
	names: Map<string, string>,
): Connections {
	const isOwn = new Set(own.map(({ name }) => name));
	const result = structuredClone(template);
	for (const [from, types] of Object.entries(there)) {
		for (const [type, outputs] of Object.entries(types)) {
			for (const [output, ends] of outputs.entries()) {
				for (const end of ends ?? []) {
					if (!isOwn.has(from) && !isOwn.has(end.node)) continue;
					const kept = { ...end, node: names.get(end.node) ?? end.node };
					connect(result, names.get(from) ?? from, type, output, kept);
				}
			}
		}
	}
	return result;
}

function connect(
	connections: Connections,
	from: string,
	type: string,
	output: number,
	end: Connections[string][string][number] extends Array<infer E> | null ? E : never,
): void {
	const outputs = ((connections[from] ??= {})[type] ??= []);
	while (outputs.length <= output) outputs.push([]);
	outputs[output] = [...(outputs[output] ?? []), end];
}
