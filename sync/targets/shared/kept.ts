import { foldText, type FieldValue } from '../../../rules';
import type { Known, Plan, PlannedChange } from '../../contract/plan';

/** What was sent is what is there (docs/decisions.md#what-was-sent-is-what-is-there): what the target makes of a value. */

/** Shorter texts than this aren't taken for cut ones: "08" is no beginning of a phone number. */
const CUT_AT_LEAST = 20;

/**
 * Whether a value is what was sent, in the form in which the target keeps it: without outer or doubled spaces, in another
 * case, rounded to its unit, or cut at a length. Such a value is left alone.
 */
export function isKeptForm(sent: FieldValue, found: FieldValue): boolean {
	if (typeof sent === 'number' && typeof found === 'number') return Math.abs(sent - found) < 1;
	if (typeof sent !== 'string' || typeof found !== 'string') return false;
	const [a, b] = [foldText(sent), foldText(found)];
	if (b === '') return a === '';
	return a === b || (b.length >= CUT_AT_LEAST && a.startsWith(b));
}

/**
 * Of a plan's changes, those to send; and those that were sent before and didn't stay, which would be sent in vain. What
 * the target keeps in a form that means the same is neither.
 */
export function withoutUnkept(
	changes: PlannedChange[],
	known: Pick<Known, 'isUnkept'>,
): { send: PlannedChange[]; unkept: PlannedChange[]; isSent(name: string): boolean } {
	const again = changes.filter((change) => known.isUnkept(change));
	return {
		send: changes.filter((change) => !again.includes(change)),
		unkept: again.filter(({ from, to }) => !isKeptForm(to, from)),
		isSent: (name) => !again.some((change) => change.name === name),
	};
}

/** Of what a comparison after a write still finds, that which the write was about. */
export function notKept(sent: PlannedChange[], still: PlannedChange[]): PlannedChange[] {
	return still.filter(({ name }) => sent.some((change) => change.name === name));
}

/**
 * What the target's list will say of a record that was written. It is empty, so that the next run looks at the record,
 * where the target's answer differs in what the write was not about: a person edited it between its reading and its
 * writing, and the write's new time stamp would hide that.
 * @param still What a comparison with the target's answer still finds.
 */
export function listStateAfter(
	listState: string,
	{ changes, unkept = [] }: Pick<Plan, 'changes' | 'unkept'>,
	still: PlannedChange[],
): string {
	const known = new Set([...changes, ...unkept].map(({ name }) => name));
	const isEdited = still.some(({ name, from, to }) => !known.has(name) && !isKeptForm(to, from));
	return isEdited ? '' : listState;
}

/**
 * What a plan says when nothing is left to send but what wasn't kept.
 * @param system Where it wasn't kept.
 */
export function unkeptDrift(changes: PlannedChange[], system: string) {
	const fields = changes.map(({ field }) => field).join(', ');
	const reason = `${system} took ${fields} and shows something else since: not sent again until one of the two changes. Correct it in ${system} by hand, or switch the row off in the mapper`;
	return { action: 'drift', changes, reason, reasonCode: 'notKept' } as const;
}
