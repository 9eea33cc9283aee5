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

export interface OwnRows {
	rows: OwnRow[];
	/** What nobody notices otherwise: expressions that gave no record a value, as one with a misspelt field does. */
	silent(): string[];
}

/** Rows of one's own as the parameters say; what is wrong with one stops the node, and names it. */
export function readOwnRows(
	context: IExecuteFunctions,
	scheme: Scheme,
	items: INodeExecutionData[],
): OwnRows {
	// Raw: an expression for a value is read for each record.
	const { rows = [] } = (context.getNode().parameters.ownRows ?? {}) as { rows?: Array<{ value?: unknown }> };
	if (rows.length === 0) return { rows: [], silent: () => [] };
	const positions = new Map<object, number>(items.map(({ json }, item) => [json, item]));
	const own: OwnRow[] = [];
	const counts: Array<{ name: string; asked: number; said: number }> = [];
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
		const expression = expressionIn(value);
		if (expression === undefined) checkConstant(field, value, name, stop);
		const count = { name, asked: 0, said: 0 };
		counts.push(count);
		own.push({
			field,
			mode: mode as Mode,
			isSensitive: get('sensitive', false) === true,
			read(source) {
				if (expression === undefined) return value;
				count.asked++;
				const given = evaluated(context, expression, positions.get(source) ?? 0);
				if (given !== undefined) count.said++;
				return given;
			},
		});
	}
	return {
		rows: own,
		silent: () =>
			counts
				.filter(({ asked, said }) => asked > 0 && said === 0)
				.map(
					({ name, asked }) =>
						`${name} has no value for ${asked === 1 ? 'the only record' : `any of ${asked} records`}: look at its expression`,
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

/** The expression without n8n's sign for one; `undefined` for a value that is the same for all. */
function expressionIn(value: unknown): string | undefined {
	return typeof value === 'string' && value.startsWith('=') ? value.slice(1) : undefined;
}

/** What an expression alone gives; n8n makes nothing of one that fails, and that is "not said". */
const ALONE = /^\{\{(?:(?!\{\{)[\s\S])*\}\}$/;

/**
 * What an expression gives for an item. In a text with expressions inside, n8n makes "" of one that fails, so that a
 * blank one says nothing, and not "empty".
 */
function evaluated(context: IExecuteFunctions, expression: string, item: number): unknown {
	const value: unknown = context.evaluateExpression(expression, item);
	const isBlank = typeof value === 'string' && value.trim() === '';
	return isBlank && !ALONE.test(expression) ? undefined : value;
}
