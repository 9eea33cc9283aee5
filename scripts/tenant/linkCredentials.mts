import type { N8nCredential, N8nWorkflow } from './n8nApi.mts';
import type { Workflow } from './types.mts';

/**
 * Gives every credential of the workflow the id that n8n has for it. Where the name is there twice or not at all, or
 * the key may not list credentials, what a person chose in n8n stays; else n8n itself tries by name.
 */
export function linkCredentials(
	workflow: Workflow,
	all: N8nCredential[] | undefined,
	there: N8nWorkflow | undefined,
): Workflow {
	const copy = structuredClone(workflow);
	for (const node of copy.nodes) {
		const before = there?.nodes.find(({ id }) => id === node.id)?.credentials ?? {};
		for (const [type, wanted] of Object.entries(node.credentials ?? {})) {
			const found = (all ?? []).filter((one) => one.type === type && one.name === wanted.name);
			const chosen = before[type];
			const [only] = found;
			if (only && found.length === 1) wanted.id = only.id;
			else if (
				chosen?.id &&
				(all ? found.length === 0 || chosen.name === wanted.name : chosen.name === wanted.name)
			) {
				Object.assign(wanted, { id: chosen.id, name: chosen.name });
			}
		}
	}
	return copy;
}

/** Names of the credentials that a person still has to choose. */
export function unlinked({ nodes }: Pick<N8nWorkflow, 'nodes'>): string[] {
	const names = nodes.flatMap(({ credentials = {} }) =>
		Object.values(credentials).flatMap(({ id, name }) => (id ? [] : [name])),
	);
	return [...new Set(names)];
}
