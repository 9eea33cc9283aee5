import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import {
	MODES,
	SCHEMES,
	aliasOf,
	customField,
	ownValue,
	takes,
	type FurtherField,
	type Mode,
	type OwnRow,
	type Scheme,
} from '../../../rules';
import { RowExpression, evaluateAll } from './expressions';

export interface OwnRows {
	rows: OwnRow[];
	/** What nobody notices otherwise: expressions that gave no record a value, as one with a misspelt field does. */
	silent(): string[];
}

/** Rows of one's own as the parameters say; what is wrong with one stops the node, and names it. */
export async function readOwnRows(
	context: IExecuteFunctions,
	scheme: Scheme,
	items: INodeExecutionData[],
): Promise<OwnRows> {
	// Raw: an expression for a value is read for each record.
	const { rows = [] } = (context.getNode().parameters.ownRows ?? {}) as { rows?: Array<{ value?: unknown }> };
	const own: OwnRow[] = [];
	const expressions: Array<{ name: string; expression: RowExpression }> = [];
	for (const [index, { value }] of rows.entries()) {
		const get = (name: string, fallback: unknown) =>
			context.getNodeParameter(`ownRows.rows[${index}].${name}`, 0, fallback);
		const stop = (message: string, description = '') => {
			throw new NodeOperationError(context.getNode(), message, { description, itemIndex: 0 });
		};
		const field = fieldOf(scheme, String(get('field', '') ?? ''), index + 1, stop);
		const before = own.findIndex((row) => row.field.field === field.field);
		if (before >= 0) {
			stop(`The own rows ${before + 1} and ${index + 1} both write '${field.target}': take one of them away`);
		}
		const name = `The own row ${index + 1} ('${field.target}')`;
		const mode = String(get('mode', 'always'));
		if (!Object.hasOwn(MODES, mode))
			stop(`${name} has a mode that there isn't: ${Object.keys(MODES).join(', ')}`);
		const row = { field, mode: mode as Mode, isSensitive: get('sensitive', false) === true };
		if (typeof value === 'string' && value.startsWith('=')) {
			const expression = new RowExpression(value.slice(1));
			if (mode !== 'off') expressions.push({ name, expression });
			own.push({ ...row, read: (source) => expression.read(source) });
		} else {
			checkConstant(field, value, name, stop);
			own.push({ ...row, read: () => value });
		}
	}
	if (expressions.length > 0) {
		const all = expressions.map(({ expression }) => expression);
		await evaluateAll(context, all, items);
	}
	return {
		rows: own,
		silent: () =>
			expressions
				.filter(({ expression }) => expression.askedInVain > 0)
				.map(
					({ name, expression: { askedInVain: count } }) =>
						`${name} has no value for ${count === 1 ? 'the only record' : `any of ${count} records`}: look at its expression`,
				),
	};
}

type Stop = (message: string, description?: string) => never;

/** The field that a row names: no row of the table, nothing that is the target's identity or log-in. */
function fieldOf(scheme: Scheme, name: string, row: number, stop: Stop): FurtherField {
	const { furtherFields, rules, target } = SCHEMES[scheme];
	const alias = scheme === 'projects' ? aliasOf(name) : undefined;
	const found = alias ? customField(alias) : furtherFields.find(({ field }) => field === name);
	if (found) return found;
	if (name === '') return stop(`The own row ${row} names no field: choose one under 'Own Rows'`);
	const inTable = rules.find(({ field }) => field === name);
	if (inTable) {
		return stop(
			`The own row ${row} names '${inTable.target}', which is a row of the field table`,
			inTable.choices.length > 0
				? "Its mode is under 'Field Modes'; take the own row away."
				: 'That row is locked; take the own row away.',
		);
	}
	return stop(
		`The own row ${row} names '${name}', which no own row can write in ${target}`,
		`Choose one of: ${furtherFields.map((one) => one.target).join(', ')}.`,
	);
}

function checkConstant(field: FurtherField, value: unknown, name: string, stop: Stop): void {
	const outcome = ownValue(field, value);
	if ('problem' in outcome)
		stop(`The value of ${lower(name)} ${outcome.problem}`, `It takes ${takes(field)}.`);
	else if (outcome.value === null || outcome.value === undefined) {
		stop(`${name} has no value`, `Give it ${takes(field)}, or an expression.`);
	}
}

const lower = (name: string) => `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`;
