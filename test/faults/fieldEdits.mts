import { it } from 'vitest';
import type { PublishedRule } from '../../rules';

/** Runs this far apart have the daily compare between them. */
export const A_DAY = 26 * 60;

/** What somebody does by hand to one field, between two runs, of something that the sync made. */
export interface FieldEdit<Thing, World, Given, Patch = Partial<Thing>> {
	what: string;
	edit: (was: Thing, world: World) => Patch;
	/** Modes in which it is put back; in others it stays as it was edited. */
	back: string[];
	/** What is there afterwards in those modes, where it isn't what was there before. */
	becomes?: (was: Thing, world: World) => Patch;
	/** What the source has, before the sync makes the thing. */
	given?: Given;
}

/** Modes that put back what was changed, and what was emptied. */
export const CHANGED = ['always', 'mirror'];
export const EMPTIED = [...CHANGED, 'ifEmpty'];

/** Edits of a plain field: changed, emptied, and filled where the source has nothing. */
export function plainEdits<Patch, Given>(source: 'Kleer' | 'Cinode') {
	return (patch: Patch, cleared: Patch, empty?: Given) => [
		{ what: 'changed', edit: () => patch, back: CHANGED },
		{ what: 'emptied', edit: () => cleared, back: EMPTIED },
		...(empty
			? [{ what: `filled, empty in ${source}`, edit: () => patch, back: ['mirror'], given: empty }]
			: []),
	];
}

/**
 * Each edit in every mode that its field may have.
 * @param needsNoSync Whether it can be made where the field was never sent.
 */
export function inEveryMode<Rule extends PublishedRule, Edit extends { what: string }>(
	rules: readonly Rule[],
	edits: Record<string, Edit[]>,
	needsNoSync: (edit: Edit, rule: Rule) => boolean,
) {
	return rules.flatMap((rule) =>
		(edits[rule.field] ?? []).flatMap((edit) =>
			[...new Set([rule.mode, ...rule.choices])]
				.filter((mode) => mode !== 'off' || needsNoSync(edit, rule))
				.map((mode) => ({ ...edit, rule, mode, name: `${rule.field} in mode ${mode}: ${edit.what}` })),
		),
	);
}

/**
 * The test of a case that may be known to fail; it fails as soon as it doesn't any more.
 * @param knownWrong Cases in which the product is known to be wrong, and why.
 */
export function testOf(
	name: string,
	knownWrong: Record<string, string>,
): (name: string, test: () => Promise<void>) => void {
	return name in knownWrong ? it.fails : it;
}
