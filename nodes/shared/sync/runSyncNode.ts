import { createHash, randomUUID } from 'node:crypto';
import { NodeOperationError, sleep, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { CinodeClient } from '../../../apis/cinode/client';
import type { CinodeCredential } from '../../../apis/cinode/session';
import { usageOf } from '../../../apis/shared/usage';
import type { MappedRecord, Scheme } from '../../../rules';
import {
	Lease,
	NoStore,
	RunMemory,
	VendorError,
	notRunSummary,
	runSync,
	type Clock,
	type SchemeTarget,
	type SyncResult,
	type SyncSummary,
} from '../../../sync';
import { toNodeError } from '../../shared/errors';
import { asJson } from '../../shared/items';
import { N8nLeaseStore, N8nMemoryStore } from '../../shared/n8nStores';
import { readSyncParameters, type SyncParameters } from './parameters';

export interface SyncSetup {
	/** Options that decide how a record ends: when they change, every record is looked at again. */
	outcomeOptions: object;
	makeTarget(client: CinodeClient): SchemeTarget;
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
	if (context.isToolExecution()) {
		throw new NodeOperationError(context.getNode(), 'Sync is not for AI agents', {
			description: 'It writes many records at once. Give the agent Get, Create or Update instead.',
			itemIndex: 0,
		});
	}
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
		const failure = toNodeError(context.getNode(), error, 0);
		if (!context.continueOnFail()) throw failure;
		return [[{ json: { error: failure.message }, pairedItem: { item: 0 } }], []];
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
	const lease = canRemember ? await Lease.take(new N8nLeaseStore(context.helpers), clock, owner) : undefined;
	if (canRemember && !lease) {
		const reason = 'Another run of this workflow is still working; this one did nothing';
		return { results: [], summary: notRunSummary(scheme, parameters.dryRun, records.length, reason) };
	}
	try {
		return await syncWithLease(context, records, setup, parameters, lease);
	} finally {
		await lease?.release();
	}
}

async function syncWithLease(
	context: IExecuteFunctions,
	records: MappedRecord[],
	setup: SyncSetup,
	parameters: SyncParameters,
	lease: Lease | undefined,
) {
	const client = await CinodeClient.open(context, parameters.pace);
	const target = setup.makeTarget(client);
	const store = lease ? new N8nMemoryStore(context.helpers) : new NoStore();
	const memory = new RunMemory(
		store,
		await memorySecret(context, client.companyId),
		JSON.stringify([setup.outcomeOptions, parameters.takeOverKeys]),
		clock.now(),
	);
	return await runSync(
		records,
		{ ...parameters, manual: context.getMode() === 'manual' },
		{
			target,
			memory,
			clock,
			lease,
			usage: () => ({ ...usageOf(context.getExecutionId()), dailyLeft: client.dailyLeft }),
		},
	);
}

/** The key of the fingerprints: from the credential, so that the database alone is no help to guess a salary. */
async function memorySecret(context: IExecuteFunctions, companyId: string): Promise<string> {
	const { accessSecret, staticToken } = await context.getCredentials<CinodeCredential>('cinodeApi');
	if (!accessSecret && !staticToken) {
		throw new VendorError('Cinode', 'unauthorized', 'The Cinode credential has no secret', {
			advice: 'Fill in the credential "Cinode account"',
		});
	}
	return createHash('sha256').update(`memory ${accessSecret} ${staticToken} ${companyId}`).digest('hex');
}

/** Items that aren't this scheme's mapped records become failed results. */
function readRecords(items: INodeExecutionData[], scheme: Scheme) {
	const records: MappedRecord[] = [];
	const indexes = new Map<string, number>();
	const strangers: INodeExecutionData[] = [];
	for (const [item, { json }] of items.entries()) {
		if (isMapped(json, scheme)) {
			records.push(json);
			indexes.set(json.key, item);
			continue;
		}
		strangers.push({
			json: {
				scheme,
				key: '',
				label: `item ${item}`,
				action: 'failed',
				changes: [],
				targetId: null,
				warnings: [],
				error: `Not a mapped record of '${scheme}': connect the first output of the Kleer Cinode Mapper`,
			},
			pairedItem: { item },
		});
	}
	return { records, indexes, strangers };
}

function isMapped(json: unknown, scheme: Scheme): json is MappedRecord {
	const record = json as Partial<MappedRecord>;
	return (
		record.scheme === scheme &&
		typeof record.key === 'string' &&
		record.key !== '' &&
		typeof record.label === 'string' &&
		typeof record.values === 'object' &&
		typeof record.modes === 'object' &&
		Array.isArray(record.tags?.managed) &&
		Array.isArray(record.tags.set) &&
		Array.isArray(record.warnings)
	);
}
