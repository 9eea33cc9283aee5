import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ClientFields } from '../../../../apis/kleer/clients';

const text = (displayName: string, name: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	...more,
});

/** A client's fields as parameters; each is named as in Kleer's XSD. */
export const clientFields: INodeProperties[] = [
	{
		displayName: 'Active',
		name: 'active',
		type: 'boolean',
		default: true,
		description: 'Whether the client is active',
	},
	text('City', 'state'),
	{
		displayName: 'Client Type',
		name: 'client-type',
		type: 'options',
		options: [
			{ name: 'Organisation', value: 'Organisation' },
			{ name: 'Person', value: 'Person' },
		],
		default: 'Organisation',
	},
	text('Country', 'country', { description: 'As it shall stand in the address' }),
	text('Country Code', 'country-code', { placeholder: 'e.g. SE', description: 'ISO code of two letters' }),
	text('Currency', 'currency-type', { placeholder: 'e.g. SEK', description: 'ISO code of three letters' }),
	text('Delivery Type', 'delivery-type', { description: 'How invoices are sent; empty keeps it' }),
	text('Foreign ID', 'foreign-id', { description: 'As a rule the customer number' }),
	text('GLN', 'gln'),
	text('Internal Notes', 'notes', { typeOptions: { rows: 3 } }),
	text('Invoice Email', 'email', { placeholder: 'e.g. name@example.com' }),
	text('Organisation Number', 'orgno'),
	{
		displayName: 'Payment Days',
		name: 'payment-days',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 30,
		description: 'Terms of payment in days',
	},
	text('Phone', 'phone'),
	text('Street', 'address1'),
	text('Street, Second Line', 'address2'),
	text('VAT Number', 'vat-nr'),
	text('Your Reference', 'contact'),
	text('Zip Code', 'zip-code'),
];

const ADDRESS_PARTS = ['address1', 'address2', 'zip-code', 'state', 'country'];

/** Parameters as the fields that Kleer takes. */
export function fieldsOf(parameters: IDataObject): ClientFields {
	const fields: IDataObject = {};
	const address: IDataObject = {};
	for (const [name, value] of Object.entries(parameters)) {
		(ADDRESS_PARTS.includes(name) ? address : fields)[name] = value;
	}
	return (Object.keys(address).length > 0 ? { ...fields, address } : fields) as ClientFields;
}
