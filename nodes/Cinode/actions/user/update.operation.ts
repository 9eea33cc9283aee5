import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import { cinodeUsers } from '../../../../apis/cinode/users';
import { USER_FIELDS, patchOf } from '../../../../sync';
import { fieldCollection, updateFields } from '../../../shared/fields';
import { idFrom } from '../../../shared/locator';
import type { Operation } from '../../../shared/resource';
import { valuesOf } from '../../shared/fieldParameters';
import { simplified, userFieldParameters, userLocator } from './userFields';

export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update a user',
	description: 'Change the given fields of one person and leave all others; returns the person',
	properties: [userLocator, fieldCollection('Update Fields', userFieldParameters([], 'update'))],
	execute,
};

/** Sends only the fields that are given, as a JSON patch. */
async function execute(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const patch = patchOf(valuesOf(updateFields(this, itemIndex)), USER_FIELDS);
	const id = idFrom(this, userLocator, itemIndex);
	const users = cinodeUsers(await CinodeClient.open(this));
	return [simplified(await users.patchUser(id, patch))];
}
