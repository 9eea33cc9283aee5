import type { CinodeCustomer, CinodeStore, CinodeSubcontractor, CinodeUser } from './store.mts';
import { tagsOf } from './tags.mts';

type Row = Record<string, unknown>;

/** Users and subcontractors in Cinode, as the page shows them, with what the API itself never shows. */
export function cinodePeople(store: CinodeStore): Map<number, Row> {
	const offices = new Map(store.addresses.map((address) => [address.id, address.city]));
	const office = (id: number | null) => (id === null ? null : (offices.get(id) ?? null));
	const people = new Map<number, Row>();
	for (const user of store.users.values()) {
		people.set(user.id, { ...common(store, user), ...userRow(user), office: office(user.locationId) });
	}
	for (const sub of store.subcontractors.values()) {
		people.set(sub.id, {
			...common(store, sub),
			subcontractor: true,
			company: sub.companyName,
			companyIdentifier: sub.companyIdentifier,
			tariff: sub.tariff,
			rating: sub.rating,
			office: office(sub.locationId),
		});
	}
	return people;
}

function common(store: CinodeStore, person: CinodeUser | CinodeSubcontractor): Row {
	return {
		id: person.id,
		subcontractor: false,
		firstName: person.firstName,
		lastName: person.lastName,
		email: person.email,
		status: person.status,
		internalIdentifier: person.internalIdentifier,
		title: person.title,
		phone: person.phone,
		gender: person.gender,
		languageId: person.languageId,
		currencyId: person.defaultCurrencyId,
		tags: tagNames(store, person.tags),
	};
}

function userRow(user: CinodeUser): Row {
	return {
		employmentNumber: user.employmentNumber,
		dateOfBirth: user.dateOfBirth,
		start: user.employmentStartDate?.slice(0, 10) ?? null,
		end: user.employmentEndDate?.slice(0, 10) ?? null,
		availability: user.availabilityPercent,
		salary: user.baseSalary,
		taxTable: user.taxTable,
		permissions: user.permissions,
		updated: user.updatedDateTime,
	};
}

/** Customers, by id, as the page shows them; without times, so that two worlds can be compared. */
export function cinodeCustomers(store: CinodeStore): Map<number, Row> {
	return new Map(
		[...store.customers.values()].map((one) => [one.id, { id: one.id, ...content(store, one) }]),
	);
}

/**
 * What a sync has left behind in subcontractors and customers: without ids, times and passwords, with tags and
 * managers by name, and all in an order of its own, so that two worlds can be compared.
 */
export function cinodeEndState(store: CinodeStore): { subcontractors: Row[]; customers: Row[] } {
	return {
		subcontractors: [...store.subcontractors.values()]
			.map(({ id: _id, password: _password, createdDateTime: _created, tags, ...sub }) => ({
				...sub,
				tags: tagNames(store, tags).sort(),
			}))
			.sort(byText),
		customers: [...store.customers.values()].map((one) => content(store, one)).sort(byText),
	};
}

function content(store: CinodeStore, customer: CinodeCustomer): Row {
	const {
		id: _id,
		createdDateTime: _created,
		updatedDateTime: _updated,
		lastTouchDateTime: _touched,
		...rest
	} = customer;
	return {
		...rest,
		country: store.countries.find((country) => country.countryId === customer.countryId)?.code ?? null,
		currency:
			store.currencies.find((currency) => currency.id === customer.turnOverCurrencyId)?.currencyCode ?? null,
		tags: tagNames(store, customer.tags).sort(),
		managers: customer.managers.map((id) => store.users.get(id)?.email ?? String(id)).sort(),
		contacts: customer.contacts
			.map(({ id: _contact, createdDateTime: _since, ...contact }) => contact)
			.sort(byText),
		addresses: customer.addresses.map(({ id: _address, ...address }) => address).sort(byText),
	};
}

function tagNames(store: CinodeStore, ids: number[]): string[] {
	return tagsOf(store, ids).map((tag) => tag.name);
}

function byText(a: object, b: object): number {
	const [one, other] = [JSON.stringify(a), JSON.stringify(b)];
	return one < other ? -1 : one > other ? 1 : 0;
}
