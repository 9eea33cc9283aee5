import type { INodeProperties } from 'n8n-workflow';
import type { Scheme } from '../rules';
import { ONLY_FIELDS } from '../nodes/shared/sync/parameters';
import { placesIn, type Place } from './descriptions';
import { TEMPLATES, readTemplate } from './templates';
import type { WorkflowNode } from './types';

/** Something that the tenant file may choose for a scheme, and where it goes. */
export interface Choice {
	property: INodeProperties;
	/** The node that the consultant knows it from. */
	node: string;
	targets: Array<{ template: string; nodeId: string; place: Place }>;
}

/** Not for a file: set by the tenant's own keys, for one run only, or of no use in a sync. */
const NEVER = ['timeZone', 'allowOnce', 'includeRawPayroll', ...ONLY_FIELDS];

/** What is one for the whole company, and whose parameters it sets, so that no two workflows differ in it. */
export const SHARED: Record<string, Partial<Record<Scheme, string>>> = {
	keyPrefix: {
		users: 'keyPrefix',
		subcontractors: 'keyPrefix',
		customers: 'keyPrefix',
		projects: 'keyPrefix',
	},
	keySource: {
		users: 'keySource',
		subcontractors: 'keySource',
		customers: 'peopleKeySource',
		projects: 'peopleKeySource',
	},
	customerNumberSource: { customers: 'numberSource', projects: 'customerNumberSource' },
	projectNumberPrefix: { projects: 'numberPrefix' },
	paymentTermsPrefix: { customers: 'paymentTermsPrefix', projects: 'paymentTermsPrefix' },
	subcontractorCategories: { users: 'subcontractorCategories', subcontractors: 'subcontractorCategories' },
};

/** The shared key that sets this choice of a scheme, if one does. */
export function sharedKeyOf(scheme: Scheme, choice: string): string | undefined {
	return Object.keys(SHARED).find((key) => SHARED[key]?.[scheme] === choice);
}

/** All choices of a scheme by their key, the name of the parameter; taken from its templates and our nodes. */
export function choicesOf(scheme: Scheme): Map<string, Choice> {
	const known = CHOICES.get(scheme);
	if (known) return known;
	const choices = new Map<string, Choice>();
	const nodes = TEMPLATES.filter((use) => use.scheme === scheme).flatMap(({ file }) =>
		readTemplate(file).nodes.map((node) => ({ template: file, node })),
	);
	for (const { node } of nodes) {
		for (const { path, property } of placesIn(node)) {
			if (NEVER.includes(property.name) || choices.has(property.name) || !decides(node, path)) continue;
			choices.set(property.name, { property, node: node.name, targets: [] });
		}
	}
	for (const { template, node } of nodes) {
		for (const place of placesIn(node)) {
			choices.get(place.property.name)?.targets.push({ template, nodeId: node.id, place });
		}
	}
	CHOICES.set(scheme, choices);
	return choices;
}

const CHOICES = new Map<Scheme, Map<string, Choice>>();

/** The mapper and the sync are set up; of other nodes only the options. */
function decides({ parameters }: WorkflowNode, path: readonly string[]): boolean {
	return ['map', 'sync'].includes(String(parameters.operation)) || path[0] === 'options';
}
