import { NoStore, SignedSet } from '../memory/store';
import { Lease } from './lease';
import { runSync } from './runSync';
import { memoryOf, notRun, underLease, type SyncJob, type SyncOutcome } from './syncJob';

/**
 * Runs a sync that a schedule or a person starts, with all records at once. What earlier runs left saves requests, and a
 * second run at the same time leaves the work to the first.
 * @throws VendorError as `runSync` does.
 */
export async function scheduledSync(job: SyncJob): Promise<SyncOutcome> {
	const { clock, rows, options, owner } = job;
	const lease = rows && (await Lease.take(rows.workflow, clock, owner));
	if (rows && !lease) return notRun(job);
	return await underLease(lease, async () => {
		const { target, memoryKey, usage } = await job.open();
		const memory = memoryOf(job, rows ? new SignedSet(rows.node) : new NoStore(), memoryKey);
		return await runSync(
			job.records,
			{ ...options, retriesAll: options.byHand },
			{ target, memory, clock, lease, usage },
		);
	});
}
