import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import type { ItemOperation } from '../items';
import { isClosedToAgent } from './agent';
import { isSensitiveName, withoutSensitive } from './withoutSensitive';

/** Where operations have the fields that they write. */
const COLLECTIONS = ['additionalFields', 'updateFields'];

/**
 * An operation as an AI agent has it, so that no operation has to think of agents itself: it sets no sensitive field
 * and gets none, unless a person has opened them in the tool's own node. Without an agent it is the operation itself.
 */
export function forAgents(context: IExecuteFunctions, operation: ItemOperation): ItemOperation {
	if (!isClosedToAgent(context)) return operation;
	return async function (this: IExecuteFunctions, itemIndex) {
		for (const name of COLLECTIONS) {
			const fields = this.getNodeParameter(name, itemIndex, {}) as IDataObject | null;
			const closed = Object.keys(fields ?? {}).find(isSensitiveName);
			if (closed === undefined) continue;
			throw new NodeOperationError(this.getNode(), `'${closed}' is not for AI agents`, {
				description: "Switch on 'Open Sensitive Data to the Agent' in the tool's own node if it may set it",
				itemIndex,
			});
		}
		const records = await operation.call(this, itemIndex);
		return records.map((record) => withoutSensitive(record) as IDataObject);
	};
}
