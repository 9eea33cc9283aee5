import { createHash, randomUUID } from 'node:crypto';
import { sleep, type IExecuteFunctions } from 'n8n-workflow';
import { usageOf } from '../../../apis/shared/usage';
import type { Clock } from '../../../base';
import type { MappedRecord, Scheme } from '../../../rules';
import type { SchemeTarget, SyncJob } from '../../../sync';
import { N8nRow } from '../n8nRow';
import { VERSION } from '../version';
import { claimSync } from './claimSync';
import type { SyncParameters } from './parameters';

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

export const clock: Clock = { now: () => Date.now(), sleep };

interface JobParts {
	scheme: Scheme;
	records: MappedRecord[];
	setup: SyncSetup;
	parameters: SyncParameters;
	/** Whether it may write, once dry run is off. */
	writes: boolean;
	/** The one record that it is about; a person asks for it. */
	only?: MappedRecord;
}

/** What the engine needs to know of a node that syncs. */
export function jobOf(
	context: IExecuteFunctions,
	{ scheme, records, setup, parameters, writes, only }: JobParts,
): SyncJob {
	const { id: workflow = '' } = context.getWorkflow();
	const byHand = context.getMode() === 'manual';
	return {
		scheme,
		records,
		options: {
			...parameters,
			version: VERSION,
			byHand: byHand || only !== undefined,
			workflow,
			...(only ? { only } : {}),
		},
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
			if (writes && !parameters.dryRun) claimSync(context, { scheme, company, records, byHand });
			return {
				target,
				memoryKey: createHash('sha256').update(`memory ${secret}`).digest('hex'),
				usage: () => ({ ...usageOf(context.getExecutionId()), dailyLeft: dailyLeft() }),
			};
		},
	};
}
