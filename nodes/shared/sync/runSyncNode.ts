import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { hintsOf } from '../../../reports';
import { SCHEMES, type MappedRecord, type Scheme } from '../../../rules';
import {
	findRecords,
	notRunSummary,
	pushRecords,
	scheduledSync,
	type SyncJob,
	type SyncOutcome,
	type SyncSummary,
} from '../../../sync';
import { asJson, failedItem } from '../items';
import { notePushEnd } from '../pushEnds';
import { explained } from './explainNode';
import { clock, jobOf, type SyncSetup } from './job';
import { readRecords } from './readRecords';
import { readSyncParameters } from './parameters';

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
		const parameters = readSyncParameters(context);
		const { onlyRecord, onlyExplain } = parameters;
		if (onlyExplain) return [[await explained(context, scheme, setup, onlyRecord)], []];
		const found = onlyRecord === '' ? undefined : findRecords(records, onlyRecord);
		const [only] = found ?? [];
		if (found && (!only || found.length > 1)) {
			return [[], [{ json: asJson(notOne(scheme, parameters.dryRun, found)), pairedItem: { item: 0 } }]];
		}
		const job = jobOf(context, { scheme, records, setup, parameters, writes: true, only });
		const { results, summary } = await start(context, job);
		if (!only) summary.counts.failed += strangers.length;
		context.addExecutionHints(
			...hintsOf(summary).map((hint) => ({ ...hint, location: 'outputPane' as const })),
		);
		const paired = results.map((result) => ({
			json: asJson(result),
			pairedItem: { item: indexes.get(result.key) ?? 0 },
		}));
		return [[...paired, ...(only ? [] : strangers)], [{ json: asJson(summary), pairedItem: { item: 0 } }]];
	} catch (error) {
		return [[failedItem(context, error, 0)], []];
	}
}

async function start(context: IExecuteFunctions, job: SyncJob): Promise<SyncOutcome> {
	const { only } = job.options;
	if (SCHEMES[job.scheme].startedBy === 'schedule') return await scheduledSync(job);
	try {
		// What an event names travels alone anyhow.
		return await pushRecords(only ? { ...job, records: [only] } : job);
	} finally {
		notePushEnd(context.getWorkflow().id ?? '', clock.now());
	}
}

/** A run about one record gives no other. */
function notOne(scheme: Scheme, dryRun: boolean, found: MappedRecord[]): SyncSummary {
	const reason =
		found.length === 0
			? 'No mapped record has this key, e-mail, number or name'
			: `${found.length} mapped records have this e-mail, number or name: give the key of one of them`;
	return { ...notRunSummary(scheme, dryRun, 0, reason), onlyRecord: true };
}
