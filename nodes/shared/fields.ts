import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simple',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

const COLLECTIONS = {
	'Additional Fields': {
		name: 'additionalFields',
		placeholder: 'Add Field',
		description: 'What else the new record holds; all of it may be left out',
	},
	'Update Fields': {
		name: 'updateFields',
		placeholder: 'Add Field',
		description: 'The fields to change; all others stay as they are',
	},
	Filters: {
		name: 'filters',
		placeholder: 'Add Filter',
		description: 'Only records that pass all of these; none gives everything',
	},
};

/** A collection of optional fields. */
export function fieldCollection(
	displayName: keyof typeof COLLECTIONS,
	options: INodeProperties[],
): INodeProperties {
	const { name, placeholder, description } = COLLECTIONS[displayName];
	return { displayName, name, type: 'collection', placeholder, default: {}, description, options };
}

/** The fields of a collection that hold something. */
export function filledFields(context: IExecuteFunctions, name: string, itemIndex: number): IDataObject {
	const fields = context.getNodeParameter(name, itemIndex, {}) as IDataObject;
	return Object.fromEntries(
		Object.entries(fields).filter(([, value]) => value !== '' && value !== null && value !== undefined),
	);
}

/** @throws NodeOperationError when there is nothing to update. */
export function updateFields(context: IExecuteFunctions, itemIndex: number): IDataObject {
	const fields = filledFields(context, 'updateFields', itemIndex);
	if (Object.keys(fields).length > 0) return fields;
	throw new NodeOperationError(context.getNode(), "'Update Fields' is empty: add the fields to change", {
		itemIndex,
	});
}

/**
 * Text that has to be there.
 * @throws NodeOperationError
 */
export function requiredText(
	context: IExecuteFunctions,
	{ displayName, name }: Pick<INodeProperties, 'displayName' | 'name'>,
	itemIndex: number,
): string {
	const text = String(context.getNodeParameter(name, itemIndex, '')).trim();
	if (text) return text;
	throw new NodeOperationError(context.getNode(), `'${displayName}' has to be filled`, { itemIndex });
}
