import { cleanText } from './plainText';
import { maskPrivateText } from './privateText';
import type { FieldRule, FieldValue, Mode, Remarks, Values } from './types';

/** The mode that holds for a row: set-up's choice where the row allows it, else the table's. */
function modeOf<Source, Setup>(rule: FieldRule<Source, Setup>, chosen: Record<string, Mode>): Mode {
	const choice = chosen[rule.field];
	return choice && rule.choices.includes(choice) ? choice : rule.mode;
}

/** Reads every row that isn't off. A value that the source doesn't say is left out, so it never clears anything. */
export function mapFields<Source, Setup>(
	rules: ReadonlyArray<FieldRule<Source, Setup>>,
	source: Source,
	setup: Setup,
	chosenModes: Record<string, Mode>,
	remarks: Remarks,
): { values: Values; modes: Record<string, Mode> } {
	const values: Values = {};
	const modes: Record<string, Mode> = {};
	for (const rule of rules) {
		const mode = modeOf(rule, chosenModes);
		if (mode === 'off') continue;
		const value = rule.map(source, setup, remarks);
		if (value === undefined) continue;
		values[rule.field] = value;
		if (mode !== 'always') modes[rule.field] = mode;
	}
	return { values, modes };
}

/** Whether a value of this row must not be seen. */
export function isSensitive(rule: Pick<FieldRule<never, never>, 'sensitive'>, value: FieldValue): boolean {
	return typeof rule.sensitive === 'function' ? rule.sensitive(value) : rule.sensitive === true;
}

/** Free text of a source, as it stands; `null` when it is empty, `undefined` when the source doesn't say. */
export function textOf(value: string | null | undefined): string | null | undefined {
	if (!value) return value === undefined ? undefined : null;
	return cleanText(value) === '' ? null : value.trim();
}

/** A name or a number of a source, cleaned; `null` when it is empty, `undefined` when the source doesn't say. */
export function cleanOf(value: string | null | undefined): string | null | undefined {
	return value === undefined ? undefined : cleanText(value ?? '') || null;
}

/** Collects what the rules say about one record; the same words are kept once. */
export class RecordRemarks implements Remarks {
	readonly warnings: string[] = [];
	readonly notes: string[] = [];
	readonly reasons: string[] = [];

	warn(text: string) {
		addOnce(this.warnings, maskPrivateText(text));
	}

	note(text: string) {
		addOnce(this.notes, maskPrivateText(text));
	}

	reject(reason: string) {
		addOnce(this.reasons, maskPrivateText(reason));
	}
}

function addOnce(list: string[], text: string) {
	if (!list.includes(text)) list.push(text);
}
