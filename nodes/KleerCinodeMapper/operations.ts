import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { toNodeError } from '../shared/errors';
import { checkSetupOperation } from './checkSetup.operation';
import { mapItems } from './mapItems';
import { alert } from './reports/alert.operation';
import { history } from './reports/history.operation';
import { report } from './reports/report.operation';

type Operation = (context: IExecuteFunctions) => INodeExecutionData[][] | Promise<INodeExecutionData[][]>;

/** Every operation of the node, by name. */
const OPERATIONS: Record<string, Operation> = {
	alert,
	checkSetup: checkSetupOperation,
	history,
	map: mapItems,
	report,
};

/** Runs the operation that the parameters name; with "Continue on Fail" an error becomes an item. */
export async function runMapperOperation(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const name = context.getNodeParameter('operation', 0, 'map') as string;
	const operation = OPERATIONS[name];
	if (!operation) {
		throw new NodeOperationError(context.getNode(), `'${name}' is not an operation of this node`, {
			itemIndex: 0,
		});
	}
	try {
		return await operation(context);
	} catch (error) {
		const failure = toNodeError(context.getNode(), error, 0);
		if (!context.continueOnFail()) throw failure;
		return [[{ json: { error: failure.message }, pairedItem: { item: 0 } }]];
	}
}
