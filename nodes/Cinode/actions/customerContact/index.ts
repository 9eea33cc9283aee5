import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { cinodeContact } from '../../../../models/cinode/customers';
import { customerPart } from '../../shared/customerParts';

const text = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	description,
});

const NAMES: INodeProperties[] = [
	{ ...text('First Name', 'firstName', 'The contact’s first name'), required: true },
	{ ...text('Last Name', 'lastName', 'The contact’s last name'), required: true },
];
const MORE_FIELDS: INodeProperties[] = [
	text('Comments', 'comments', 'A remark for colleagues'),
	text('Email', 'email', 'The contact’s e-mail address'),
	text('Phone 1', 'phone1', 'The first phone number'),
	text('Phone 2', 'phone2', 'Another phone number'),
	text('Title', 'title', 'What the contact does at the customer, such as Purchaser'),
];

/** A customer's contacts, with phones and titles, which the customer itself doesn't show. */
export const customerContact = customerPart({
	title: 'Customer Contact',
	resource: 'customerContact',
	one: 'customer contact',
	many: 'customer contacts',
	path: 'contacts',
	model: cinodeContact,
	searchMethod: 'searchCustomerContacts',
	required: NAMES,
	optional: MORE_FIELDS,
	defaults: {},
	fields: [...NAMES, ...MORE_FIELDS].map(({ name }) => name),
	list: async (client, customerId) =>
		(await client.list(`/customers/${customerId}/contacts`, cinodeContact, {
			expected: "a customer's contacts",
		})) as IDataObject[],
});
