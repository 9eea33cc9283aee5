import { currencyModel, seo, tagBaseModel, type Json } from './models.mts';
import type { CinodeContact, CinodeCustomer, CinodeCustomerAddress, CinodeStore } from './store.mts';
import { tagsOf } from './tags.mts';

/** CompanyCustomerBaseModel: what the list and the search show. */
export function customerModel(store: CinodeStore, customer: CinodeCustomer): Json {
	const { createdDateTime, updatedDateTime, lastTouchDateTime } = customer;
	return {
		...(store.options.customerTimestamps ? { createdDateTime, updatedDateTime, lastTouchDateTime } : {}),
		id: customer.id,
		companyId: store.company.id,
		name: customer.name,
		description: customer.description,
		identification: customer.identification,
		seoId: seo(customer.name),
		status: customer.status,
		links: [],
	};
}

/** CompanyCustomerExtendedModel. */
export function customerExtendedModel(store: CinodeStore, customer: CinodeCustomer): Json {
	return {
		email: customer.email,
		tags: tagsOf(store, customer.tags).map((tag) => tagBaseModel(store, tag)),
		managers: managersModel(store, customer),
		...customerModel(store, customer),
	};
}

/** CompanyCustomerModel. Its contacts have no phones: those are only in the contacts' own models. */
export function customerFullModel(store: CinodeStore, customer: CinodeCustomer): Json {
	return {
		phone: customer.phone,
		fax: customer.fax,
		homepage: customer.homepage,
		corporateIdentityNumber: customer.corporateIdentityNumber,
		vatNumber: customer.vatNumber,
		contacts: customer.contacts.map((contact) => contactBaseModel(store, customer, contact)),
		addresses: customer.addresses.map((address) => addressModel(store, customer, address)),
		projects: [],
		intermediator: customer.intermediator,
		attachments: [],
		size: customer.size,
		countryId: customer.countryId,
		country: store.countries.find((country) => country.countryId === customer.countryId) ?? null,
		turnOver: customer.turnOver,
		turnOverCurrencyId: customer.turnOverCurrencyId,
		turnOverCurrency: currencyModel(store, customer.turnOverCurrencyId),
		...customerExtendedModel(store, customer),
	};
}

/** CompanyCustomerManagerModel[], as stored: a manager may have been disconnected or deleted since. */
export function managersModel(store: CinodeStore, customer: CinodeCustomer): Json[] {
	return customer.managers.map((id) => {
		const user = store.users.get(id);
		return {
			// Its own id, which no other record has, so that code which takes it for the user's is found out.
			companyCustomerManagerId: customer.id * 100_000 + (id % 100_000),
			customerId: customer.id,
			customer: customerModel(store, customer),
			id,
			companyUserId: id,
			companyId: store.company.id,
			seoId: user ? seo(`${user.firstName} ${user.lastName}`) : null,
			firstName: user?.firstName ?? null,
			lastName: user?.lastName ?? null,
			companyUserType: 0,
			links: [],
		};
	});
}

/** CompanyCustomerContactBaseModel. */
export function contactBaseModel(store: CinodeStore, customer: CinodeCustomer, contact: CinodeContact): Json {
	return {
		id: contact.id,
		companyId: store.company.id,
		customerId: customer.id,
		slug: seo(`${contact.firstName} ${contact.lastName}`),
		firstName: contact.firstName,
		lastName: contact.lastName,
		email: contact.email,
		links: [],
	};
}

/** CompanyCustomerContactModel. */
export function contactModel(store: CinodeStore, customer: CinodeCustomer, contact: CinodeContact): Json {
	return {
		title: contact.title,
		phone1: contact.phone1,
		phone2: contact.phone2,
		comments: contact.comments,
		createdDateTime: contact.createdDateTime,
		tags: [],
		...contactBaseModel(store, customer, contact),
	};
}

/** CompanyCustomerAddressModel. */
export function addressModel(
	store: CinodeStore,
	customer: CinodeCustomer,
	address: CinodeCustomerAddress,
): Json {
	return { companyCustomerId: customer.id, companyId: store.company.id, ...address, links: [] };
}
