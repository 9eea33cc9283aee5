import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { agentFields } from './agents/agent';
import type { ItemOperation } from './items';
import { showFor } from './showFor';

/** Works on all items at once and has its own outputs. */
export type BatchOperation = (context: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

/** What the editor and an AI agent are told about an operation. */
export interface OperationTexts {
	name: string;
	value: string;
	/** As the node's panel lists it: "Get many customers". */
	action: string;
	description: string;
}

/** An operation with all that belongs to it: texts, parameters, and what it does with one item or with all of them. */
export type Operation = OperationTexts & {
	/** Its parameters; where they are shown follows from the operation. */
	properties: INodeProperties[];
} & ({ execute: ItemOperation } | { executeAll: BatchOperation });

/** A resource of a node; it is declared nowhere else. */
export interface Resource {
	/** In the dropdown. */
	title: string;
	value: string;
	/** The operation that is chosen at first. */
	defaultOperation: string;
	operations: Operation[];
}

/** Whether an operation takes whole items, which an AI agent could make up. */
export function isBatch(operation: Operation): operation is Operation & { executeAll: BatchOperation } {
	return 'executeAll' in operation;
}

/** A node's parameters: *Resource*, for each resource *Operation*, the operations' own, and what concerns AI agents. */
export function propertiesOf(resources: Resource[], defaultResource: string): INodeProperties[] {
	const batches = resources.flatMap(({ operations }) => operations.filter(isBatch).map(({ value }) => value));
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: byName(resources.map(({ title: name, value }) => ({ name, value }))),
			default: defaultResource,
		},
		...resources.flatMap(({ value: resource, defaultOperation, operations }) => [
			{
				...operationField(operations, defaultOperation),
				displayOptions: { show: { resource: [resource] } },
			},
			...byName(operations).flatMap(({ value, properties }) => showFor(resource, value, properties)),
		]),
		...agentFields([...new Set(batches)]),
	];
}

/** The dropdown of operations. */
export function operationField(operations: OperationTexts[], defaultOperation: string): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: byName(operations).map(({ name, value, action, description }) => ({
			name,
			value,
			action,
			description,
		})),
		default: defaultOperation,
	};
}

/** As n8n wants its lists. */
function byName<T extends { name: string }>(list: T[]): T[] {
	return list.toSorted((a, b) => a.name.localeCompare(b.name));
}
