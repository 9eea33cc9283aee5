import type { INodeProperties } from 'n8n-workflow';
import { cinodeProperties } from '../nodes/Cinode/actions';
import { kleerProperties } from '../nodes/Kleer/actions';
import { mapperProperties } from '../nodes/KleerCinodeMapper/properties';
import type { WorkflowNode } from './types';

/** What the editor shows of our nodes: the only place that knows which parameters and values there are. */
export const PROPERTIES: Record<string, INodeProperties[]> = {
	'n8n-nodes-kleer-cinode.cinode': cinodeProperties,
	'n8n-nodes-kleer-cinode.kleer': kleerProperties,
	'n8n-nodes-kleer-cinode.kleerCinodeMapper': mapperProperties,
};

/** These choose what the node does; a template without them has the node's default. */
const KINDS = ['resource', 'operation', 'scheme'];

/** A parameter of a node, or one entry of its collection `options`. */
export interface Place {
	path: [string] | ['options', string];
	property: INodeProperties;
}

/** The parameters that the editor shows for this node, of our nodes. */
export function placesIn(node: WorkflowNode): Place[] {
	return (PROPERTIES[node.type] ?? [])
		.filter((property) => !KINDS.includes(property.name) && property.type !== 'notice')
		.filter((property) => isShown(property, node))
		.flatMap((property): Place[] => {
			if (property.name !== 'options' || property.type !== 'collection') {
				return [{ path: [property.name], property }];
			}
			return (property.options as INodeProperties[]).map((child) => ({
				path: ['options', child.name],
				property: child,
			}));
		});
}

/** Gives a node's parameter this value. */
export function setPlace(node: WorkflowNode, { path, property }: Place, value: unknown): void {
	const [first, child] = path;
	const given = asInEditor(property, value);
	// A table that the template has whole stays whole.
	if (child === undefined && property.type !== 'collection') node.parameters[first] = given;
	else {
		const more = child === undefined ? (given as object) : { [child]: given };
		node.parameters[first] = { ...(node.parameters[first] as object), ...more };
	}
}

/** n8n's editor shows a date only with its time. */
function asInEditor({ type }: INodeProperties, value: unknown): unknown {
	const isDate = type === 'dateTime' && typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
	return isDate ? `${value}T00:00:00` : value;
}

/** Other conditions than the kind of node are left to the caller, who sets both parameters. */
function isShown({ displayOptions }: INodeProperties, { parameters }: WorkflowNode): boolean {
	// The templates give no node to an agent.
	if (displayOptions?.show?.['@tool']) return false;
	return KINDS.every((kind) => {
		const values = displayOptions?.show?.[kind];
		return !Array.isArray(values) || (values as unknown[]).includes(parameters[kind]);
	});
}
