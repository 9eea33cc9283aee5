import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import { cinodeUsers } from '../../../../apis/cinode/users';
import { USER_FIELDS, patchOf } from '../../../../sync';
import { fieldCollection, updateFields } from '../../../shared/fields';
import { idFrom } from '../../../shared/locator';
import { showFor } from '../../../shared/showFor';
import { valuesOf } from '../../shared/fieldParameters';
import { simplified, userFieldParameters, userLocator } from './userFields';

export const properties: INodeProperties[] = showFor('user', 'update', [
	userLocator,
	fieldCollection('Update Fields', userFieldParameters([], 'update')),
]);

/** Sends only the fields that are given, as a JSON patch. */
export async function execute(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const patch = patchOf(valuesOf(updateFields(this, itemIndex)), USER_FIELDS);
	const id = idFrom(this, userLocator, itemIndex);
	const users = cinodeUsers(await CinodeClient.open(this));
	return [simplified(await users.patchUser(id, patch))];
}
