import type { FieldRule, Mode, Remarks } from '../shared/types';
import { furtherRule, type FurtherField } from './furtherField';
import { ownValue } from './ownValue';

/** A row that set-up adds to a scheme's table. */
export interface OwnRow {
	field: FurtherField;
	mode: Mode;
	/** Its values appear as "changed". */
	isSensitive: boolean;
	/**
	 * What it gives for a source record, as an expression leaves it.
	 * @throws Error when the expression can't be read.
	 */
	read(source: object): unknown;
}

/**
 * Rows of one's own as rows of the table, for one record.
 * @param source The record as the rows' expressions see it.
 */
export function ownRules<Source, Setup>(
	rows: readonly OwnRow[] | undefined,
	source: object,
): Array<FieldRule<Source, Setup>> {
	return (rows ?? []).map((row) => {
		const rule = furtherRule(row.field);
		return {
			...rule,
			mode: row.mode,
			choices: [],
			...(row.isSensitive ? { sensitive: true } : {}),
			map: (_source, _setup, remarks) => valueOf(row, source, remarks),
		};
	});
}

/** What can't be sent is a warning, and clears nothing. */
function valueOf({ field, read }: OwnRow, source: object, remarks: Remarks) {
	let given: unknown;
	try {
		given = read(source);
	} catch {
		// What an expression says of itself may quote the record.
		remarks.warn(`The expression of the own row '${field.target}' fails for this record: nothing is sent`);
		return undefined;
	}
	const outcome = ownValue(field, given);
	if ('value' in outcome) return outcome.value;
	remarks.warn(`The value of the own row '${field.target}' ${outcome.problem} and is not sent`);
	return undefined;
}
