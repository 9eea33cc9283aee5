import type {
	CinodeCustomer,
	CinodeSubcontractor,
	CinodeUser,
	KleerClient,
	KleerPayroll,
	KleerUser,
	Sandbox,
} from '../../sandbox/index.mts';

type Named<T> = Omit<T, 'tags'> & { tags: string[] };

/** A customer in Cinode with names instead of ids. */
export interface NamedCustomer extends Omit<CinodeCustomer, 'tags' | 'managers' | 'contacts'> {
	tags: string[];
	managers: string[];
	contacts: string[];
	country: string | null;
	currency: string | null;
	/** Addresses of type Invoice. */
	invoice: CinodeCustomer['addresses'];
}

const INVOICE = 2;

/** What both vendors hold, by name. */
export class Stores {
	constructor(readonly sandbox: Sandbox) {}

	kleerUser(name: string): KleerUser {
		return only(this.sandbox.kleer.store.users, name, (user) => user.name);
	}

	payroll(name: string): KleerPayroll {
		const row = this.sandbox.kleer.store.payroll.get(this.kleerUser(name).id);
		if (!row) throw new Error(`No payroll row for ${name}`);
		return row;
	}

	kleerClient(name: string): KleerClient {
		return only(this.sandbox.kleer.store.clients, name, (client) => client.name);
	}

	kleerClientByNumber(number: string): KleerClient {
		return only(this.sandbox.kleer.store.clients, `(${number})`, (one) => `(${one['foreign-id']})`);
	}

	cinodeUser(name: string): Named<CinodeUser> {
		const user = only(this.sandbox.cinode.store.users, name, fullName);
		return { ...user, tags: this.tagNames(user.tags) };
	}

	cinodeSubcontractor(name: string): Named<CinodeSubcontractor> {
		const one = only(this.sandbox.cinode.store.subcontractors, name, fullName);
		return { ...one, tags: this.tagNames(one.tags) };
	}

	/** By a part of the name, or by the customer number. */
	cinodeCustomer(name: string): NamedCustomer {
		const { customers, users, countries, currencies } = this.sandbox.cinode.store;
		const numbered = [...customers.values()].filter(({ identification }) => identification === name);
		const one = numbered.length === 1 ? numbered[0]! : only(customers, name, (customer) => customer.name);
		const manager = (id: number) => users.get(id);
		return {
			...one,
			tags: this.tagNames(one.tags),
			managers: one.managers.map((id) => fullName(manager(id) ?? { firstName: '?', lastName: String(id) })),
			contacts: one.contacts.map(fullName),
			country: countries.find(({ countryId }) => countryId === one.countryId)?.code ?? null,
			currency: currencies.find(({ id }) => id === one.turnOverCurrencyId)?.currencyCode ?? null,
			invoice: one.addresses.filter(({ addressType }) => addressType === INVOICE),
		};
	}

	/** How many of the people in Cinode carry a key. */
	get linkedUsers(): number {
		return [...this.sandbox.cinode.store.users.values()].filter((user) => user.internalIdentifier).length;
	}

	private tagNames(ids: number[]): string[] {
		return ids.map((id) => this.sandbox.cinode.store.tags.get(id)?.name ?? String(id));
	}
}

function fullName({ firstName, lastName }: { firstName: string; lastName: string }): string {
	return `${firstName} ${lastName}`;
}

function only<T>(all: Map<number, T>, name: string, nameOf: (one: T) => string): T {
	const found = [...all.values()].filter((one) => nameOf(one).includes(name));
	if (found.length !== 1) throw new Error(`${found.length} are called ${name}`);
	return found[0] as T;
}
