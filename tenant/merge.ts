import type { N8nWorkflow, WorkflowBody } from './n8nApi';
import type { ConnectionEnd, Connections, Workflow, WorkflowNode } from './types';

/** What n8n takes of a node; others of its fields are n8n's own. */
export const NODE_FIELDS = [
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
export const PEOPLES_FIELDS = ['position', 'disabled', 'notes', 'notesInFlow'] as const;

export interface Merged {
	body: WorkflowBody;
	/** Nodes that people added in n8n; they stay, with their connections. */
	own: string[];
	/** Nodes that people renamed in n8n, and that get the template's name back. */
	renamed: string[];
	/** Of people's own, those that send alerts, but not before the node that counts them as sent. */
	beside: string[];
}

/** The node of alerts, and the one that strikes off what was sent: what people put between them counts. */
const ALERTS = { from: 'alert', sent: 'alert-sent' };

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
	const people = new Ways(there.connections, own, names);
	return {
		body: {
			name: rendered.name,
			nodes: [...nodes, ...own.map(taken)],
			connections: joined(rendered.connections, people),
			settings: { ...rendered.settings },
		},
		own: own.map(({ name }) => name),
		renamed: there.nodes
			.filter(({ id, name, type }) => {
				const template = known.get(id);
				return template && template.name !== name && !type.endsWith('.scheduleTrigger');
			})
			.map(({ name }) => name),
		beside: people.beside(known.get(ALERTS.from)?.name, known.get(ALERTS.sent)?.name),
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

/** The connections that were there, under the template's names, as far as people's own nodes have a part in them. */
class Ways {
	private readonly all: Array<{ from: string; type: string; output: number; end: ConnectionEnd }>;
	private readonly isOwn: Set<string>;

	constructor(there: Connections, own: WorkflowNode[], names: Map<string, string>) {
		this.isOwn = new Set(own.map(({ name }) => name));
		this.all = Object.entries(there).flatMap(([from, types]) =>
			Object.entries(types).flatMap(([type, outputs]) =>
				outputs.flatMap((ends, output) =>
					(ends ?? []).map((end) => ({
						from: names.get(from) ?? from,
						type,
						output,
						end: { ...end, node: names.get(end.node) ?? end.node },
					})),
				),
			),
		);
	}

	/** Those from or to people's own nodes. */
	get own() {
		return this.all.filter(({ from, end }) => this.isOwn.has(from) || this.isOwn.has(end.node));
	}

	/** Whether people put nodes of their own between two of the template's. */
	isBridged(from: string, to: string): boolean {
		const isDirect = this.all.some((way) => way.from === from && way.end.node === to);
		return !isDirect && this.after(from).some((name) => this.leads(name, to));
	}

	/** People's nodes right after one of the template's that don't lead to the other. */
	beside(from = '', to = ''): string[] {
		return this.after(from).filter((name) => !this.leads(name, to));
	}

	private after(from: string): string[] {
		const ends = this.all.filter((way) => way.from === from).map(({ end }) => end.node);
		return ends.filter((name) => this.isOwn.has(name));
	}

	/** By people's own nodes alone. */
	private leads(from: string, to: string, seen = new Set([from])): boolean {
		return this.all
			.filter((way) => way.from === from)
			.some(({ end: { node } }) => {
				if (node === to) return true;
				if (!this.isOwn.has(node) || seen.has(node)) return false;
				return this.leads(node, to, seen.add(node));
			});
	}
}

/** The template's connections but for those that people put nodes of their own into, and those of these nodes. */
function joined(template: Connections, people: Ways): Connections {
	const result: Connections = {};
	for (const [from, types] of Object.entries(template)) {
		result[from] = Object.fromEntries(
			Object.entries(types).map(([type, outputs]) => [
				type,
				outputs.map((ends) => ends?.filter(({ node }) => !people.isBridged(from, node)) ?? ends),
			]),
		);
	}
	for (const { from, type, output, end } of people.own) connect(result, from, type, output, end);
	return result;
}

function connect(
	connections: Connections,
	from: string,
	type: string,
	output: number,
	end: ConnectionEnd,
): void {
	const outputs = ((connections[from] ??= {})[type] ??= []);
	while (outputs.length <= output) outputs.push([]);
	outputs[output] = [...(outputs[output] ?? []), end];
}
