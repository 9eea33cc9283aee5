import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { refuseAgent } from './agents/agent';
import { forAgents } from './agents/agentOperation';
import { failedItem, runForEachItem } from './items';
import { isBatch, type Operation, type Resource } from './resource';

/**
 * Runs the operation that the parameters name; with "Continue on Fail" what no item is to blame for is said of each.
 * @param readsAtOnce How many items *Get* reads side by side; all else is done for one after another.
 */
export async function runOperation(
	context: IExecuteFunctions,
	resources: Resource[],
	readsAtOnce = 1,
): Promise<INodeExecutionData[][]> {
	try {
		const operation = chosen(context, resources);
		if (isBatch(operation)) {
			refuseAgent(context, operation.name);
			return await operation.executeAll(context);
		}
		const atOnce = operation.value === 'get' ? readsAtOnce : 1;
		return [await runForEachItem(context, forAgents(context, operation.execute), atOnce)];
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

/** @throws NodeOperationError when there is no such operation. */
function chosen(context: IExecuteFunctions, resources: Resource[]): Operation {
	const resource = context.getNodeParameter('resource', 0) as string;
	const operation = context.getNodeParameter('operation', 0) as string;
	const found = resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
	if (found) return found;
	throw new NodeOperationError(context.getNode(), `'${operation}' is not an operation of '${resource}'`, {
		itemIndex: 0,
	});
}
