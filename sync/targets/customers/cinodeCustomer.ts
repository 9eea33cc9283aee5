import { ADDRESS_TYPES, CUSTOMER_STATUS } from '../../../models/cinode/codes';
import type {
	CinodeContact,
	CinodeCustomer,
	CinodeCustomerAddress,
	CinodeListedCustomer,
	CinodeManager,
} from '../../../models/cinode/customers';
import type { CinodeListedUser, CinodeTag } from '../../../models/cinode/people';
import { comparableKey, foldText, maskPrivateText, type MappedCustomer } from '../../../rules';
import { partOf, type FieldAccess, type PatchOperation } from '../shared/differences';
import type { ListedTarget } from '../../contract/listedTarget';

export const INVOICE_ADDRESS = ADDRESS_TYPES.invoice;
export { CUSTOMER_STATUS };
export type { CinodeContact, CinodeCustomer, CinodeCustomerAddress, CinodeListedCustomer, CinodeManager };

/** What the customers sync asks of Cinode. Every method throws VendorError. */
export interface CinodeCustomersApi {
	/** `GET customers/extended`: all, in one reply. */
	listCustomers(): Promise<CinodeListedCustomer[]>;
	getCustomer(id: number): Promise<CinodeCustomer>;
	/** `POST customers/search`; `contains` finds parts of a number, `equals` only the whole. */
	searchCustomers(query: {
		field: 'corporateIdentityNumber' | 'identification' | 'name';
		value: string;
		operator: 'contains' | 'equals';
	}): Promise<CinodeListedCustomer[]>;
	/** `POST customers/search` without a filter: `status`, the inactive first; `updated`, the latest first. Pages count from 1. */
	searchCustomerPage(query: { sortBy: 'status' | 'updated'; page: number; itemsPerPage: number }): Promise<{
		result: CinodeListedCustomer[];
		totalItems: number;
	}>;
	createCustomer(body: Record<string, unknown>): Promise<CinodeCustomer>;
	patchCustomer(id: number, operations: PatchOperation[]): Promise<CinodeCustomer>;
	createAddress(customerId: number, body: Record<string, unknown>): Promise<void>;
	/** Replaces the whole address. */
	updateAddress(customerId: number, addressId: number, body: Record<string, unknown>): Promise<void>;
	createContact(customerId: number, body: { firstName: string; lastName: string }): Promise<void>;
	addManagers(customerId: number, userIds: number[]): Promise<void>;
	removeManager(customerId: number, userId: number): Promise<void>;
	/** v0.1, replaces all tags: only for a customer that has none of its own. */
	setTags(customerId: number, tags: Array<{ id?: number; name: string }>): Promise<CinodeCustomer>;
	/** v0.2, adds one; an entry without id makes a new tag. */
	addTag(customerId: number, tag: { id?: number; name: string }): Promise<{ tags: CinodeTag[] }>;
	/** v0.2 */
	removeTag(customerId: number, tagId: number): Promise<void>;
	listTags(): Promise<CinodeTag[]>;
	listUsers(): Promise<CinodeListedUser[]>;
	listCurrencies(): Promise<Array<{ id: number; currencyCode: string }>>;
	/** The country of the own company; there is no list of countries (docs/vendors.md#cinode-look-ups). */
	companyCountryId(): Promise<number | undefined>;
}

/** Where each target field is written and read (docs/vendors.md#cinode-customers); parts of their own aren't here. */
export const CUSTOMER_FIELDS: Record<string, FieldAccess<CinodeCustomer>> = {
	identification: {
		create: 'identification',
		patch: '/identification',
		read: ({ identification }) => identification,
	},
	name: { create: 'name', patch: '/name', read: ({ name }) => name },
	description: { create: 'description', patch: '/description', read: ({ description }) => description },
	corporateIdentityNumber: {
		create: 'corporateIdentityNumber',
		patch: '/corporateidentitynumber',
		read: ({ corporateIdentityNumber }) => corporateIdentityNumber,
	},
	vatNumber: { create: 'vatNumber', patch: '/vatnumber', read: ({ vatNumber }) => vatNumber },
	phone: { create: 'phone', patch: '/phone', read: ({ phone }) => phone },
	// Further fields, for rows of one's own.
	email: { create: 'email', patch: '/email', read: ({ email }) => email },
	homepage: { create: 'homepage', patch: '/homepage', read: ({ homepage }) => homepage },
	fax: { create: 'fax', patch: '/fax', read: ({ fax }) => fax },
	intermediator: {
		create: 'intermediator',
		patch: '/intermediator',
		read: ({ intermediator }) => intermediator,
	},
	size: { create: 'size', patch: '/size', read: ({ size }) => size },
	turnOver: { create: 'turnOver', patch: '/turnover', read: ({ turnOver }) => turnOver },
} satisfies Partial<Record<keyof MappedCustomer['values'], FieldAccess<CinodeCustomer>>>;

/** Fields whose rule value is an ISO code and whose API value is Cinode's own id. */
export const CODED_FIELDS = {
	country: {
		create: 'countryId',
		patch: '/countryid',
		read: ({ country }: CinodeCustomer) => partOf(country, ({ code }) => code),
	},
	// Assumption: the customer's currency is what the API calls the turnover's (docs/vendors.md#cinode-customers).
	currency: {
		create: 'turnOverCurrencyId',
		patch: '/turnovercurrencyid',
		read: ({ turnOverCurrency }: CinodeCustomer) =>
			partOf(turnOverCurrency, ({ currencyCode }) => currencyCode),
	},
} satisfies Partial<Record<keyof MappedCustomer['values'], FieldAccess<CinodeCustomer>>>;

export function numberLink(number: string): string {
	return `number ${number}`;
}

export function nameLink(name: string): string {
	return `name ${foldText(name)}`;
}

/** A customer as matching sees it. Its organisation number isn't in the list. */
export function listedCustomer(customer: CinodeListedCustomer): ListedTarget {
	const name = customer.name?.trim() ?? '';
	const links = name ? [nameLink(name)] : [];
	const ids = (list: Array<number | null | undefined>) => list.map((id) => id ?? 0).sort((a, b) => a - b);
	return {
		id: customer.id,
		key: comparableKey(customer.identification),
		label: maskPrivateText(name) || `customer ${customer.id}`,
		listState: JSON.stringify([
			customer.id,
			customer.status ?? '',
			name,
			customer.description ?? '',
			customer.identification ?? '',
			customer.email ?? '',
			ids((customer.tags ?? []).map(({ id }) => id)),
			ids((customer.managers ?? []).map(({ companyUserId }) => companyUserId)),
			customer.updatedDateTime ? Date.parse(`${customer.updatedDateTime.replace(/Z$/, '')}Z`) : '',
		]),
		linkKeys: links,
		confirmingValues: links,
		disconnected: customer.status === CUSTOMER_STATUS.inactive,
	};
}
