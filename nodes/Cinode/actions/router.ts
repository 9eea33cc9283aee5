import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { runForEachItem } from '../../shared/items';
import * as user from './user';

/** Finds the operation that the parameters name. */
export async function router(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const resource = context.getNodeParameter('resource', 0) as string;
	const operation = context.getNodeParameter('operation', 0) as string;
	switch (`${resource}:${operation}`) {
		case 'user:create':
			return [await runForEachItem(context, user.create.execute)];
		case 'user:get':
			return [await runForEachItem(context, user.get.execute)];
		case 'user:getAll':
			return [await runForEachItem(context, user.getAll.execute)];
		case 'user:sync':
			return await user.sync.execute(context);
		case 'user:update':
			return [await runForEachItem(context, user.update.execute)];
		default:
			throw new NodeOperationError(context.getNode(), `'${operation}' is not an operation of '${resource}'`, {
				itemIndex: 0,
			});
	}
}
