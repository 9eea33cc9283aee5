import { tell } from './events.mts';
import { takeId } from './ids.mts';
import {
	dateTime,
	type CinodeContact,
	type CinodeCustomer,
	type CinodeCustomerAddress,
	type CinodeStore,
} from './store.mts';

export type NewContact = Partial<CinodeContact> & { firstName: string; lastName: string };
export type NewCustomer = Omit<Partial<CinodeCustomer>, 'contacts' | 'addresses'> & {
	name: string;
	contacts?: NewContact[];
	addresses?: Partial<CinodeCustomerAddress>[];
};

/** A new customer, as if made by hand. What isn't given is empty. */
export function addCinodeCustomer(store: CinodeStore, given: NewCustomer, now: number): CinodeCustomer {
	const at = dateTime(now);
	const { contacts = [], addresses = [], ...rest } = given;
	const customer: CinodeCustomer = {
		id: takeId(store, 'customer', given.id),
		description: null,
		identification: null,
		corporateIdentityNumber: null,
		vatNumber: null,
		email: null,
		homepage: null,
		phone: null,
		fax: null,
		intermediator: false,
		size: 0,
		status: 1,
		countryId: null,
		turnOver: null,
		turnOverCurrencyId: null,
		tags: [],
		managers: [],
		contacts: contacts.map((contact) => newContact(store, contact, now)),
		addresses: addresses.map((address) => newAddress(store, address)),
		createdDateTime: at,
		updatedDateTime: at,
		lastTouchDateTime: at,
		...rest,
	};
	store.customers.set(customer.id, customer);
	tell(store, 'customer', 'created', customer);
	return customer;
}

/** An edit by hand in Cinode; `bump: false` leaves updatedDateTime and lastTouchDateTime as they were. */
export function editCinodeCustomer(
	store: CinodeStore,
	id: number,
	patch: Partial<CinodeCustomer>,
	how: { now: number; bump?: boolean },
): CinodeCustomer {
	const customer = store.customers.get(id);
	if (!customer) throw new Error(`No Cinode customer ${id}`);
	Object.assign(customer, patch);
	if (how.bump !== false) {
		customer.updatedDateTime = dateTime(how.now);
		customer.lastTouchDateTime = customer.updatedDateTime;
	}
	tell(store, 'customer', 'updated', customer);
	return customer;
}

/** After a write to its tags, managers, contacts or addresses. */
export function touchCustomer(store: CinodeStore, customer: CinodeCustomer, now: number): void {
	customer.lastTouchDateTime = dateTime(now);
	if (store.options.bumpCustomerOnParts) customer.updatedDateTime = customer.lastTouchDateTime;
	tell(store, 'customer', 'updated', customer);
}

/** A contact that isn't anybody's yet. */
export function newContact(store: CinodeStore, given: NewContact, now: number): CinodeContact {
	return {
		id: takeId(store, 'contact', given.id),
		email: null,
		phone1: null,
		phone2: null,
		title: null,
		comments: null,
		createdDateTime: dateTime(now),
		...given,
	};
}

/** An address that isn't anybody's yet. */
export function newAddress(store: CinodeStore, given: Partial<CinodeCustomerAddress>): CinodeCustomerAddress {
	return {
		id: takeId(store, 'address', given.id),
		street1: null,
		street2: null,
		zipCode: null,
		city: null,
		country: null,
		email: null,
		comments: null,
		addressType: 0,
		...given,
	};
}
