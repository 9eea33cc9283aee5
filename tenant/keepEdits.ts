import { placesIn } from './descriptions';
import { NODE_FIELDS, PEOPLES_FIELDS } from './merge';
import { same } from './same';
import type { N8nWorkflow } from './n8nApi';
import { differingParameters, shownParameter } from './parameters';
import type { Workflow, WorkflowNode } from './types';

/** A node, or the settings, that a person changed by hand, and what of it. */
export interface Edit {
	node: string;
	what: string[];
}

/** How people may arrange a node is theirs in any case; the rest decides what n8n does. */
const FIELDS = NODE_FIELDS.filter(
	(field) =>
		!['id', 'name', 'type', 'parameters', 'credentials', 'webhookId', ...PEOPLES_FIELDS].includes(field),
);

/** What each setting of a node is called in the editor. */
const NAMES: Record<string, string> = {
	onError: 'On Error',
	continueOnFail: 'On Error',
	alwaysOutputData: 'Always Output Data',
	executeOnce: 'Execute Once',
	retryOnFail: 'Retry On Fail',
	maxTries: 'Max Tries',
	waitBetweenTries: 'Wait Between Tries',
};

/**
 * What a person changed by hand, kept in what shall be there.
 * @param base What set-up made of its choices: whatever differs from it was done by hand.
 * @param wanted What set-up makes of the new choices; it is changed.
 * @param isThere Whether n8n has a workflow of that id: a reference to one that is gone is no edit.
 */
export function keepEdits(
	base: Workflow,
	there: N8nWorkflow,
	wanted: Workflow,
	isThere: (id: string) => boolean,
): Edit[] {
	const edits: Edit[] = [];
	for (const now of there.nodes) {
		const before = base.nodes.find(({ id }) => id === now.id);
		const target = wanted.nodes.find(({ id }) => id === now.id);
		if (!before || !target) continue;
		const what = [...keepFields(before, now, target), ...keepParameters(before, now, target, isThere)];
		if (what.length > 0) edits.push({ node: now.name, what: [...new Set(what)] });
	}
	const settings = Object.keys(base.settings).filter(
		(key) =>
			!same(base.settings[key], there.settings?.[key]) &&
			(key !== 'errorWorkflow' || isThere(String(there.settings?.[key]))),
	);
	for (const key of settings) wanted.settings[key] = there.settings?.[key];
	if (settings.length > 0) edits.push({ node: 'Settings', what: settings });
	return edits;
}

function keepFields(before: WorkflowNode, now: WorkflowNode, target: WorkflowNode): string[] {
	return FIELDS.flatMap((field) => {
		const key = field as keyof WorkflowNode;
		if (same(before[key], now[key]) || (!before[key] && !now[key])) return [];
		Object.assign(target, { [field]: now[key] });
		return [NAMES[field] ?? field];
	});
}

function keepParameters(
	before: WorkflowNode,
	now: WorkflowNode,
	target: WorkflowNode,
	isThere: (id: string) => boolean,
): string[] {
	return differingParameters(before, now).flatMap((path) => {
		const [key = '', child] = path;
		if (isNewHere(before, now, path)) return [];
		const value = shownParameter(now, path);
		if (key === 'workflowId' && !isThere(String((value as { value?: unknown })?.value))) return [];
		if (child === undefined) target.parameters[key] = value;
		else target.parameters[key] = { ...(target.parameters[key] as object), [child]: value };
		return [calledInEditor(before, path)];
	});
}

/** What the template computes and an older one didn't have: nobody took it out by hand. */
function isNewHere(before: WorkflowNode, now: WorkflowNode, [key = '', child]: string[]): boolean {
	const of = ({ parameters }: WorkflowNode) =>
		child === undefined ? parameters[key] : (parameters[key] as Record<string, unknown> | undefined)?.[child];
	const made = of(before);
	return typeof made === 'string' && made.startsWith('=') && of(now) === undefined;
}

function calledInEditor(node: WorkflowNode, path: string[]): string {
	const found = placesIn(node).find((place) => same(place.path, path));
	return found?.property.displayName.replace(/ Names? or IDs?$/, '') ?? path.join('.');
}
