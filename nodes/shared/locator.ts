import { NodeOperationError, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';

/** A record chosen from a searchable list, or by its id. */
export function recordLocator(options: {
	displayName: string;
	name: string;
	/** Method under `listSearch` that fills the list. */
	searchMethod: string;
	description: string;
	/** What an id looks like where it isn't a whole number. */
	placeholder?: string;
}): INodeProperties {
	const { displayName, name, searchMethod, description, placeholder = 'e.g. 4711' } = options;
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: searchMethod, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				// Without n8n's own check by an expression: it gives up after 250 ms by the clock, so that on a busy
				// machine a right id failed. Whoever reads the id checks it.
				placeholder,
			},
		],
	};
}

/**
 * The id that a locator or a plain field holds.
 * @throws NodeOperationError when it isn't a whole number above 0.
 */
export function idFrom(
	context: IExecuteFunctions,
	{ displayName, name }: Pick<INodeProperties, 'displayName' | 'name'>,
	itemIndex: number,
): number {
	const id = Number(context.getNodeParameter(name, itemIndex, '', { extractValue: true }));
	if (Number.isInteger(id) && id > 0) return id;
	throw new NodeOperationError(context.getNode(), `'${displayName}' has to be an ID, a whole number`, {
		itemIndex,
	});
}
