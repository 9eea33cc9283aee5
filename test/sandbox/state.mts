import { cinodeCustomers, cinodePeople } from './cinode/state.mts';
import { swedishDate } from './dates.mts';
import { levelOn, salaryOn } from './kleer/edits.mts';
import type { KleerStore, KleerSupplier } from './kleer/store.mts';
import { cinodeProjects, kleerProjects } from './projectState.mts';
import { soleTraderForms } from './secrets.mts';
import { type Watch, type Watches } from './watch.mts';
import type { World } from './world.mts';

type Fields = Record<string, unknown>;
type Side = Map<number, Fields>;

const HIDDEN = '•••';
const SENSITIVE = ['ssn', 'salary', 'taxTable', 'dateOfBirth'];
/** A sole trader's is a personal number. */
const MAYBE_SENSITIVE = ['orgno', 'vat', 'corporateIdentityNumber', 'vatNumber', 'companyIdentifier'];

function mask(row: Fields | null): Fields | null {
	if (!row) return null;
	const masked = { ...row };
	for (const name of SENSITIVE) if (masked[name]) masked[name] = HIDDEN;
	for (const name of MAYBE_SENSITIVE) {
		if (soleTraderForms(String(masked[name] ?? '')).length > 0) masked[name] = HIDDEN;
	}
	return masked;
}

/** One person in Kleer, as the page shows them. */
function kleerPeople(world: World): Side {
	const { kleer } = world;
	const today = world.options.today ?? swedishDate(world.now());
	const names = categoryNames(kleer);
	const companies = new Map<number, KleerSupplier[]>();
	for (const sub of kleer.subcontractors.values()) {
		const supplier = kleer.suppliers.get(sub.supplier.id);
		if (!supplier) continue;
		for (const { id } of sub.users) companies.set(id, [...(companies.get(id) ?? []), supplier]);
	}
	const people = new Map<number, Fields>();
	for (const user of kleer.users.values()) {
		const row = kleer.payroll.get(user.id);
		const [company, ...more] = companies.get(user.id) ?? [];
		const entries = [
			...(row?.['dimension-entries'] ?? []),
			...(user.dimensions?.['dimension-entries'] ?? []),
		];
		people.set(user.id, {
			id: user.id,
			internalId: user['internal-id'] ?? null,
			foreignId: user['foreign-id'] ?? '',
			name: user.name,
			email: user.email,
			active: user.active,
			payroll: row !== undefined,
			company: company?.name ?? null,
			companyId: company?.id ?? null,
			orgno: company?.orgno ?? null,
			moreCompanies: more.map(({ name }) => name),
			phone: row?.phone ?? '',
			ssn: row?.ssn ?? '',
			start: row?.['employment-start-date'] ?? null,
			end: row?.['employment-end-date'] ?? null,
			level: row ? (levelOn(kleer, row, today) ?? null) : null,
			salary: row ? salaryOn(row, today) : null,
			taxTable: row?.['tax-table'] ?? null,
			categories: entries.map((entry) => names.get(entry.id)).filter((name) => name !== undefined),
		});
	}
	return people;
}

/** One client in Kleer, as the page shows it. */
function kleerClients(world: World): Side {
	const { kleer } = world;
	const categories = categoryNames(kleer);
	const clients = new Map<number, Fields>();
	for (const client of kleer.clients.values()) {
		clients.set(client.id, {
			id: client.id,
			number: client['foreign-id'],
			name: client.name,
			active: client.active,
			type: client['client-type'] ?? null,
			orgno: client.orgno,
			vat: client['vat-nr'] ?? null,
			country: client['country-code'],
			currency: client['currency-type'] ?? null,
			email: client.email,
			phone: client.phone,
			notes: client.notes ?? null,
			// A copy: what is compared with later must not change along.
			address: { ...client.address },
			paymentDays: client['payment-days'],
			ourReference: kleer.users.get(client.user.id)?.name ?? null,
			yourReference: client.contact,
			categories: client['dimension-entries'].map(({ id }) => categories.get(id)).filter(Boolean),
		});
	}
	return clients;
}

/** Categories by id. */
function categoryNames(kleer: KleerStore): Map<number, string> {
	const names = new Map<number, string>();
	for (const dimension of kleer.dimensions.values()) {
		if (dimension.id === 44) continue; // One entry per user, which is no category.
		for (const entry of dimension.entries.values()) names.set(entry.id, entry.name);
	}
	return names;
}

export interface Row {
	kleer: Fields | null;
	cinode: Fields | null;
	/** How they were put side by side. */
	by: 'key' | Trait['by'] | null;
	/** Cells that changed lately: `kleer.phone` → when. */
	changed: Record<string, number>;
}

/** What both sides have alike: the key, or else the first of the other traits. Empty is like nothing. */
interface Traits {
	key: { kleer: string; cinode: string };
	others: Trait[];
}

interface Trait {
	by: 'email' | 'number' | 'name';
	kleer: string;
	cinode: string;
	plain(text: string): string;
}

const PEOPLE: Traits = {
	key: { kleer: 'internalId', cinode: 'internalIdentifier' },
	others: [{ by: 'email', kleer: 'email', cinode: 'email', plain: (text) => text.toLowerCase() }],
};
const CUSTOMERS: Traits = {
	key: { kleer: 'number', cinode: 'identification' },
	others: [
		{
			by: 'number',
			kleer: 'orgno',
			cinode: 'corporateIdentityNumber',
			plain: (text) => text.replace(/\D/g, ''),
		},
		{ by: 'name', kleer: 'name', cinode: 'name', plain: (text) => text.toLowerCase() },
	],
};
const PROJECTS: Traits = {
	key: { kleer: 'number', cinode: 'key' },
	others: [{ by: 'name', kleer: 'name', cinode: 'title', plain: (text) => text.toLowerCase() }],
};

/** Pairs both sides by key, else by a trait that no other record shares; leftovers of Cinode come last. */
function pair(kleer: Side, cinode: Side, { key, others }: Traits): Omit<Row, 'changed'>[] {
	const byKey = new Map<string, Fields>();
	for (const row of cinode.values()) if (row[key.cinode]) byKey.set(String(row[key.cinode]), row);
	const finders = others.map((trait) => {
		const text = (row: Fields, name: string) => trait.plain(String(row[name] ?? ''));
		const ours = onlyOnes(kleer, (row) => text(row, trait.kleer));
		const theirs = onlyOnes(cinode, (row) => text(row, trait.cinode));
		return (row: Fields) => {
			const value = text(row, trait.kleer);
			const like = ours.get(value) ? theirs.get(value) : undefined;
			return like && !like[key.cinode] ? { like, by: trait.by } : undefined;
		};
	});
	const used = new Set<unknown>();
	const rows = [...kleer.values()].map((row): Omit<Row, 'changed'> => {
		const keyed = byKey.get(String(row[key.kleer] ?? ''));
		const [found] = keyed ? [] : finders.map((find) => find(row)).filter((one) => one !== undefined);
		const other = keyed ?? found?.like;
		if (other) used.add(other.id);
		return { kleer: row, cinode: other ?? null, by: keyed ? 'key' : (found?.by ?? null) };
	});
	for (const row of cinode.values()) {
		if (!used.has(row.id)) rows.push({ kleer: null, cinode: row, by: null });
	}
	return rows;
}

/** Rows by a text of theirs; null where several have it. */
function onlyOnes(side: Side, textOf: (row: Fields) => string): Map<string, Fields | null> {
	const found = new Map<string, Fields | null>();
	for (const row of side.values()) {
		const text = textOf(row);
		if (text) found.set(text, found.has(text) ? null : row);
	}
	return found;
}

interface How {
	sensitive: boolean;
	/** At most so many rows, changed ones first. */
	limit: number;
}

/** Two sides in rows, with marks on what changed. */
function sideBySide(
	sides: { kleer: Side; cinode: Side },
	traits: Traits,
	watch: Watch,
	at: number,
	how: How,
): { rows: Row[]; linked: number } {
	const first = watch.isEmpty();
	watch.look('kleer', sides.kleer, first, at);
	watch.look('cinode', sides.cinode, first, at);
	let rows: Row[] = pair(sides.kleer, sides.cinode, traits).map((row) => ({
		...row,
		changed: {
			...(row.kleer ? watch.marks('kleer', row.kleer.id, at) : {}),
			...(row.cinode ? watch.marks('cinode', row.cinode.id, at) : {}),
		},
	}));
	const linked = rows.filter((row) => row.by === 'key').length;
	if (rows.length > how.limit) {
		const newest = (row: Row) => Math.max(0, ...Object.values(row.changed));
		rows = rows.sort((a, b) => newest(b) - newest(a)).slice(0, how.limit);
	}
	if (how.sensitive) return { rows, linked };
	return {
		rows: rows.map((row) => ({ ...row, kleer: mask(row.kleer), cinode: mask(row.cinode) })),
		linked,
	};
}

/** Both systems side by side, for the page and for tests. */
export function stateOf(world: World, watches: Watches, how: How): object {
	const at = Date.now();
	const people = { kleer: kleerPeople(world), cinode: cinodePeople(world.cinode) };
	const customers = { kleer: kleerClients(world), cinode: cinodeCustomers(world.cinode) };
	const projects = {
		kleer: kleerProjects(world.kleer),
		cinode: cinodeProjects(world.cinode, world.kleer),
	};
	return {
		at,
		today: world.options.today ?? swedishDate(world.now()),
		urls: world.urls,
		company: world.kleer.company.name,
		people: people.kleer.size,
		users: world.cinode.users.size,
		subcontractors: world.cinode.subcontractors.size,
		...sideBySide(people, PEOPLE, watches.people, at, how),
		customers: {
			clients: customers.kleer.size,
			customers: customers.cinode.size,
			...sideBySide(customers, CUSTOMERS, watches.customers, at, how),
		},
		projects: {
			clientProjects: projects.kleer.size,
			projects: projects.cinode.size,
			...sideBySide(projects, PROJECTS, watches.projects, at, how),
		},
		requests: {
			kleer: world.requests.count({ system: 'kleer' }),
			cinode: world.requests.count({ system: 'cinode' }),
			byRoute: world.requests.byRoute(),
			recent: world.requests.all
				.slice(-14)
				.map(({ system, route, status, at }) => ({ system, route, status, at })),
		},
		dailyLeft: world.cinode.limits.plan.dailyLeft(world.now()),
		dailyLimit: world.cinode.limits.plan.perDay,
	};
}
