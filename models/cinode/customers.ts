import {
	flag,
	id,
	list,
	nullable,
	number,
	numbered,
	object,
	required,
	stamp,
	text,
	type Infer,
} from '../decode';
import { ADDRESS_TYPES, CUSTOMER_STATUS } from './codes';
import { cinodeTag } from './people';

/** Cinode's customers (docs/vendors.md#cinode-customers). */

const cinodeManager = object({ companyUserId: id, firstName: text, lastName: text });
export type CinodeManager = Infer<typeof cinodeManager.fields>;

const listedCustomerFields = {
	id: required(id),
	name: text,
	description: text,
	/** Internal/External ID. */
	identification: text,
	status: numbered(CUSTOMER_STATUS),
	email: text,
	tags: list(cinodeTag),
	managers: list(cinodeManager),
	/** Only in the newer model. */
	updatedDateTime: stamp,
};

/** A customer as the extended list and a search show it; a search shows neither tags nor managers. */
export const cinodeListedCustomer = object(listedCustomerFields, true);
export type CinodeListedCustomer = Infer<typeof listedCustomerFields>;

const addressFields = {
	id: required(id),
	street1: text,
	street2: text,
	zipCode: text,
	city: text,
	country: text,
	email: text,
	addressType: numbered(ADDRESS_TYPES),
	comments: text,
};
export const cinodeCustomerAddress = object(addressFields, true);
export type CinodeCustomerAddress = Infer<typeof addressFields>;

const contactFields = { id: required(id), firstName: text, lastName: text, email: text };
export const cinodeContact = object(contactFields, true);
export type CinodeContact = Infer<typeof contactFields>;

const customerFields = {
	...listedCustomerFields,
	corporateIdentityNumber: text,
	vatNumber: text,
	phone: text,
	countryId: id,
	country: nullable(object({ countryId: required(id), code: text })),
	turnOverCurrency: nullable(object({ id: required(id), currencyCode: text })),
	addresses: list(cinodeCustomerAddress, 'address'),
	contacts: list(cinodeContact),
	// What a row of one's own may write, besides the e-mail.
	homepage: text,
	fax: text,
	intermediator: flag,
	size: number,
	turnOver: number,
};

/** A customer in full (CompanyCustomerModel). */
export const cinodeCustomer = object(customerFields, true);
export type CinodeCustomer = Infer<typeof customerFields>;
