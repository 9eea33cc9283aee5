import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { toNodeError } from './errors';

/** One operation for one input item; its results are paired with that item. */
export type ItemOperation = (this: IExecuteFunctions, itemIndex: number) => Promise<IDataObject[]>;

/** Runs an operation for every input item; with "Continue on Fail" an error becomes that item's output. */
export async function runForEachItem(
	context: IExecuteFunctions,
	operation: ItemOperation,
): Promise<INodeExecutionData[]> {
	const output: INodeExecutionData[] = [];
	for (let index = 0; index < context.getInputData().length; index++) {
		try {
			const results = await operation.call(context, index);
			output.push(...results.map((json) => ({ json, pairedItem: { item: index } })));
		} catch (error) {
			const failure = toNodeError(context.getNode(), error, index);
			if (!context.continueOnFail()) throw failure;
			output.push({ json: { error: failure.message }, pairedItem: { item: index } });
		}
	}
	return output;
}

/** A plain object as n8n wants it; absent fields are left out, so that "not said" stays different from empty. */
export function asJson(value: object): IDataObject {
	return JSON.parse(JSON.stringify(value)) as IDataObject;
}
