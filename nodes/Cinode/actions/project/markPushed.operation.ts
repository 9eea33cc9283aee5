import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { failedItem } from '../../../shared/items';
import type { Operation } from '../../../shared/resource';
import { PushedMarks, SignedSet } from '../../../../sync';
import { N8nRow } from '../../../shared/n8nRow';

export const markPushed: Operation = {
	name: 'Mark as Pushed',
	value: 'markPushed',
	action: 'Mark projects as pushed',
	description: 'Tell Get Changed, in the same workflow, which projects need not be given again',
	properties: [
		{
			displayName:
				"Get Changed, in the same workflow and with 'Repeat Until Marked' on, hands over a project again until it is marked here.",
			name: 'markNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Project IDs',
			name: 'projectIds',
			type: 'string',
			default: '={{ $json.settled }}',
			required: true,
			description:
				"The projects that were pushed: a list, or IDs separated by commas. The Kleer node's Client Project: Sync says them in the summary as 'settled'.",
		},
	],
	executeAll,
};

/** Gives one item: how many were marked. */
async function executeAll(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	try {
		const ids = new Set(context.getInputData().flatMap((_, index) => idsOf(context, index)));
		await new PushedMarks(new SignedSet(new N8nRow(context.helpers, 'workflow'))).add([...ids]);
		return [
			[{ json: { marked: ids.size }, pairedItem: context.getInputData().map((_, item) => ({ item })) }],
		];
	} catch (error) {
		return [[failedItem(context, error, 0)]];
	}
}

/** An item that says nothing, as of a push that did nothing, marks nothing. */
function idsOf(context: IExecuteFunctions, itemIndex: number): number[] {
	const given: unknown = context.getNodeParameter('projectIds', itemIndex, '');
	const list = Array.isArray(given) ? given : String(given ?? '').split(',');
	return list
		.map((one) => String(one).trim())
		.filter((one) => one !== '')
		.map((one) => {
			if (/^\d+$/.test(one)) return Number(one);
			throw new NodeOperationError(context.getNode(), `'${one}' is not the ID of a project in Cinode`, {
				itemIndex,
			});
		});
}
