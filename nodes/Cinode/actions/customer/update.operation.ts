import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import { cinodeCustomers } from '../../../../apis/cinode/customers';
import type { PatchOperation } from '../../../../sync';
import { fieldCollection, updateFields } from '../../../shared/fields';
import { idFrom } from '../../../shared/locator';
import type { Operation } from '../../../shared/resource';
import { customerFieldParameters, customerLocator, simplified } from './customerFields';
import { asJson } from '../../../shared/items';

export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update a customer',
	description: 'Change the given fields of one customer and leave all others; returns the customer',
	properties: [customerLocator, fieldCollection('Update Fields', customerFieldParameters('update'))],
	execute,
};

/** Sends only the fields that are given, as a JSON patch; its paths are the fields' names in lower case. */
async function execute(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const id = idFrom(this, customerLocator, itemIndex);
	const patch = Object.entries(updateFields(this, itemIndex)).map(
		([field, value]): PatchOperation => ({
			op: 'replace',
			path: `/${field.toLowerCase()}`,
			value: value as PatchOperation['value'],
		}),
	);
	const api = cinodeCustomers(await CinodeClient.open(this));
	return [asJson(simplified(await api.patchCustomer(id, patch)))];
}
