import type { INodeProperties, NodePropertyTypes } from 'n8n-workflow';
import { MODES, SCHEMES, type FurtherField, type Scheme } from '../../../rules';
import { rowsField } from '../setupFields';

type Kind = FurtherField['kind'];
type Of<K extends Kind> = Extract<FurtherField, { kind: K }>;

/** Rows that set-up adds to a scheme's table: a further field, its value, its mode. */
export function ownRowsField(scheme: Scheme): INodeProperties {
	const { furtherFields, target } = SCHEMES[scheme];
	return rowsField(
		{
			displayName: 'Own Rows',
			name: 'ownRows',
			placeholder: 'Add Row',
			description: `Further fields of ${target}, with values of your own; they are treated as the table’s rows are`,
		},
		'Row',
		[
			fieldField(scheme),
			...valueFields(furtherFields),
			{
				displayName: 'Mode',
				name: 'mode',
				type: 'options',
				options: Object.entries(MODES).map(([value, texts]) => ({ ...texts, value })),
				default: 'always',
				description: 'When the field is written',
			},
			{
				displayName: 'Sensitive',
				name: 'sensitive',
				type: 'boolean',
				default: false,
				description: 'Whether results and reports show it as “changed” only',
			},
		],
	);
}

/** Kleer's projects have fields of the company's own, too, so their list is asked for. */
function fieldField(scheme: Scheme): INodeProperties {
	const type: NodePropertyTypes = 'options';
	const common = { name: 'field', type, required: true, default: '' };
	if (scheme === 'projects') {
		return {
			...common,
			displayName: 'Target Field Name or ID',
			typeOptions: { loadOptionsMethod: 'getOwnFields' },
			description:
				'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		};
	}
	return {
		...common,
		displayName: 'Target Field',
		noDataExpression: true,
		options: fieldOptions(SCHEMES[scheme].furtherFields),
		description: 'A field that has no row in the table',
	};
}

/** Further fields as dropdown entries, by name. */
export function fieldOptions(fields: readonly FurtherField[]) {
	return [...fields]
		.sort((a, b) => a.target.localeCompare(b.target))
		.map(({ field: value, target: name, note: description }) => ({ name, value, description }));
}

/**
 * One input for each kind, all of one name, so that the editor itself says what doesn't fit; text for the rest. None has
 * a value by itself but yes or no: an empty one is marked.
 */
function valueFields(fields: readonly FurtherField[]): INodeProperties[] {
	const of = <K extends Kind>(kind: K) => fields.filter((field): field is Of<K> => field.kind === kind);
	const whole = (limit: number) => ({ numberPrecision: 0, minValue: -limit, maxValue: limit });
	const limits = [...new Set(of('wholeNumber').map(({ limit }) => limit))];
	const others = fields.filter(({ kind }) => kind !== 'text').map(({ field }) => field);
	return [
		input('string', '', { displayOptions: { hide: { field: others } } }),
		...limits.map((limit) =>
			inputOf(
				'number',
				'',
				of('wholeNumber').filter((one) => one.limit === limit),
				{
					typeOptions: whole(limit),
				},
			),
		),
		inputOf('number', '', of('amount'), { typeOptions: { numberPrecision: 2 } }),
		inputOf('dateTime', '', of('date')),
		inputOf('boolean', false, of('yesNo')),
		...of('choice').map((field) =>
			inputOf('options', '', [field], {
				options: field.choices.map(({ value, name }) => ({ value, name })),
			}),
		),
	].filter((one) => one !== undefined);
}

/** The input of these fields; none where there are no such fields. */
function inputOf(
	type: NodePropertyTypes,
	fallback: INodeProperties['default'],
	fields: readonly FurtherField[],
	more: Partial<INodeProperties> = {},
): INodeProperties | undefined {
	if (fields.length === 0) return undefined;
	return input(type, fallback, {
		...more,
		displayOptions: { show: { field: fields.map(({ field }) => field) } },
	});
}

function input(
	type: NodePropertyTypes,
	fallback: INodeProperties['default'],
	more: Partial<INodeProperties>,
): INodeProperties {
	return {
		displayName: 'Value',
		name: 'value',
		type,
		default: fallback,
		required: true,
		hint: 'A value for all, or an expression, which is read for each record',
		...more,
	};
}
