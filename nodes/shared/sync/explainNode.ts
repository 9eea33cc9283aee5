import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import type { Scheme } from '../../../rules';
import { explainRecord } from '../../../sync';
import { asJson, failedItem } from '../items';
import { jobOf, type SyncSetup } from './job';
import { readRecords } from './readRecords';
import { readSyncParameters } from './parameters';

/** Explains the record that the node's parameter names, out of all mapped items. */
export async function runExplainNode(
	context: IExecuteFunctions,
	scheme: Scheme,
	setup: SyncSetup,
): Promise<INodeExecutionData[][]> {
	try {
		const asked = String(context.getNodeParameter('record', 0, '')).trim();
		if (asked === '' && context.getInputData().length > 1) {
			throw new NodeOperationError(context.getNode(), "'Record' is empty", {
				description: 'Name one of the records by its key, e-mail, organisation number or name',
				itemIndex: 0,
			});
		}
		return [[await explained(context, scheme, setup, asked)]];
	} catch (error) {
		return [[failedItem(context, error, 0)]];
	}
}

/** One item: what a sync would do with the record, and why. */
export async function explained(
	context: IExecuteFunctions,
	scheme: Scheme,
	setup: SyncSetup,
	asked: string,
): Promise<INodeExecutionData> {
	const items = context.getInputData();
	const { records } = readRecords(items, scheme);
	const job = jobOf(context, {
		scheme,
		records,
		setup,
		parameters: readSyncParameters(context),
		writes: false,
	});
	const explanation = await explainRecord(job, asked);
	return { json: asJson(explanation), pairedItem: items.map((_, item) => ({ item })) };
}
