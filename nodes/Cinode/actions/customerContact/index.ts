import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { listOf } from '../../../../apis/cinode/lists';
import { customerPart } from '../../shared/customerParts';

const text = (displayName: string, name: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
});

const NAMES: INodeProperties[] = [
	{ ...text('First Name', 'firstName'), required: true },
	{ ...text('Last Name', 'lastName'), required: true },
];
const MORE_FIELDS: INodeProperties[] = [
	text('Comments', 'comments'),
	text('Email', 'email'),
	text('Phone 1', 'phone1'),
	text('Phone 2', 'phone2'),
	text('Title', 'title'),
];

/** A customer's contacts, with phones and titles, which the customer itself doesn't show. */
export const customerContact = customerPart({
	resource: 'customerContact',
	one: 'customer contact',
	many: 'customer contacts',
	path: 'contacts',
	searchMethod: 'searchCustomerContacts',
	required: NAMES,
	optional: MORE_FIELDS,
	defaults: {},
	fields: [...NAMES, ...MORE_FIELDS].map(({ name }) => name),
	list: async (client, customerId) =>
		listOf<IDataObject>(await client.company({ method: 'GET', path: `/customers/${customerId}/contacts` })),
});
