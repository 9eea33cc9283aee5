import { SCHEMES, SCHEME_NAMES, type Scheme } from '../rules';
import type { Connections, Workflow } from './types';

/** The nodes of the look-up that only a scheme needs, by the ids of the template. */
const NODES: Record<Scheme, string[]> = {
	users: ['users'],
	subcontractors: ['subcontractors'],
	customers: ['customers'],
	projects: ['by-identifier', 'by-title', 'projects-found', 'projects-meant', 'each-project', 'projects'],
};

/** Takes out of the look-up what it can't ask: a scheme that is off has no workflow. */
export function withoutSchemes(workflow: Workflow, on: readonly Scheme[]): void {
	const off = SCHEME_NAMES.filter((scheme) => !on.includes(scheme));
	const gone = new Set(off.flatMap((scheme) => NODES[scheme]));
	const names = new Set(workflow.nodes.flatMap(({ id, name }) => (gone.has(id) ? [name] : [])));
	workflow.nodes = workflow.nodes.filter(({ id }) => !gone.has(id));
	const ways: Connections = {};
	for (const [from, types] of Object.entries(workflow.connections)) {
		if (names.has(from)) continue;
		ways[from] = Object.fromEntries(
			Object.entries(types).map(([type, outputs]) => [
				type,
				outputs.map((ends) => (ends ?? []).filter(({ node }) => !names.has(node))),
			]),
		);
	}
	workflow.connections = ways;
	const titles = off.map((scheme) => SCHEMES[scheme].title as string);
	for (const { id, parameters } of workflow.nodes) {
		if (id === 'form') parameters.formFields = withoutOptions(parameters.formFields, titles);
	}
}

function withoutOptions(formFields: unknown, titles: string[]): unknown {
	const { values = [] } = formFields as {
		values?: Array<{ fieldOptions?: { values: Array<{ option: string }> } }>;
	};
	return {
		values: values.map((field) =>
			field.fieldOptions
				? {
						...field,
						fieldOptions: {
							values: field.fieldOptions.values.filter(({ option }) => !titles.includes(option)),
						},
					}
				: field,
		),
	};
}
