import type { INodeProperties } from 'n8n-workflow';
import { cinodeProperties } from '../../nodes/Cinode/actions/properties.ts';
import { kleerProperties } from '../../nodes/Kleer/actions/properties.ts';
import { mapperProperties } from '../../nodes/KleerCinodeMapper/properties.ts';
import type { WorkflowNode } from './types.mts';

/** What the editor shows of our nodes: the only place that knows which parameters and values there are. */
const PROPERTIES: Record<string, INodeProperties[]> = {
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
export function setPlace(node: WorkflowNode, { path }: Place, value: unknown): void {
	const [first, child] = path;
	if (child === undefined) node.parameters[first] = value;
	else node.parameters[first] = { ...(node.parameters[first] as object), [child]: value };
}

/** Other conditions than the kind of node are left to whoever sets both parameters. */
function isShown({ displayOptions }: INodeProperties, { parameters }: WorkflowNode): boolean {
	return KINDS.every((kind) => {
		const values = displayOptions?.show?.[kind];
		return !Array.isArray(values) || (values as unknown[]).includes(parameters[kind]);
	});
}
