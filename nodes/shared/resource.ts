import type { INodeProperties } from 'n8n-workflow';
import type { ItemOperation } from './items';
import { showFor } from './showFor';

/** One operation with everything that the editor and an AI agent are told about it. */
export interface ItemOperationTexts {
	name: string;
	value: string;
	action: string;
	description: string;
	properties: INodeProperties[];
	execute: ItemOperation;
}

/** A resource whose operations each work on one item. */
export interface ItemResource {
	operations: Record<string, ItemOperation>;
	properties: INodeProperties[];
}

/** @param operations In alphabetical order of their names. */
export function itemResource(
	resource: string,
	defaultOperation: string,
	operations: ItemOperationTexts[],
): ItemResource {
	return {
		operations: Object.fromEntries(operations.map(({ value, execute }) => [value, execute])),
		properties: [
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: [resource] } },
				options: operations.map(({ name, value, action, description }) => ({
					name,
					value,
					action,
					description,
				})),
				default: defaultOperation,
			},
			...operations.flatMap(({ value, properties }) => showFor(resource, value, properties)),
		],
	};
}
