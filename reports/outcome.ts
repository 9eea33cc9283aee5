import type { RejectedRecord, Scheme } from '../rules';
import type { SyncResult, SyncSummary } from '../sync';

/** A result as its item says it. */
export type ToldResult = SyncResult & {
	/** A newer reading of the record was written already: whether all is well with it isn't said here. */
	superseded?: true;
};

/** What a sync's workflow gives in the end: the mapper's rejected records, the sync's results and its summary. */
export interface Outcome {
	rejected: RejectedRecord[];
	results: ToldResult[];
	/** Absent when the sync didn't run, as when nobody was mapped. */
	summary?: SyncSummary;
	/** What the sync's own switch says, for when it left no summary. */
	isDryRun?: boolean;
	/** Messages of nodes that went on after an error. */
	errors: string[];
}

/** Sorts merged items by what they are. Several summaries, as of several syncs, are a mistake: the last one counts. */
export function readOutcome(items: object[]): Outcome {
	const outcome: Outcome = { rejected: [], results: [], errors: [] };
	for (const item of items) {
		if ('counts' in item && 'requests' in item) outcome.summary = item as SyncSummary;
		else if ('reasons' in item && Array.isArray(item.reasons)) outcome.rejected.push(item as RejectedRecord);
		else if ('action' in item && 'changes' in item) outcome.results.push(item as ToldResult);
		else if ('error' in item && typeof item.error === 'string') outcome.errors.push(item.error);
	}
	return outcome;
}

/** Who was looked at: a push looks at the projects of its event only; every other sync looks at everybody. */
export function subjectsOf({ rejected, results, summary }: Outcome, scheme: Scheme): string[] | undefined {
	if (scheme !== 'projects') return undefined;
	const idsOf = (list: Array<{ sourceId?: number }>) => list.flatMap(({ sourceId }) => sourceId ?? []);
	const seen = new Set(idsOf([...rejected, ...results.filter((result) => !result.superseded)]));
	const unseen = new Set(idsOf(results.filter((result) => result.superseded)));
	for (const id of summary?.settled ?? []) if (!unseen.has(id)) seen.add(id);
	return [...seen].map(String);
}
