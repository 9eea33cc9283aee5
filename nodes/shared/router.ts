import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { refuseAgent } from './agents/agent';
import { forAgents } from './agents/agentOperation';
import { runForEachItem, type ItemOperation } from './items';

/** Works on all items at once and has its own outputs. */
export type BatchOperation = (context: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

/** Operations by resource and name. */
export interface OperationTable {
	items: Record<string, Record<string, ItemOperation>>;
	batches?: Record<string, Record<string, BatchOperation>>;
}

/** Runs the operation that the parameters name. */
export async function runOperation(
	context: IExecuteFunctions,
	{ items, batches }: OperationTable,
): Promise<INodeExecutionData[][]> {
	const resource = context.getNodeParameter('resource', 0) as string;
	const operation = context.getNodeParameter('operation', 0) as string;
	const batch = batches?.[resource]?.[operation];
	if (batch) {
		refuseAgent(context, operation === 'sync' ? 'Sync' : `'${operation}'`);
		return await batch(context);
	}
	const each = items[resource]?.[operation];
	if (each) return [await runForEachItem(context, forAgents(context, each))];
	throw new NodeOperationError(context.getNode(), `'${operation}' is not an operation of '${resource}'`, {
		itemIndex: 0,
	});
}
