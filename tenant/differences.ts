import { NODE_FIELDS } from './merge';
import { same } from './same';
import { differingParameters } from './parameters';
import type { N8nWorkflow, WorkflowBody } from './n8nApi';
import type { Connections, WorkflowNode } from './types';

/** Where the workflow in n8n differs from what it shall be, in words; empty where it doesn't. */
export function differences(there: N8nWorkflow, body: WorkflowBody): string[] {
	const found: string[] = [];
	const before = new Map(there.nodes.map((node) => [node.id, node]));
	for (const node of body.nodes) {
		const old = before.get(node.id);
		if (!old) {
			found.push(`new node '${node.name}'`);
			continue;
		}
		for (const field of NODE_FIELDS.filter((one) => one !== 'id')) {
			if (field === 'parameters') {
				const paths = differingParameters(old, node);
				if (paths.length > 0) {
					found.push(`'${node.name}': ${paths.map((path) => path.join('.')).join(', ')}`);
				}
			} else {
				const key = field as keyof WorkflowNode;
				if (!same(old[key], node[key])) found.push(`'${node.name}': ${field}`);
			}
		}
	}
	if (!same(ends(there.connections), ends(body.connections))) found.push('connections');
	for (const [key, value] of Object.entries(body.settings)) {
		if (!same(there.settings?.[key], value)) found.push(`setting ${key}`);
	}
	return found;
}

/** Which output leads to which input; outputs without a connection may be written in several ways. */
function ends(connections: Connections): string[] {
	return Object.entries(connections)
		.flatMap(([from, types]) =>
			Object.entries(types).flatMap(([type, outputs]) =>
				outputs.flatMap((list, output) =>
					(list ?? []).map((end) => [from, type, output, end.node, end.type, end.index].join('\u0000')),
				),
			),
		)
		.sort();
}
