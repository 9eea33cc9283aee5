import { COMPARES_PER_RUN } from '../memory/comparePeriod';
import type { HistoryOptions } from '../memory/recordHistory';
import type { PendingRecord } from './pendingRecord';

export interface Budgeted {
	/** Deferred ones first, newcomers last. */
	work: PendingRecord[];
	/** What waits for its turn, since it costs requests to look at. */
	left: PendingRecord[];
	/** Linked records that may have changed: looked at in this run, and left to the next ones. */
	changed: { now: number; later: number };
	/** Entries that count what is compared today. */
	compared: string[];
}

/** Chooses what a run looks at: all that is new, and of the rest what its share of the day's requests allows. */
export function takeWithinBudget(
	todo: PendingRecord[],
	options: { dryRun: boolean },
	historyOptions: HistoryOptions,
): Budgeted {
	const { memory, compare, target } = historyOptions;
	const comparedBefore = memory.compared(compare.day, compare.perDay);
	const leftToday = Math.max(0, compare.perDay - comparedBefore);
	// The records that a stopped run has looked at come all together, and alone: "Allow Once" names their count.
	const stopped = todo.filter(wasHeld).length;
	// A dry run's reads keep to their share in any case.
	const differing = new Set(options.dryRun ? [] : todo.filter((one) => isKnownToDiffer(one, historyOptions)));
	let taken = stopped;
	let compares = 0;
	const changed = { now: 0, later: 0 };

	function isTaken(one: PendingRecord): boolean {
		const { record, match } = one;
		// Where the list shows everything, a compare costs nothing.
		if (match.kind === 'key' && !target.needsDetails(record, match)) return true;
		// More changes than any run brings are no changes: the options are new, or nothing ran for long. They may take
		// all that is left of the compares' share at once, since a run may be the day's only one.
		const looksChanged = differing.has(one) || !isCompare(one, options, historyOptions);
		if ((looksChanged && match.kind !== 'key') || wasHeld(one)) return true;
		if (looksChanged && taken < COMPARES_PER_RUN) {
			taken++;
			return true;
		}
		const room = stopped > 0 ? 0 : looksChanged ? leftToday : Math.min(leftToday, COMPARES_PER_RUN);
		if (compares >= room) return false;
		compares++;
		return true;
	}

	const work: PendingRecord[] = [];
	const left: PendingRecord[] = [];
	for (const one of [...differing, ...todo.filter((one) => !differing.has(one))]) {
		const now = isTaken(one);
		(now ? work : left).push(one);
		if (one.match.kind === 'key' && one.history.inStep === 'unknown') changed[now ? 'now' : 'later']++;
	}
	const rank = ({ history, match }: PendingRecord) => (history.deferred ? 0 : match.kind === 'none' ? 2 : 1);
	// Newcomers last: what existing targets teach (ids of countries) helps to create them.
	work.sort((a, b) => rank(a) - rank(b));
	return { work, left, changed, compared: memory.countCompared(compare.day, comparedBefore, compares) };
}

/**
 * Whether a record that was never compared is known to differ: it changed since it began to wait for its first compare,
 * or the list shows another value than it should have.
 */
function isKnownToDiffer({ record, match, history }: PendingRecord, { target }: HistoryOptions): boolean {
	if (match.kind !== 'key' || history.inStep !== 'unknown') return false;
	if (history.uncompared === 'changed since') return true;
	return target.differsInList?.(record, match.target) ?? false;
}

/** Whether the brake held the record in an earlier run, and no longer does. */
function wasHeld({ history }: PendingRecord): boolean {
	return history.holdEntries.length > 0;
}

/** Whether a read keeps to its share of the day: one that only notices edits by hand, or a dry run's. */
function isCompare(
	{ record, match, history }: PendingRecord,
	{ dryRun }: { dryRun: boolean },
	{ target }: HistoryOptions,
): boolean {
	if (!target.needsDetails(record, match)) return false;
	return history.inStep === 'before' || (match.kind === 'key' && !history.linkKnown) || dryRun;
}
