import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import { cinodeCustomers } from '../../../../apis/cinode/customers';
import { fieldCollection, filledFields, requiredText } from '../../../shared/fields';
import type { Operation } from '../../../shared/resource';
import { customerFieldParameters, simplified } from './customerFields';
import { asJson } from '../../../shared/items';

const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	required: true,
	description: 'The customer’s name',
};

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create a customer',
	description: 'Create one customer; returns it with its ID',
	properties: [nameField, fieldCollection('Additional Fields', customerFieldParameters('create'))],
	execute,
};

async function execute(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const name = requiredText(this, nameField, itemIndex);
	const fields = filledFields(this, 'additionalFields', itemIndex);
	const api = cinodeCustomers(await CinodeClient.open(this));
	return [asJson(simplified(await api.createCustomer({ ...fields, name })))];
}
