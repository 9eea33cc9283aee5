import type { Answer, Call } from '../http.mts';
import type { World } from '../world.mts';
import { newAddress, newContact, touchCustomer, type NewContact } from './customerEdits.mts';
import { addressModel, contactModel, customerFullModel, managersModel } from './customerModels.mts';
import { customerOf } from './customers.mts';
import { always, maybe, readBody, type Field } from './fields.mts';
import { empty, invalid, json } from './replies.mts';
import type { CinodeContact, CinodeCustomer, CinodeCustomerAddress } from './store.mts';
import { readTag, readTags, tagsOf } from './tags.mts';
import { isBody } from './validate.mts';

type Work<Result> = (customer: CinodeCustomer, call: Call, world: World) => Result;

/** A route below a customer. */
function reading(work: Work<Answer>): (call: Call, world: World) => Answer {
	return (call, world) => {
		const customer = customerOf(call, world);
		return customer ? work(customer, call, world) : empty(404);
	};
}

/** One that writes: a refusal is an answer; what went well is told after the customer's times are set. */
function writing(work: Work<Answer | (() => Answer)>): (call: Call, world: World) => Answer {
	return reading((customer, call, world) => {
		const answer = work(customer, call, world);
		if (typeof answer !== 'function') return answer;
		touchCustomer(world.cinode, customer, world.now());
		return answer();
	});
}

const ADDRESS = {
	street1: maybe('string'),
	street2: maybe('string'),
	zipCode: maybe('string'),
	city: maybe('string'),
	email: maybe('string'),
	comments: maybe('string'),
	country: maybe('string'),
	addressType: always('addressType'),
} satisfies Partial<Record<keyof CinodeCustomerAddress, Field>>;

const addressOf = (customer: CinodeCustomer, call: Call) =>
	customer.addresses.find((address) => address.id === Number(call.params.addressId));

/** POST /customers/:id/addresses: CompanyCustomerAddressAddEditModel, in which nothing is required. */
export const addAddress = writing((customer, call, { cinode }) => {
	const read = readBody(cinode, call.body, ADDRESS);
	if ('problems' in read) return invalid(read.problems);
	const address = newAddress(cinode, read.values);
	customer.addresses.push(address);
	return () => json(addressModel(cinode, customer, address), 201);
});

/** GET /customers/:id/addresses/:addressId; the list is only in the customer. */
export const getAddress = reading((customer, call, { cinode }) => {
	const address = addressOf(customer, call);
	return address ? json(addressModel(cinode, customer, address)) : empty(404);
});

/** PUT replaces: what is left out becomes empty, and the type 0. */
export const putAddress = writing((customer, call, { cinode }) => {
	const address = addressOf(customer, call);
	if (!address) return empty(404);
	const read = readBody(cinode, call.body, ADDRESS, { replaces: true });
	if ('problems' in read) return invalid(read.problems);
	Object.assign(address, read.values);
	return () => json(addressModel(cinode, customer, address));
});

export const deleteAddress = writing((customer, call) => {
	const address = addressOf(customer, call);
	if (!address) return empty(404);
	customer.addresses = customer.addresses.filter((one) => one !== address);
	return () => empty(200);
});

const CONTACT = {
	firstName: always('name'),
	lastName: always('name'),
	email: maybe('string'),
	phone1: maybe('string'),
	phone2: maybe('string'),
	title: maybe('string'),
	comments: maybe('string'),
} satisfies Partial<Record<keyof CinodeContact, Field>>;
const CONTACT_REQUIRED = ['firstName', 'lastName'];

const contactOf = (customer: CinodeCustomer, call: Call) =>
	customer.contacts.find((contact) => contact.id === Number(call.params.contactId));

/** GET /customers/:id/contacts: the full models, with phones. */
export const listContacts = reading((customer, _call, { cinode }) =>
	json(customer.contacts.map((contact) => contactModel(cinode, customer, contact))),
);

/** POST /customers/:id/contacts: CompanyCustomerContactAddEditModel. */
export const addContact = writing((customer, call, world) => {
	const read = readBody(world.cinode, call.body, CONTACT, { required: CONTACT_REQUIRED });
	if ('problems' in read) return invalid(read.problems);
	const contact = newContact(world.cinode, read.values as unknown as NewContact, world.now());
	customer.contacts.push(contact);
	return () => json(contactModel(world.cinode, customer, contact), 201);
});

export const getContact = reading((customer, call, { cinode }) => {
	const contact = contactOf(customer, call);
	return contact ? json(contactModel(cinode, customer, contact)) : empty(404);
});

export const putContact = writing((customer, call, { cinode }) => {
	const contact = contactOf(customer, call);
	if (!contact) return empty(404);
	const read = readBody(cinode, call.body, CONTACT, { required: CONTACT_REQUIRED, replaces: true });
	if ('problems' in read) return invalid(read.problems);
	Object.assign(contact, read.values);
	return () => json(contactModel(cinode, customer, contact));
});

export const deleteContact = writing((customer, call) => {
	const contact = contactOf(customer, call);
	if (!contact) return empty(404);
	customer.contacts = customer.contacts.filter((one) => one !== contact);
	return () => empty(200);
});

/** GET /customers/:id/managers: the customer's responsible. */
export const listManagers = reading((customer, _call, { cinode }) => json(managersModel(cinode, customer)));

/** POST /customers/:id/managers {companyUserIds}: adds, or replaces, by a switch (docs/vendors.md#cinode-customers: unknown). */
export const postManagers = writing((customer, call, { cinode }) => {
	const body = isBody(call.body) ? call.body : {};
	const unknown = Object.keys(body).find((key) => key !== 'companyUserIds');
	if (unknown) return invalid({ [unknown]: ['Unknown field.'] });
	const ids = body.companyUserIds;
	if (!Array.isArray(ids)) return invalid({ CompanyUserIds: ['The CompanyUserIds field is required.'] });
	const stranger: unknown = ids.find((id) => !cinode.users.has(id as number));
	if (stranger !== undefined) return invalid({ CompanyUserIds: [`No user ${String(stranger)}.`] });
	const kept = cinode.options.managersPost === 'adds' ? customer.managers : [];
	customer.managers = [...new Set([...kept, ...(ids as number[])])];
	return () => json(managersModel(cinode, customer));
});

/** DELETE /customers/:id/managers/:companyUserId */
export const deleteManager = writing((customer, call) => {
	const id = Number(call.params.companyUserId);
	if (!customer.managers.includes(id)) return empty(404);
	customer.managers = customer.managers.filter((one) => one !== id);
	return () => empty(200);
});

/** POST /v0.1/…/customers/:id/tags REPLACES all tags. */
export const postTags = writing((customer, call, { cinode }) => {
	const read = readTags(cinode, call.body);
	if ('problems' in read) return invalid(read.problems);
	customer.tags = read.ids;
	return () => json(customerFullModel(cinode, customer));
});

/** GET /v0.2/…/customers/:id/tags */
export const listTags = reading((customer, _call, { cinode }) =>
	json(tagsOf(cinode, customer.tags).map(({ id, name }) => ({ id, name }))),
);

/** POST /v0.2/…/customers/:id/tags adds one. */
export const addTag = writing((customer, call, { cinode }) => {
	const read = readTag(cinode, call.body);
	if ('problems' in read) return invalid(read.problems);
	if (!customer.tags.includes(read.id)) customer.tags = [...customer.tags, read.id];
	return () => json({ id: read.id, name: cinode.tags.get(read.id)?.name }, 201);
});

/** DELETE /v0.2/…/customers/:id/tags/:tagId takes it off the customer; the tag itself stays. */
export const deleteTag = writing((customer, call) => {
	const id = Number(call.params.tagId);
	if (!customer.tags.includes(id)) return empty(404);
	customer.tags = customer.tags.filter((one) => one !== id);
	return () => empty(200);
});
