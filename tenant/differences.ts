import type { N8nWorkflow, WorkflowBody } from './n8nApi';
import type { Connections } from './types';

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
		for (const [field, value] of Object.entries(node)) {
			const was = old[field as keyof typeof old];
			if (same(was, value)) continue;
			if (field !== 'parameters') found.push(`'${node.name}': ${field}`);
			else found.push(`'${node.name}': ${changedKeys(was, value).join(', ')}`);
		}
	}
	if (!same(ends(there.connections), ends(body.connections))) found.push('connections');
	for (const [key, value] of Object.entries(body.settings)) {
		if (!same(there.settings?.[key], value)) found.push(`setting ${key}`);
	}
	return found;
}

function changedKeys(was: unknown, value: unknown): string[] {
	const [a, b] = [was ?? {}, value ?? {}] as Array<Record<string, unknown>>;
	return [...new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])].filter(
		(key) => !same(a?.[key], b?.[key]),
	);
}

/** As JSON keeps it: undefined is nothing, and the order of keys says nothing. */
export function same(a: unknown, b: unknown): boolean {
	return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(entries.map(([key, one]) => [key, sorted(one)]));
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
