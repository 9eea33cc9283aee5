import type { SyncRun } from '../../integration/support/sync.mts';

const MOST_RUNS = 40;

/**
 * Runs a sync until nothing waits any more: what a run defers, and the compare of all details, come in the next
 * ones, at the pace that the day's requests allow (docs/decisions.md#same-input-same-result). Gives the
 * last run with the results of all records.
 */
export async function untilSettled(sync: () => Promise<SyncRun>): Promise<SyncRun> {
	let run = await sync();
	const results = [...run.results];
	for (let runs = 1; runs < MOST_RUNS && waiting(run) > 0; runs++) {
		const before = waiting(run);
		run = await sync();
		results.push(...run.results);
		if (waiting(run) >= before) break;
	}
	return { ...run, results };
}

function waiting({ summary }: SyncRun): number {
	return summary.counts.deferred + summary.fullCompare.waiting;
}
