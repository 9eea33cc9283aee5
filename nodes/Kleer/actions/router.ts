import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { runForEachItem } from '../../shared/items';
import * as employee from './employee';

/** Finds the operation that the parameters name. */
export async function router(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const resource = context.getNodeParameter('resource', 0) as string;
	const operation = context.getNodeParameter('operation', 0) as string;
	switch (`${resource}:${operation}`) {
		case 'employee:get':
			return [await runForEachItem(context, employee.get.execute)];
		case 'employee:getAll':
			return [await runForEachItem(context, employee.getAll.execute)];
		default:
			throw new NodeOperationError(context.getNode(), `'${operation}' is not an operation of '${resource}'`, {
				itemIndex: 0,
			});
	}
}
