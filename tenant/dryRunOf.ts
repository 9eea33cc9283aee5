import type { N8nWorkflow } from './n8nApi';
import type { Connections } from './types';

/** What a dry run needs of the users sync, by the ids of its template: up to the report, and nobody told. */
const NEEDED = ['one-record', 'kleer', 'mapper', 'sync', 'outcome', 'is-look-up', 'run-report'];

/** The users sync as it is in n8n, to be run once by another workflow, writing nothing. */
export function dryRunOf({ name, nodes, connections, settings }: N8nWorkflow): string {
	const kept = nodes
		.filter(({ id }) => NEEDED.includes(id))
		.map((node) => {
			if (node.id !== 'sync') return node;
			return { ...node, parameters: { ...node.parameters, dryRun: true } };
		});
	const names = new Set(kept.map((node) => node.name));
	const ways: Connections = {};
	for (const [from, types] of Object.entries(connections)) {
		if (!names.has(from)) continue;
		ways[from] = Object.fromEntries(
			Object.entries(types).map(([type, outputs]) => [
				type,
				outputs.map((ends) => (ends ?? []).filter(({ node }) => names.has(node))),
			]),
		);
	}
	return JSON.stringify({ name, nodes: kept, connections: ways, settings });
}
