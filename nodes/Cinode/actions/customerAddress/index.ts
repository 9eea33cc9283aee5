import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { cinodeCustomers } from '../../../../apis/cinode/customers';
import { asJson } from '../../../shared/items';
import { customerPart } from '../../shared/customerParts';

const text = (displayName: string, name: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
});

const ADDRESS_FIELDS: INodeProperties[] = [
	text('City', 'city'),
	text('Comments', 'comments'),
	text('Country', 'country'),
	text('Email', 'email'),
	text('Street 1', 'street1'),
	text('Street 2', 'street2'),
	{
		displayName: 'Type',
		name: 'addressType',
		type: 'options',
		// Cinode's AddressType (facts/cinode.md 1.4).
		options: [
			{ name: 'Invoice', value: 2 },
			{ name: 'Location', value: 3 },
			{ name: 'Undefined', value: 0 },
			{ name: 'Visiting', value: 1 },
		],
		default: 2,
	},
	text('Zip Code', 'zipCode'),
];

/** A customer's addresses; a list is only inside the customer. */
export const customerAddress = customerPart({
	resource: 'customerAddress',
	one: 'customer address',
	many: 'customer addresses',
	path: 'addresses',
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
