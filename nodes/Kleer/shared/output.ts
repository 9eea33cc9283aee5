import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

/**
 * How much of a record with many fields comes back. Everything by default, since the mapper needs it: "Simplify" would
 * be on by default (n8n’s guidelines for users), and empty what the templates map.
 */
export function outputFields(): INodeProperties[] {
	return [
		{
			displayName: 'Output',
			name: 'output',
			type: 'options',
			options: [
				{ name: 'Everything', value: 'everything', description: 'All fields; the mapper needs them' },
				{ name: 'Selected Fields', value: 'selected', description: 'The fields that you name' },
				{ name: 'Simplified', value: 'simplified', description: 'At most ten fields that people look for' },
			],
			default: 'everything',
			description: 'How much of each record comes back',
		},
		{
			displayName: 'Fields',
			name: 'outputFields',
			type: 'string',
			default: '',
			placeholder: 'e.g. name, email',
			displayOptions: { show: { output: ['selected'] } },
			description: 'Names of the fields as the output has them, with commas between them',
		},
	];
}

/** The part of a record that 'Output' asks for. */
export function outputOf(
	context: IExecuteFunctions,
	itemIndex: number,
	record: IDataObject,
	simplified: (record: IDataObject) => IDataObject,
): IDataObject {
	const output = context.getNodeParameter('output', itemIndex, 'everything') as string;
	if (output === 'everything') return record;
	if (output === 'simplified') return simplified(record);
	const names = String(context.getNodeParameter('outputFields', itemIndex, ''))
		.split(',')
		.map((name) => name.trim())
		.filter(Boolean);
	if (names.length > 0) return picked(record, names);
	throw new NodeOperationError(context.getNode(), "'Fields' is empty: name the fields to return", {
		itemIndex,
	});
}

/** Some fields of a record; what it doesn't have stays out. */
export function picked(record: IDataObject, names: string[]): IDataObject {
	return Object.fromEntries(names.filter((name) => name in record).map((name) => [name, record[name]]));
}
