import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

/** Return All and Limit, as in n8n's own nodes. */
export const returnAllAndLimit: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

/** How many results the parameters ask for. */
export function limitOf(context: IExecuteFunctions, itemIndex: number): number {
	return context.getNodeParameter('returnAll', itemIndex)
		? Infinity
		: (context.getNodeParameter('limit', itemIndex) as number);
}

/** A filter by part of a text, which is done here. */
export function searchFilter(description: string, placeholder: string): INodeProperties {
	return { displayName: 'Search', name: 'term', type: 'string', default: '', placeholder, description };
}
