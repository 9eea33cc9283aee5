import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import { cinodeUsers } from '../../../../apis/cinode/users';
import { patchOf } from '../../../../sync';
import { showFor } from '../../../shared/showFor';
import { userIdOf } from './get.operation';
import { simplified, userFieldParameters, userLocator, valuesOf } from './userFields';

export const properties: INodeProperties[] = showFor('user', 'update', [
	userLocator,
	{
		displayName: 'Update Fields',
		name: 'updateFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: userFieldParameters([], 'update'),
	},
]);

/** Sends only the fields that are given, as a JSON patch. */
export async function execute(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const patch = patchOf(valuesOf(this.getNodeParameter('updateFields', itemIndex, {}) as IDataObject));
	if (patch.length === 0) {
		throw new NodeOperationError(this.getNode(), "'Update Fields' is empty: add the fields to change", {
			itemIndex,
		});
	}
	const users = cinodeUsers(await CinodeClient.open(this));
	return [simplified(await users.patchUser(userIdOf(this, itemIndex), patch))];
}
