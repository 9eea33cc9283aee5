import { attempt } from '../../base';
import type { MappedRecord } from '../../rules';
import type { SyncResult } from '../contract/result';
import { NoStore, SignedSet } from '../memory/store';
import { Lease } from '../run/lease';
import { runSync } from '../run/runSync';
import { memoryOf, notRun, underLease, type SyncJob, type SyncOutcome } from '../run/syncJob';
import { inTurn } from '../../base/inTurn';
import { PushMemory } from './pushMemory';
import { ReadingOrder } from './readingOrder';

/**
 * Pushes the records that events named. Each push waits for its turn instead of leaving the work to the next one, tells
 * everything every time, and writes no reading that is older than one that was written.
 * @throws VendorError as `runSync` does; what was written until then is noted.
 */
export async function pushRecords(job: SyncJob): Promise<SyncOutcome> {
	const { clock, rows, owner } = job;
	// Runs of one process wait here for each other, so only processes have to fight for the lease.
	const turn = await inTurn(`push ${job.options.workflow}`);
	try {
		const lease = rows && (await Lease.waitFor(rows.workflow, clock, owner));
		if (rows && !lease) return notRun(job);
		return await underLease(lease, async () => await push(job, lease));
	} finally {
		turn.end();
	}
}

async function push(job: SyncJob, lease: Lease | undefined): Promise<SyncOutcome> {
	const { clock, rows, options, records } = job;
	const { target, memoryKey, usage } = await job.open();
	const memory = memoryOf(job, rows ? new PushMemory(new SignedSet(rows.node)) : new NoStore(), memoryKey);
	const order = rows && new ReadingOrder(rows.node);
	const latest = latestReadings(records);
	const older = new Set(await order?.older(latest, clock.now()));
	const current = latest.filter((record) => !older.has(record));
	const written = new Set<MappedRecord>();
	// Each event pushes its own project, however many of them share a run: many at once are no alarm.
	const { brake } = options;
	const limits = job.isStartedByWebhook ? { ...brake, maxCreates: Number.POSITIVE_INFINITY } : brake;
	const run = await attempt(() =>
		runSync(
			current,
			{ ...options, brake: limits, retriesAll: true },
			{ target, memory, clock, lease, usage, onWritten: (record) => void written.add(record) },
		),
	);
	if (!run.ok) {
		// An older reading must not overwrite what was written until then.
		await attempt(async () => await order?.note([...written]));
		throw run.error;
	}
	const { results, summary } = run.value;
	// A record that failed, waits or is a conflict was not written, so an older reading of it may still be.
	const unwritten = new Set(results.flatMap(({ key, action }) => (UNWRITTEN.includes(action) ? [key] : [])));
	if (!options.dryRun) await order?.note(current.filter(({ key }) => !unwritten.has(key)));
	const superseded = records.filter((record) => !current.includes(record));
	summary.counts.skipped += superseded.length;
	return { results: [...results, ...superseded.map(skippedAsOlder)], summary };
}

/** The last reading of each project; events that were gathered may bring several readings of one. */
function latestReadings(records: MappedRecord[]): MappedRecord[] {
	const latest = new Map<number, MappedRecord>();
	for (const record of records) {
		if (record.sourceId === undefined) continue;
		const known = latest.get(record.sourceId);
		if (!known || (record.readAt ?? '') >= (known.readAt ?? '')) latest.set(record.sourceId, record);
	}
	return records.filter((record) => record.sourceId === undefined || latest.get(record.sourceId) === record);
}

const UNWRITTEN: ReadonlyArray<SyncResult['action']> = ['failed', 'deferred', 'conflict'];

function skippedAsOlder({ scheme, key, label, sourceId }: MappedRecord): SyncResult {
	return {
		label,
		action: 'skipped',
		reason: 'A newer reading of it was written already',
		reasonCode: 'superseded',
		changes: [],
		warnings: [],
		key,
		targetId: null,
		scheme,
		...(sourceId === undefined ? {} : { sourceId }),
	};
}
