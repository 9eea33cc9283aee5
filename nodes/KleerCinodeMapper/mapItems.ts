import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { mapUsers, type Employee } from '../../rules';
import { toNodeError } from '../shared/errors';
import { asJson } from '../shared/items';
import { readUsersSetup } from './users/readSetup';

/** Maps all items at once; first output mapped records, second rejected ones, each paired with its source. */
export function mapItems(context: IExecuteFunctions): INodeExecutionData[][] {
	const items = context.getInputData();
	try {
		const scheme = context.getNodeParameter('scheme', 0) as string;
		if (scheme !== 'users') {
			throw new NodeOperationError(context.getNode(), `'${scheme}' is not a scheme of this node`, {
				itemIndex: 0,
			});
		}
		return mapEmployees(context, items);
	} catch (error) {
		const failure = toNodeError(context.getNode(), error, 0);
		if (!context.continueOnFail()) throw failure;
		return [items.map((_, item) => ({ json: { error: failure.message }, pairedItem: { item } })), []];
	}
}

function mapEmployees(context: IExecuteFunctions, items: INodeExecutionData[]): INodeExecutionData[][] {
	const strangers: INodeExecutionData[] = [];
	const employees: Array<{ item: number; employee: Employee }> = [];
	for (const [item, { json }] of items.entries()) {
		if (typeof json.id === 'number' && typeof json.hasPayroll === 'boolean') {
			employees.push({ item, employee: json as unknown as Employee });
		} else {
			const reasons = ["Not an employee as the Kleer node gives it: connect Kleer's Employee: Get Many"];
			strangers.push({
				json: { scheme: 'users', key: '', label: `item ${item}`, reasons },
				pairedItem: { item },
			});
		}
	}
	const mapping = mapUsers(
		employees.map(({ employee }) => employee),
		readUsersSetup(context),
	);
	const output = ({ index, record }: { index: number; record: object }): INodeExecutionData => ({
		json: asJson(record),
		pairedItem: { item: employees[index]?.item ?? 0 },
	});
	tellWhatWasLeftOut(context, mapping.leftOut, mapping.remarks);
	return [mapping.mapped.map(output), [...mapping.rejected.map(output), ...strangers]];
}

function tellWhatWasLeftOut(
	context: IExecuteFunctions,
	{ subcontractors, outOfScope }: { subcontractors: number; outOfScope: number },
	remarks: string[],
) {
	const messages = [...remarks];
	if (subcontractors > 0) messages.push(`${subcontractors} subcontractors were left out`);
	if (outOfScope > 0) messages.push(`${outOfScope} people out of scope were left out`);
	if (messages.length === 0) return;
	context.addExecutionHints({ message: messages.join('. '), location: 'outputPane' });
}
