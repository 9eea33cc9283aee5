import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { failedItem } from '../shared/items';
import { checkSetupOperation } from './checkSetup.operation';
import { mapItems } from './mapItems';
import { alert } from './reports/alert.operation';
import { history } from './reports/history.operation';
import { lookUp } from './reports/lookUp.operation';
import { report } from './reports/report.operation';
import type { MapperOperation } from './properties';
import { setUpOperation } from './setUp/setUp.operation';

type Execute = (context: IExecuteFunctions) => INodeExecutionData[][] | Promise<INodeExecutionData[][]>;

/** What each operation does. */
const OPERATIONS: Record<MapperOperation, Execute> = {
	alert,
	checkSetup: checkSetupOperation,
	history,
	lookUp,
	map: mapItems,
	report,
	setUp: setUpOperation,
};

/** Runs the operation that the parameters name; with "Continue on Fail" an error becomes an item. */
export async function runMapperOperation(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	try {
		const name = context.getNodeParameter('operation', 0, 'map') as string;
		const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name as MapperOperation] : undefined;
		if (!operation) {
			throw new NodeOperationError(context.getNode(), `'${name}' is not an operation of this node`, {
				itemIndex: 0,
			});
		}
		return await operation(context);
	} catch (error) {
		return [[failedItem(context, error, 0)]];
	}
}
