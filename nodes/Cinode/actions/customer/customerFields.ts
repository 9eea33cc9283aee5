import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { CUSTOMER_RULES } from '../../../../rules';
import { CUSTOMER_FIELDS } from '../../../../sync';
import type { CinodeCustomer, CinodeListedCustomer } from '../../../../models/cinode/customers';
import { recordLocator } from '../../../shared/locator';
import { fieldParameters, lookupParameter } from '../../shared/fieldParameters';

/** The customer that an operation is about. */
export const customerLocator = recordLocator({
	displayName: 'Customer',
	name: 'customerId',
	searchMethod: 'searchCustomers',
	description: 'The customer in Cinode',
});

/** Fields of a customer that no rule of the sync writes (docs/vendors.md#cinode-customers). */
const MORE_FIELDS: INodeProperties[] = [
	{
		displayName: 'Country ID',
		name: 'countryId',
		type: 'number',
		default: 0,
		description:
			'Cinode’s own ID of the country; its API has no list of them. Get a customer there to see it.',
	},
	lookupParameter('Currency', 'turnOverCurrencyId', 'getCurrencies'),
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		placeholder: 'e.g. name@example.com',
		description: 'The customer’s general e-mail address; the one for invoices is in the invoice address',
	},
	{
		displayName: 'Fax',
		name: 'fax',
		type: 'string',
		default: '',
		description: 'The fax number, written as Cinode shall show it',
	},
	{
		displayName: 'Homepage',
		name: 'homepage',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com',
		description: 'The address of the customer’s web site',
	},
	{
		displayName: 'Intermediator',
		name: 'intermediator',
		type: 'boolean',
		default: false,
		description: 'Whether the customer is a broker through whom consultants are sold',
	},
];

/** Only a patch can change it (docs/vendors.md#cinode-customers). */
const STATUS_FIELD: INodeProperties = {
	displayName: 'Active',
	name: 'status',
	type: 'boolean',
	default: true,
	description: 'Whether the customer is active',
};

/** Cinode's fields for customers, as parameters. */
export function customerFieldParameters(canBe: 'create' | 'update'): INodeProperties[] {
	const rules = CUSTOMER_RULES.filter(
		({ field }) => field in CUSTOMER_FIELDS && !(canBe === 'create' && field === 'name'),
	);
	const more = canBe === 'update' ? [...MORE_FIELDS, STATUS_FIELD] : MORE_FIELDS;
	return [...fieldParameters(rules), ...more].sort((a, b) => a.displayName.localeCompare(b.displayName));
}

/** At most ten fields that people look for. */
export function simplified(customer: CinodeListedCustomer | CinodeCustomer): IDataObject {
	const fullName = ({ firstName, lastName }: { firstName?: string | null; lastName?: string | null }) =>
		`${firstName ?? ''} ${lastName ?? ''}`.trim();
	return {
		id: customer.id,
		name: customer.name ?? null,
		identification: customer.identification ?? null,
		status: customer.status === 0 ? 'inactive' : customer.status === 1 ? 'active' : null,
		email: customer.email ?? null,
		tags: (customer.tags ?? []).map(({ name }) => name),
		managers: (customer.managers ?? []).map(fullName),
		...('phone' in customer ? { phone: customer.phone ?? null } : {}),
		...('country' in customer ? { country: customer.country?.code ?? null } : {}),
		...('corporateIdentityNumber' in customer
			? { corporateIdentityNumber: customer.corporateIdentityNumber ?? null }
			: {}),
	};
}
