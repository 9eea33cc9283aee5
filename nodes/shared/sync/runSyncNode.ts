import { createHash, randomUUID } from 'node:crypto';
import { sleep, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { usageOf } from '../../../apis/shared/usage';
import type { ToldResult } from '../../../reports';
import type { MappedRecord, Scheme } from '../../../rules';
import {
	Lease,
	NoStore,
	RunMemory,
	notRunSummary,
	runSync,
	type SchemeTarget,
	type SyncResult,
	type SyncSummary,
} from '../../../sync';
import { attempt, type Clock } from '../../../base';
import { inTurn } from '../inTurn';
import { asJson, failedItem } from '../items';
import { notePushEnd } from '../pushEnds';
import { N8nLeaseStore, N8nMemoryStore, N8nPushStore } from '../n8nStores';
import { VERSION } from '../version';
import { ReadingOrder } from './readingOrder';
import { readRecords } from './readRecords';
import { readSyncParameters, type SyncParameters } from './parameters';
import { claimSync } from './claimSync';

/** The system that a sync writes to, opened with the node's credential. */
export interface OpenedTarget {
	target: SchemeTarget;
	/** The company that is written to, with its host. */
	company: string;
	/** A secret of the credential: from it come the keys of the fingerprints. */
	secret: string;
	/** Requests left of the target's day; `null` where it doesn't say. */
	dailyLeft(): number | null;
}

export interface SyncSetup {
	/** Options that decide how a record ends: when they change, every record is looked at again. */
	outcomeOptions: object;
	open(parameters: SyncParameters): Promise<OpenedTarget>;
	/**
	 * For syncs that are started by events: each run waits for its turn instead of leaving it to the next one, and
	 * says everything every time, since nothing is remembered between events.
	 */
	byEvents?: boolean;
}

const clock: Clock = { now: () => Date.now(), sleep };

/**
 * Runs a scheme's sync as a node: all input items are one batch. A record that fails is a result; an error
 * that no record is to blame for stops the node.
 */
export async function runSyncNode(
	context: IExecuteFunctions,
	scheme: Scheme,
	setup: SyncSetup,
): Promise<INodeExecutionData[][]> {
	const { records, indexes, strangers } = readRecords(context.getInputData(), scheme);
	try {
		const { results, summary } = await syncRecords(context, scheme, records, setup);
		summary.counts.failed += strangers.length;
		const paired = results.map((result) => ({
			json: asJson(result),
			pairedItem: { item: indexes.get(result.key) ?? 0 },
		}));
		return [[...paired, ...strangers], [{ json: asJson(summary), pairedItem: { item: 0 } }]];
	} catch (error) {
		return [[failedItem(context, error, 0)], []];
	}
}

async function syncRecords(
	context: IExecuteFunctions,
	scheme: Scheme,
	records: MappedRecord[],
	setup: SyncSetup,
): Promise<{ results: SyncResult[]; summary: SyncSummary }> {
	const parameters = readSyncParameters(context);
	// An unsaved workflow has no id, and so no place to remember anything.
	const canRemember = Boolean(context.getWorkflow().id);
	const owner = `${context.getExecutionId()} ${randomUUID()}`;
	const store = new N8nLeaseStore(context.helpers);
	const turn = setup.byEvents ? await inTurn(`sync ${context.getWorkflow().id}`) : undefined;
	let lease: Lease | undefined;
	try {
		if (canRemember) lease = await (turn ? Lease.waitFor : Lease.take)(store, clock, owner);
		if (canRemember && !lease) {
			const reason = 'Another run of this workflow is still working; this one did nothing';
			return { results: [], summary: notRunSummary(scheme, parameters.dryRun, records.length, reason) };
		}
		return await syncWithLease(context, records, setup, parameters, lease);
	} finally {
		// A lease that can't be given back runs out; it must not cost the run's results, nor the next event its turn.
		await attempt(async () => await lease?.release());
		turn?.end();
		if (turn) notePushEnd(context.getWorkflow().id ?? '', clock.now());
	}
}

async function syncWithLease(
	context: IExecuteFunctions,
	records: MappedRecord[],
	setup: SyncSetup,
	parameters: SyncParameters,
	lease: Lease | undefined,
) {
	const { target, company, secret, dailyLeft } = await setup.open(parameters);
	const byHand = context.getMode() === 'manual';
	if (!parameters.dryRun) claimSync(context, { scheme: target.scheme, company, records, byHand });
	const store = !lease
		? new NoStore()
		: setup.byEvents
			? new N8nPushStore(context.helpers)
			: new N8nMemoryStore(context.helpers);
	const memory = new RunMemory(
		store,
		createHash('sha256').update(`memory ${secret}`).digest('hex'),
		JSON.stringify([setup.outcomeOptions, parameters.takeOverKeys]),
		clock.now(),
	);
	const order = lease && setup.byEvents ? new ReadingOrder(context.helpers) : undefined;
	const older = setup.byEvents ? earlierReadings(records) : [];
	const latest = records.filter((record) => !older.includes(record));
	older.push(...((await order?.older(latest, clock.now())) ?? []));
	const current = latest.filter((record) => !older.includes(record));
	const written = new Set<string>();
	// Each event pushes its own project, however many of them share a run: many at once are no alarm.
	const isStartedByEvents = setup.byEvents === true && context.getMode() === 'webhook';
	const run = await attempt(() =>
		runSync(
			current,
			{
				...parameters,
				...(isStartedByEvents
					? { brake: { ...parameters.brake, maxCreates: Number.POSITIVE_INFINITY } }
					: {}),
				version: VERSION,
				manual: setup.byEvents === true || context.getMode() === 'manual',
				byHand,
				workflow: context.getWorkflow().id ?? '',
			},
			{
				target: noting(target, written),
				memory,
				clock,
				lease,
				usage: () => ({ ...usageOf(context.getExecutionId()), dailyLeft: dailyLeft() }),
			},
		),
	);
	if (!run.ok) {
		// An older reading must not overwrite what was written until then.
		await attempt(async () => await order?.note(current.filter(({ key }) => written.has(key))));
		throw run.error;
	}
	const outcome = run.value;
	// What failed, waits or is a conflict was not written: an older reading of it may still be.
	const unwritten = new Set(
		outcome.results.flatMap(({ key, action }) => (UNWRITTEN.includes(action) ? [key] : [])),
	);
	if (!parameters.dryRun) await order?.note(current.filter(({ key }) => !unwritten.has(key)));
	outcome.results.push(...older.map(skippedAsOlder));
	outcome.summary.counts.skipped += older.length;
	return outcome;
}

/** The target, which notes the keys of what it wrote. */
function noting(target: SchemeTarget, written: Set<string>): SchemeTarget {
	const apply = target.apply.bind(target);
	target.apply = async (plan, created) => {
		const applied = await apply(plan, created);
		written.add(plan.record.key);
		return applied;
	};
	return target;
}

/** Of several readings of one project in a batch, as of events that were gathered, all but the last. */
function earlierReadings(records: MappedRecord[]): MappedRecord[] {
	const latest = new Map<number, MappedRecord>();
	for (const record of records) {
		if (record.sourceId === undefined) continue;
		const known = latest.get(record.sourceId);
		if (!known || (record.readAt ?? '') >= (known.readAt ?? '')) latest.set(record.sourceId, record);
	}
	return records.filter(({ sourceId }, index) => {
		const last = sourceId === undefined ? undefined : latest.get(sourceId);
		return last !== undefined && last !== records[index];
	});
}

const UNWRITTEN: ReadonlyArray<SyncResult['action']> = ['failed', 'deferred', 'conflict'];

function skippedAsOlder(record: MappedRecord): ToldResult {
	const { scheme, key, label, sourceId } = record;
	const reason = 'A newer reading of it was written already';
	return {
		label,
		action: 'skipped',
		reason,
		reasonCode: 'superseded',
		changes: [],
		warnings: [],
		key,
		targetId: null,
		scheme,
		sourceId,
		superseded: true,
	};
}
