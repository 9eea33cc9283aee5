import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { cinodeCustomerAddress } from '../../../../models/cinode/customers';
import { cinodeCustomers } from '../../../../apis/cinode/customers';
import { asJson } from '../../../shared/items';
import { customerPart } from '../../shared/customerParts';

const text = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	description,
});

const ADDRESS_FIELDS: INodeProperties[] = [
	text('City', 'city', 'The town'),
	text('Comments', 'comments', 'A remark for colleagues'),
	text('Country', 'country', 'The country’s name, as it shall stand in the address'),
	text('Email', 'email', 'Where invoices are sent, for an invoice address'),
	text('Street 1', 'street1', 'Street and number, or box'),
	text('Street 2', 'street2', 'A second line, such as c/o'),
	{
		displayName: 'Type',
		name: 'addressType',
		type: 'options',
		// Cinode's AddressType (docs/vendors.md#cinode-enumerations).
		options: [
			{ name: 'Invoice', value: 2 },
			{ name: 'Location', value: 3 },
			{ name: 'Undefined', value: 0 },
			{ name: 'Visiting', value: 1 },
		],
		default: 2,
		description: 'What the address is for; an office is a location',
	},
	text('Zip Code', 'zipCode', 'The postal code'),
];

/** A customer's addresses; a list is only inside the customer. */
export const customerAddress = customerPart({
	title: 'Customer Address',
	resource: 'customerAddress',
	one: 'customer address',
	many: 'customer addresses',
	path: 'addresses',
	model: cinodeCustomerAddress,
	searchMethod: 'searchCustomerAddresses',
	required: [],
	optional: ADDRESS_FIELDS,
	defaults: { addressType: 2 },
	fields: ADDRESS_FIELDS.map(({ name }) => name),
	async list(client, customerId): Promise<IDataObject[]> {
		const { addresses } = await cinodeCustomers(client).getCustomer(customerId);
		return (addresses ?? []).map(asJson);
	},
});
