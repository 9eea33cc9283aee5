import type { N8nCredential, N8nWorkflow } from './n8nApi';
import type { Workflow } from './types';

export interface Linked {
	workflow: Workflow;
	/** Credentials that a person chose in n8n instead of those of the file. */
	instead: string[];
}

/**
 * Gives every credential of the workflow the id that n8n has for it. Where n8n has none of that name, or two, what a
 * person chose there stays. Where the key may not list credentials, n8n itself finds them by name.
 */
export function linkCredentials(
	workflow: Workflow,
	all: N8nCredential[] | undefined,
	there: N8nWorkflow | undefined,
): Linked {
	const copy = structuredClone(workflow);
	const instead = new Set<string>();
	for (const node of copy.nodes) {
		const before = there?.nodes.find(({ id }) => id === node.id)?.credentials ?? {};
		for (const [type, wanted] of Object.entries(node.credentials ?? {})) {
			const found = all?.filter((one) => one.type === type && one.name === wanted.name);
			const chosen = before[type];
			if (found?.length === 1) wanted.id = found[0]?.id ?? null;
			else if (chosen?.id && (chosen.name === wanted.name || found?.length === 0)) {
				if (chosen.name !== wanted.name) {
					instead.add(`uses "${chosen.name}", chosen in n8n; there is no "${wanted.name}"`);
				}
				Object.assign(wanted, { id: chosen.id, name: chosen.name });
			}
		}
	}
	return { workflow: copy, instead: [...instead] };
}

/** Names of the credentials that a person still has to choose. */
export function unlinked({ nodes }: Pick<N8nWorkflow, 'nodes'>): string[] {
	const names = nodes.flatMap(({ credentials = {} }) =>
		Object.values(credentials).flatMap(({ id, name }) => (id ? [] : [name])),
	);
	return [...new Set(names)];
}
