import type { RejectedRecord } from '../rules';
import type { SyncResult, SyncSummary } from '../sync';

/** What a sync's workflow gives in the end: the mapper's rejected records, the sync's results and its summary. */
export interface Outcome {
	rejected: RejectedRecord[];
	results: SyncResult[];
	/** Absent when the sync didn't run, as when nobody was mapped. */
	summary?: SyncSummary;
	/** Messages of nodes that went on after an error. */
	errors: string[];
}

/** Sorts merged items by what they are. Several summaries, as of several syncs, are a mistake: the last one counts. */
export function readOutcome(items: object[]): Outcome {
	const outcome: Outcome = { rejected: [], results: [], errors: [] };
	for (const item of items) {
		if ('counts' in item && 'requests' in item) outcome.summary = item as SyncSummary;
		else if ('reasons' in item && Array.isArray(item.reasons)) outcome.rejected.push(item as RejectedRecord);
		else if ('action' in item && 'changes' in item) outcome.results.push(item as SyncResult);
		else if ('error' in item && typeof item.error === 'string') outcome.errors.push(item.error);
	}
	return outcome;
}
