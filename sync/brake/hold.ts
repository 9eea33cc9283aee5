import { CAUSES, causesOf, type BrakeLimits, type BrakeVerdict, type Candidate, type Cause } from './brake';
import type { RunMemory } from '../memory/runMemory';

/** As what the brake holds a record: for a cause, or because it came in the same run as those. */
export const HOLD_CAUSES = [...CAUSES, 'bystander'] as const;
export type HoldCause = (typeof HOLD_CAUSES)[number];

export interface Hold {
	/** As what the safety brake holds it, under the same limits; empty when it doesn't. */
	held: HoldCause[];
	holdEntries: string[];
}

/** As what a run that the brake stopped holds a record: a cause that didn't trip it may add to one that does. */
export function holdCausesOf(candidate: Candidate, tripped: Cause[]): HoldCause[] {
	const causes = causesOf(candidate);
	return causes.some((cause) => tripped.includes(cause)) ? causes : [...causes, 'bystander'];
}

/**
 * Whether somebody who was held still is: those of one cause as long as they are too many together, and who was only
 * there as long as anybody for whom the brake was tripped.
 */
export function isHeld(
	held: HoldCause[],
	{ tripped }: Pick<BrakeVerdict, 'tripped'> = { tripped: [] },
): boolean {
	if (tripped.length === 0) return false;
	return held.some((as) => as === 'bystander' || tripped.includes(as));
}

/** Why a held record waits. */
export function holdReason(held: HoldCause[]): string {
	return held.includes('bystander')
		? 'Waits for those that the safety brake holds'
		: 'Held by the safety brake';
}

/**
 * The entries that keep as what a record is held, by the limits that it was held under: it is looked at again when
 * they change.
 * @param state The record's state, or the name under which looks at it are kept.
 */
export function holdEntries(state: string, limits: BrakeLimits): Array<{ as: HoldCause; entry: string }> {
	const text = JSON.stringify(limits);
	return HOLD_CAUSES.map((as) => ({ as, entry: `held as ${as} by ${text} ${state}` }));
}

/** As what a record is held by what memory holds of it, and the entries that are over once it is written. */
export function recallHold(memory: RunMemory, state: string, limits: BrakeLimits): Hold {
	return {
		held: holdEntries(state, limits).flatMap(({ as, entry }) => (memory.has(entry) ? [as] : [])),
		holdEntries: holdQuestions(state, limits).filter((entry) => memory.has(entry)),
	};
}

/** What to ask memory about for `recallHold`: what "Allow Once" let through would pass for held with 0 again. */
export function holdQuestions(state: string, limits: BrakeLimits): string[] {
	const all = limits.allowOnce === 0 ? [limits] : [limits, { ...limits, allowOnce: 0 }];
	return all.flatMap((which) => holdEntries(state, which).map(({ entry }) => entry));
}
