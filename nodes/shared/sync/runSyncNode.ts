import { createHash, randomUUID } from 'node:crypto';
import { sleep, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { usageOf } from '../../../apis/shared/usage';
import { hintsOf } from '../../../reports';
import { SCHEMES, type MappedRecord, type Scheme } from '../../../rules';
import { pushRecords, scheduledSync, type SchemeTarget, type SyncJob, type SyncOutcome } from '../../../sync';
import type { Clock } from '../../../base';
import { asJson, failedItem } from '../items';
import { N8nRow } from '../n8nRow';
import { notePushEnd } from '../pushEnds';
import { VERSION } from '../version';
import { readRecords } from './readRecords';
import { readSyncParameters, type SyncParameters } from './parameters';
import { claimSync } from './claimSync';

/** The system that a sync writes to, opened with the node's credential. */
export interface OpenedSystem {
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
	open(parameters: SyncParameters): Promise<OpenedSystem>;
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
		const { results, summary } = await start(context, jobOf(context, scheme, records, setup));
		summary.counts.failed += strangers.length;
		context.addExecutionHints(
			...hintsOf(summary).map((hint) => ({ ...hint, location: 'outputPane' as const })),
		);
		const paired = results.map((result) => ({
			json: asJson(result),
			pairedItem: { item: indexes.get(result.key) ?? 0 },
		}));
		return [[...paired, ...strangers], [{ json: asJson(summary), pairedItem: { item: 0 } }]];
	} catch (error) {
		return [[failedItem(context, error, 0)], []];
	}
}

async function start(context: IExecuteFunctions, job: SyncJob): Promise<SyncOutcome> {
	if (SCHEMES[job.scheme].startedBy === 'schedule') return await scheduledSync(job);
	try {
		return await pushRecords(job);
	} finally {
		notePushEnd(context.getWorkflow().id ?? '', clock.now());
	}
}

function jobOf(
	context: IExecuteFunctions,
	scheme: Scheme,
	records: MappedRecord[],
	setup: SyncSetup,
): SyncJob {
	const parameters = readSyncParameters(context);
	const { id: workflow = '' } = context.getWorkflow();
	const byHand = context.getMode() === 'manual';
	return {
		scheme,
		records,
		options: { ...parameters, version: VERSION, byHand, workflow },
		outcomeOptions: [setup.outcomeOptions, parameters.takeOverKeys],
		// An unsaved workflow has no id, and so no place to remember anything.
		...(workflow
			? { rows: { node: new N8nRow(context.helpers), workflow: new N8nRow(context.helpers, 'workflow') } }
			: {}),
		owner: `${context.getExecutionId()} ${randomUUID()}`,
		clock,
		isStartedByWebhook: context.getMode() === 'webhook',
		async open() {
			const { target, company, secret, dailyLeft } = await setup.open(parameters);
			if (!parameters.dryRun) claimSync(context, { scheme, company, records, byHand });
			return {
				target,
				memoryKey: createHash('sha256').update(`memory ${secret}`).digest('hex'),
				usage: () => ({ ...usageOf(context.getExecutionId()), dailyLeft: dailyLeft() }),
			};
		},
	};
}
