import { alikeDate, alikeNumber, alikeText } from '../shared/alike';
import { ANY_MODE } from '../shared/modes';
import type { FieldRule } from '../shared/types';

/**
 * Further fields: what the target's API can read and write and no row of the field table has. A row of one's own writes
 * one of them (docs/field-rules.md#rows-of-ones-own).
 */

/** What a further field holds, and what of it the target can hold. */
type Kind =
	| { kind: 'text' | 'date' | 'yesNo' }
	/** In the currency's whole units; the target keeps it in öre. */
	| { kind: 'amount' }
	/** Up to this many, and down to as many below 0. */
	| { kind: 'wholeNumber'; limit: number }
	| { kind: 'choice'; choices: ReadonlyArray<{ value: number | string; name: string }> };

export type FurtherField = Kind & {
	/** Name in `values`: the target API's. */
	field: string;
	/** What people call it; the name in results. */
	target: string;
	/** Values appear as "changed", whatever set-up says. */
	sensitive?: true;
	/** One sentence for the table in the docs and for the editor. */
	note: string;
};

interface ValueOf {
	text: string;
	date: string;
	yesNo: boolean;
	amount: number;
	wholeNumber: number;
	choice: number | string;
}

/** The values that rows of one's own give, by field. */
export type FurtherValues<Fields extends readonly FurtherField[]> = {
	[Field in Fields[number] as Field['field']]?: ValueOf[Field['kind']] | null;
};

/** What the vendors' schemas call int32 and int64; of the latter, what a number is sure to hold. */
export const INT32 = 2 ** 31 - 1;
export const INT64 = Number.MAX_SAFE_INTEGER;

/** A further field as a row: what a target needs to compare, to write and to tell of it. */
export function furtherRule({
	field,
	target,
	sensitive,
	note,
	...what
}: FurtherField): Omit<FieldRule<never, never>, 'map'> {
	return {
		field,
		target,
		source: OWN_ROW,
		mode: 'always',
		choices: ANY_MODE,
		note,
		...(sensitive ? { sensitive } : {}),
		...(what.kind === 'amount' ? { inOre: true } : {}),
		...EQUAL[what.kind],
	};
}

/** What stands for the source of a row of one's own. */
const OWN_ROW = 'Own Row';

const EQUAL: Record<FurtherField['kind'], Pick<FieldRule<never, never>, 'equal'>> = {
	// Texts are compared as the table's are.
	text: {},
	yesNo: {},
	date: { equal: alikeDate },
	amount: { equal: alikeNumber },
	wholeNumber: { equal: alikeNumber },
	choice: { equal: alikeText },
};
