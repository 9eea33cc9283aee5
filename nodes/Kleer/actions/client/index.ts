import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Client } from '../../../../rules';
import { KleerClient } from '../../../../apis/kleer/client';
import { createClient, getClient, listClients, updateClient } from '../../../../apis/kleer/clients';
import { fieldCollection, filledFields, requiredText, updateFields } from '../../../shared/fields';
import { asJson } from '../../../shared/items';
import { idFrom, recordLocator } from '../../../shared/locator';
import { activityStateFilter, exactFilter, textFilter } from '../../shared/filters';
import { picked } from '../../shared/output';
import type { Resource } from '../../../shared/resource';
import { readOperations } from '../../shared/readOperations';
import { clientFields, fieldsOf } from './clientFields';

/** Those that people look for. */
const SIMPLE_FIELDS = [
	'id',
	'name',
	'foreignId',
	'active',
	'organisationNumber',
	'email',
	'phone',
	'currency',
	'paymentDays',
	'responsible',
];

const { locator, operations: reading } = readOperations<Client>({
	resource: 'client',
	one: 'client',
	many: 'clients',
	joined: ' with categories and the person responsible',
	searchMethod: 'searchClients',
	filters: [
		activityStateFilter('clients', ({ active }) => active),
		exactFilter(
			{
				displayName: 'Customer Number',
				name: 'foreignId',
				description: 'The whole customer number that an integration or Kleer’s user interface set',
			},
			({ foreignId }) => foreignId,
		),
		exactFilter(
			{
				displayName: 'Organisation Number',
				name: 'organisationNumber',
				description: 'The whole organisation number, with or without its dash',
			},
			({ organisationNumber }) => organisationNumber,
		),
		textFilter('Part of a name or e-mail address', 'e.g. konsult', ({ name, email }) => [name, email]),
	],
	simplified: (client) => picked(client, SIMPLE_FIELDS),
	get: getClient,
	list: listClients,
});

const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	required: true,
	description: 'The client’s name, as invoices have it',
};

/** Kleer requires somebody (docs/vendors.md#kleer-models, client). */
const responsibleLocator = recordLocator({
	displayName: 'Our Reference',
	name: 'responsibleId',
	searchMethod: 'searchEmployees',
	description: 'The person in Kleer who is responsible for the client',
});

async function create(this: IExecuteFunctions, itemIndex: number) {
	const fields = {
		...fieldsOf(filledFields(this, 'additionalFields', itemIndex)),
		name: requiredText(this, nameField, itemIndex),
		user: { id: idFrom(this, responsibleLocator, itemIndex) },
	};
	const client = await KleerClient.open(this);
	return [asJson(await getClient(client, await createClient(client, fields)))];
}

async function update(this: IExecuteFunctions, itemIndex: number) {
	const id = idFrom(this, locator, itemIndex);
	const fields = fieldsOf(updateFields(this, itemIndex));
	const client = await KleerClient.open(this);
	await updateClient(client, id, fields);
	return [asJson(await getClient(client, id))];
}

/** Kleer’s clients: who is invoiced. */
export const client: Resource = {
	title: 'Client',
	value: 'client',
	defaultOperation: 'getAll',
	operations: [
		...reading,
		{
			name: 'Create',
			value: 'create',
			action: 'Create a client',
			description: 'Create one client; returns it with its ID',
			properties: [nameField, responsibleLocator, fieldCollection('Additional Fields', clientFields)],
			execute: create,
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update a client',
			description: 'Change the given fields of one client and leave all others; returns the client',
			properties: [
				locator,
				fieldCollection('Update Fields', [...clientFields, { ...nameField, required: undefined }]),
			],
			execute: update,
		},
	],
};
