import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { VendorError, forEachLimited, reasonCodeOf } from '../../base';
import { toNodeError } from './errors';

/** One operation for one input item; its results are paired with that item. */
export type ItemOperation = (this: IExecuteFunctions, itemIndex: number) => Promise<IDataObject[]>;

/**
 * Runs an operation for every input item; with "Continue on Fail" an error becomes that item's output.
 * @param atOnce How many are worked on side by side; the output keeps the order of the input.
 */
export async function runForEachItem(
	context: IExecuteFunctions,
	operation: ItemOperation,
	atOnce = 1,
): Promise<INodeExecutionData[]> {
	const outputs: INodeExecutionData[][] = [];
	await forEachLimited(context.getInputData(), atOnce, async (_, index) => {
		try {
			const results = await operation.call(context, index);
			outputs[index] = results.map((json) => ({ json, pairedItem: { item: index } }));
		} catch (error) {
			outputs[index] = [failedItem(context, error, index)];
		}
	});
	return outputs.flat();
}

/**
 * What failed, as an item.
 * @throws NodeApiError | NodeOperationError where the node's settings don't let it go on.
 */
export function failedItem(context: IExecuteFunctions, error: unknown, item: number): INodeExecutionData {
	const failure = toNodeError(context.getNode(), error, item);
	if (!context.continueOnFail()) throw failure;
	const about = { ...(error instanceof VendorError ? error.about : {}), reasonCode: reasonCodeOf(error) };
	// n8n takes an item to the error output only where it holds no other keys than these two and "message".
	const isToErrorOutput = context.getNode().onError === 'continueErrorOutput';
	return {
		json: { error: failure.message, ...(isToErrorOutput ? { details: about } : about) },
		pairedItem: { item },
	};
}

/** A plain object as n8n wants it; absent fields are left out, so that "not said" stays different from empty. */
export function asJson(value: object): IDataObject {
	return plain(value) as IDataObject;
}

/** As JSON.parse(JSON.stringify()) of data, in a third of the time: every record of a sync comes through here. */
function plain(value: unknown): unknown {
	if (typeof value === 'number') return Number.isFinite(value) ? value : null;
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map((one) => (one === undefined ? null : plain(one)));
	if (value instanceof Date) return value.toJSON();
	const copy: Record<string, unknown> = {};
	for (const [name, one] of Object.entries(value)) if (one !== undefined) copy[name] = plain(one);
	return copy;
}
