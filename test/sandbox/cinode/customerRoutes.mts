import {
	addAddress,
	addContact,
	addTag,
	deleteAddress,
	deleteContact,
	deleteManager,
	deleteTag,
	getAddress,
	getContact,
	listContacts,
	listManagers,
	listTags,
	postManagers,
	postTags,
	putAddress,
	putContact,
} from './customerParts.mts';
import { searchContacts, searchCustomers } from './customerSearch.mts';
import {
	addCustomer,
	deleteCustomer,
	getCustomer,
	listCustomers,
	listCustomersExtended,
	patchCustomer,
	putCustomer,
} from './customers.mts';
import { C, C2, CUSTOMERS, get, remove, send, type CinodeRoute } from './route.mts';

const ALL = `${C}/customers`;
const ONE = `${ALL}/:id`;
const TAGS_2 = `${C2}/customers/:id/tags`;

/** docs/vendors.md#cinode-customers. Addresses have no list of their own. */
export const customerRoutes: CinodeRoute[] = [
	get(ALL, listCustomers, CUSTOMERS),
	send('POST', ALL, addCustomer, CUSTOMERS),
	get(`${ALL}/extended`, listCustomersExtended, CUSTOMERS),
	send('POST', `${ALL}/search`, searchCustomers, CUSTOMERS),
	send('POST', `${ALL}/contacts/search`, searchContacts, CUSTOMERS),
	get(ONE, getCustomer, CUSTOMERS),
	send('PUT', ONE, putCustomer, CUSTOMERS),
	send('PATCH', ONE, patchCustomer, CUSTOMERS),
	send('DELETE', ONE, deleteCustomer, CUSTOMERS),

	send('POST', `${ONE}/addresses`, addAddress, CUSTOMERS),
	get(`${ONE}/addresses/:addressId`, getAddress, CUSTOMERS),
	send('PUT', `${ONE}/addresses/:addressId`, putAddress, CUSTOMERS),
	remove(`${ONE}/addresses/:addressId`, deleteAddress, CUSTOMERS),

	get(`${ONE}/contacts`, listContacts, CUSTOMERS),
	send('POST', `${ONE}/contacts`, addContact, CUSTOMERS),
	get(`${ONE}/contacts/:contactId`, getContact, CUSTOMERS),
	send('PUT', `${ONE}/contacts/:contactId`, putContact, CUSTOMERS),
	remove(`${ONE}/contacts/:contactId`, deleteContact, CUSTOMERS),

	get(`${ONE}/managers`, listManagers, CUSTOMERS),
	send('POST', `${ONE}/managers`, postManagers, CUSTOMERS),
	remove(`${ONE}/managers/:companyUserId`, deleteManager, CUSTOMERS),

	send('POST', `${ONE}/tags`, postTags, CUSTOMERS),
	get(TAGS_2, listTags, CUSTOMERS),
	send('POST', TAGS_2, addTag, CUSTOMERS),
	remove(`${TAGS_2}/:tagId`, deleteTag, CUSTOMERS),
];
