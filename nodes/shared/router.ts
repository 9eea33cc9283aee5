import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { refuseAgent } from './agents/agent';
import { forAgents } from './agents/agentOperation';
import { failedItem, runForEachItem, type ItemOperation } from './items';

/** Works on all items at once and has its own outputs. */
export type BatchOperation = (context: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

/** Operations by resource and name. */
export interface OperationTable {
	items: Record<string, Record<string, ItemOperation>>;
	batches?: Record<string, Record<string, BatchOperation>>;
	/** How many items are read at once by operations that get one record; the others work on one after another. */
	readsAtOnce?: number;
}

/** Runs the operation that the parameters name; with "Continue on Fail" what no item is to blame for is said of each. */
export async function runOperation(
	context: IExecuteFunctions,
	operations: OperationTable,
): Promise<INodeExecutionData[][]> {
	try {
		return await run(context, operations);
	} catch (error) {
		const first = failedItem(context, error, 0);
		return [
			[
				first,
				...context
					.getInputData()
					.slice(1)
					.map((_, item) => failedItem(context, error, item + 1)),
			],
		];
	}
}

async function run(
	context: IExecuteFunctions,
	{ items, batches, readsAtOnce = 1 }: OperationTable,
): Promise<INodeExecutionData[][]> {
	const resource = context.getNodeParameter('resource', 0) as string;
	const operation = context.getNodeParameter('operation', 0) as string;
	const batch = named(batches, resource, operation);
	if (batch) {
		refuseAgent(context, operation === 'sync' ? 'Sync' : `'${operation}'`);
		return await batch(context);
	}
	const each = named(items, resource, operation);
	const atOnce = operation === 'get' ? readsAtOnce : 1;
	if (each) return [await runForEachItem(context, forAgents(context, each), atOnce)];
	throw new NodeOperationError(context.getNode(), `'${operation}' is not an operation of '${resource}'`, {
		itemIndex: 0,
	});
}

/** Nothing that every object has by nature, such as "constructor", is an operation. */
function named<T>(
	table: Record<string, Record<string, T>> | undefined,
	resource: string,
	operation: string,
): T | undefined {
	const operations = table && Object.hasOwn(table, resource) ? table[resource] : undefined;
	return operations && Object.hasOwn(operations, operation) ? operations[operation] : undefined;
}
