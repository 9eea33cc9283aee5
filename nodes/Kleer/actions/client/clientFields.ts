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
	text('City', 'state', { description: 'The town of the address' }),
	{
		displayName: 'Client Type',
		name: 'client-type',
		type: 'options',
		options: [
			{ name: 'Organisation', value: 'Organisation' },
			{ name: 'Person', value: 'Person' },
		],
		default: 'Organisation',
		description: 'Whether the client is a company or a person',
	},
	text('Country', 'country', { description: 'As it shall stand in the address' }),
	text('Country Code', 'country-code', { placeholder: 'e.g. SE', description: 'ISO code of two letters' }),
	text('Currency', 'currency-type', { placeholder: 'e.g. SEK', description: 'ISO code of three letters' }),
	text('Customer Number', 'foreign-id', { description: "Kleer's foreign-id" }),
	text('Delivery Type', 'delivery-type', { description: 'How invoices are sent; empty keeps it' }),
	text('GLN', 'gln', { description: 'The global location number for electronic invoices' }),
	text('Internal Notes', 'notes', {
		typeOptions: { rows: 3 },
		description: 'For colleagues; never on invoices',
	}),
	text('Invoice Email', 'email', {
		placeholder: 'e.g. name@example.com',
		description: 'Where invoices are sent',
	}),
	text('Organisation Number', 'orgno', { description: 'With or without its dash' }),
	{
		displayName: 'Payment Days',
		name: 'payment-days',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 30,
		description: 'Terms of payment in days',
	},
	text('Phone', 'phone', { description: 'The phone number, as Kleer shall show it' }),
	text('Street', 'address1', { description: 'Street and number, or box' }),
	text('Street, Second Line', 'address2', { description: 'A second line of the address, such as c/o' }),
	text('VAT Number', 'vat-nr', { description: 'With its country code, such as SE556000333301' }),
	text('Your Reference', 'contact', { description: 'The person or code at the client that invoices name' }),
	text('Zip Code', 'zip-code', { description: 'The postal code' }),
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
