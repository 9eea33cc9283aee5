import { attempt, type Clock } from '../../base';
import type { MappedRecord, Scheme } from '../../rules';
import type { SyncResult, SyncSummary } from '../contract/result';
import type { SchemeTarget } from '../contract/schemeTarget';
import type { EntryRow } from '../memory/row';
import { RunMemory } from '../memory/runMemory';
import type { MemoryStore } from '../memory/store';
import type { Lease } from './lease';
import { notRunSummary } from '../outcome/resultCollector';
import type { SyncOptions } from './runSync';

/** The system that a sync writes to, opened. */
export interface OpenedTarget {
	target: SchemeTarget;
	/** Keys of the fingerprints; from the credential. */
	memoryKey: string;
	/** Requests of this execution so far, and what the target says is left of its day. */
	usage(): { kleer: number; cinode: number; dailyLeft: number | null };
}

/** One start of a sync: what to bring in step, and where. */
export interface SyncJob {
	scheme: Scheme;
	records: MappedRecord[];
	options: Omit<SyncOptions, 'retriesAll'>;
	/** What decides how a record ends: when it changes, every record is looked at again. */
	outcomeOptions: unknown;
	/** Where the node and the workflow remember; absent for a workflow that isn't saved. */
	rows?: { node: EntryRow; workflow: EntryRow };
	/** A text that no other run has. */
	owner: string;
	clock: Clock;
	/** What started it: a webhook's events come together by chance. */
	isStartedByWebhook: boolean;
	open(): Promise<OpenedTarget>;
}

export interface SyncOutcome {
	results: SyncResult[];
	summary: SyncSummary;
}

/** What to say when another run has the lease. */
export function notRun({ scheme, options, records }: SyncJob): SyncOutcome {
	const reason = 'Another run of this workflow is still working; this one did nothing';
	return { results: [], summary: notRunSummary(scheme, options.dryRun, records.length, reason) };
}

/** Works under the lease and gives it back; one that can't be given back runs out, and must not cost the results. */
export async function underLease<T>(lease: Lease | undefined, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} finally {
		await attempt(async () => await lease?.release());
	}
}

export function memoryOf(job: SyncJob, store: MemoryStore, memoryKey: string): RunMemory {
	return new RunMemory(store, memoryKey, JSON.stringify(job.outcomeOptions), job.clock.now());
}
