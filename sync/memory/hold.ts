import {
	CAUSES,
	causesOf,
	type BrakeLimits,
	type BrakeVerdict,
	type Candidate,
	type Cause,
} from '../brake/brake';
import type { RunMemory } from './runMemory';

/** Why the brake holds a record: for a cause of its own, or because it came in the same run as such records. */
export const HOLD_CAUSES = [...CAUSES, 'bystander'] as const;
export type HoldCause = (typeof HOLD_CAUSES)[number];

export interface Hold {
	/** Why the safety brake holds the record, under the same limits; empty when it isn't held. */
	held: HoldCause[];
	holdEntries: string[];
}

/** Why a run that the brake stopped holds a record: a cause that didn't trip the brake may add to one that did. */
export function holdCausesOf(candidate: Candidate, tripped: Cause[]): HoldCause[] {
	const causes = causesOf(candidate);
	return causes.some((cause) => tripped.includes(cause)) ? causes : [...causes, 'bystander'];
}

/**
 * Whether a held record is still held: records of one cause stay held while there are too many of them, and records
 * that only came in the same run stay held as long as any record that tripped the brake.
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
 * The entries that say why a record is held, under which limits: the record is looked at again when the limits
 * change.
 * @param state The record's state, or the name under which looks at it are kept.
 */
export function holdEntries(state: string, limits: BrakeLimits): Array<{ as: HoldCause; entry: string }> {
	const text = JSON.stringify(limits);
	return HOLD_CAUSES.map((as) => ({ as, entry: `held as ${as} by ${text} ${state}` }));
}

/** Why a record is held, as memory says, and the entries that end once it is written. */
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
