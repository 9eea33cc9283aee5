import { maskPrivateText, readableKey, type LeftOutRecord, type RejectedRecord, type Scheme } from '../rules';
import type { SyncResult, SyncSummary } from '../sync';

/** Something in the set-up that a person should know before the first write. */
export interface SetupRemark {
	setupRemark: string;
	/** The records that it concerns: those that would be created, or all. */
	concerns: 'created' | 'all';
}

function isSetupRemark(item: object): item is SetupRemark {
	return 'setupRemark' in item && typeof item.setupRemark === 'string';
}

/** What a sync's workflow gives in the end: the mapper's rejected records, the sync's results and its summary. */
export interface Outcome {
	rejected: RejectedRecord[];
	results: SyncResult[];
	/** Absent when the sync didn't run, as when no record was mapped. */
	summary?: SyncSummary;
	/** What the sync's own switch says, for when it left no summary. */
	isDryRun?: boolean;
	/** Whom the mapper left out on purpose, where it lists them. */
	leftOut: LeftOutRecord[];
	/** What a dry run warns of in the set-up. */
	setup: SetupRemark[];
	/** Messages of nodes that went on after an error. */
	errors: string[];
}

/** Sorts merged items by what they are. Several summaries, as of several syncs, are a mistake: the last one counts. */
export function readOutcome(items: object[]): Outcome {
	const outcome: Outcome = { rejected: [], results: [], leftOut: [], setup: [], errors: [] };
	for (const given of items) {
		const item = masked(given) as object;
		if ('counts' in item && 'requests' in item) outcome.summary = item as SyncSummary;
		else if ('reasons' in item && Array.isArray(item.reasons)) outcome.rejected.push(item as RejectedRecord);
		else if ('leftOut' in item && 'why' in item) outcome.leftOut.push(item as LeftOutRecord);
		else if (isSetupRemark(item)) outcome.setup.push(item);
		else if ('action' in item && 'changes' in item) outcome.results.push(item as SyncResult);
		else if ('error' in item && typeof item.error === 'string') outcome.errors.push(item.error);
	}
	return outcome;
}

/**
 * The nodes hand over no personal numbers, but other nodes' errors and items of one's own come here as well. Keys and
 * values are the nodes' own; what is shown of the latter is a switch of theirs.
 */
function masked(told: unknown, name = ''): unknown {
	if (typeof told === 'string') return name === 'key' ? readableKey(told) : maskPrivateText(told);
	if (typeof told !== 'object' || told === null || name === 'changes') return told;
	if (Array.isArray(told)) return told.map((one) => masked(one, name));
	return Object.fromEntries(Object.entries(told).map(([part, one]) => [part, masked(one, part)]));
}

/** Whether nothing was written on purpose: by the sync's word, else by its switch. */
export function isDryRun({ summary, isDryRun: isSwitchedOn = false }: Outcome): boolean {
	return summary?.dryRun ?? isSwitchedOn;
}

/** What a run saw that looks at a part of all only. */
export interface View {
	/** Records that were looked at, and whose end is known. */
	seen: string[];
	/** Whom the safety brake holds. */
	held: string[];
	/** What they are called, as far as the run said it. */
	names: Map<string, string>;
}

/** A push looks at the projects of its event only; absent: the sync looks at all. */
export function viewOf({ rejected, results, summary }: Outcome, scheme: Scheme): View | undefined {
	if (scheme !== 'projects') return undefined;
	const idsOf = (list: Array<{ sourceId?: number }>) =>
		list.flatMap(({ sourceId }) => (sourceId === undefined ? [] : String(sourceId)));
	// A record that waits was not looked at.
	const waiting = results.filter(({ action }) => action === 'deferred');
	const ended = results.filter(
		({ action, reasonCode }) => action !== 'deferred' && reasonCode !== 'superseded',
	);
	const settled = (summary?.settled ?? []).map(String);
	return {
		seen: [...new Set([...idsOf([...rejected, ...ended]), ...settled])],
		held: summary?.brake ? idsOf(waiting) : [],
		names: new Map(
			[...rejected, ...results].map(({ sourceId, key, label }) => [String(sourceId ?? key), label]),
		),
	};
}
