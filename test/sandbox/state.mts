import { levelOn, salaryOn } from './kleer/edits.mts';
import { swedishDate } from './dates.mts';
import type { World } from './world.mts';

const HIDDEN = '•••';
const SENSITIVE = ['ssn', 'salary', 'taxTable', 'dateOfBirth'];

function mask(row: Record<string, unknown> | null): Record<string, unknown> | null {
	if (!row) return null;
	const masked = { ...row };
	for (const name of SENSITIVE) if (masked[name]) masked[name] = HIDDEN;
	return masked;
}

/** One person in Kleer, as the page shows them. */
function kleerPeople(world: World): Map<number, Record<string, unknown>> {
	const { kleer } = world;
	const today = world.options.today ?? swedishDate(world.now());
	const names = new Map<number, string>();
	for (const dimension of kleer.dimensions.values()) {
		if (dimension.id === 44) continue; // One entry per user: nobody's category.
		for (const entry of dimension.entries.values()) names.set(entry.id, entry.name);
	}
	const companies = new Map<number, string>();
	for (const sub of kleer.subcontractors.values()) {
		const supplier = kleer.suppliers.get(sub.supplier.id)?.name ?? '';
		for (const user of sub.users) companies.set(user.id, supplier);
	}
	const people = new Map<number, Record<string, unknown>>();
	for (const user of kleer.users.values()) {
		const row = kleer.payroll.get(user.id);
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
			company: companies.get(user.id) ?? null,
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

/** One user in Cinode, with what the API itself never shows. */
function cinodeUsers(world: World): Map<number, Record<string, unknown>> {
	const { cinode } = world;
	const offices = new Map(cinode.addresses.map((address) => [address.id, address.city]));
	const users = new Map<number, Record<string, unknown>>();
	for (const user of cinode.users.values()) {
		users.set(user.id, {
			id: user.id,
			firstName: user.firstName,
			lastName: user.lastName,
			email: user.email,
			status: user.status,
			internalIdentifier: user.internalIdentifier,
			employmentNumber: user.employmentNumber,
			title: user.title,
			phone: user.phone,
			gender: user.gender,
			dateOfBirth: user.dateOfBirth,
			start: user.employmentStartDate?.slice(0, 10) ?? null,
			end: user.employmentEndDate?.slice(0, 10) ?? null,
			availability: user.availabilityPercent,
			salary: user.baseSalary,
			taxTable: user.taxTable,
			office: user.locationId === null ? null : (offices.get(user.locationId) ?? null),
			languageId: user.languageId,
			currencyId: user.defaultCurrencyId,
			permissions: user.permissions,
			tags: user.tags.map((id) => cinode.tags.get(id)?.name ?? String(id)),
			updated: user.updatedDateTime,
		});
	}
	return users;
}

export interface Row {
	kleer: Record<string, unknown> | null;
	cinode: Record<string, unknown> | null;
	/** How they were put side by side. */
	by: 'key' | 'email' | null;
	/** Cells that changed lately: `kleer.phone` → when. */
	changed: Record<string, number>;
}

/** Pairs both sides by key, else by e-mail; leftovers of Cinode come last. */
function pair(
	people: Map<number, Record<string, unknown>>,
	users: Map<number, Record<string, unknown>>,
): Omit<Row, 'changed'>[] {
	const byKey = new Map<string, Record<string, unknown>>();
	const byEmail = new Map<string, Record<string, unknown>>();
	for (const user of users.values()) {
		if (user.internalIdentifier) byKey.set(String(user.internalIdentifier), user);
		byEmail.set(String(user.email).toLowerCase(), user);
	}
	const used = new Set<unknown>();
	const rows = [...people.values()].map((person): Omit<Row, 'changed'> => {
		const keyed = person.internalId === null ? undefined : byKey.get(String(person.internalId));
		const mailed = byEmail.get(String(person.email).toLowerCase());
		const user = keyed ?? (mailed?.internalIdentifier ? undefined : mailed);
		if (user) used.add(user.id);
		return { kleer: person, cinode: user ?? null, by: keyed ? 'key' : user ? 'email' : null };
	});
	for (const user of users.values()) {
		if (!used.has(user.id)) rows.push({ kleer: null, cinode: user, by: null });
	}
	return rows;
}

/** Sees what changed between two looks, so that the page can mark it. */
export class Watch {
	private last = new Map<string, { text: string; row: Record<string, unknown> }>();
	private changed = new Map<string, Record<string, number>>();
	private readonly keepMs = 60_000;

	clear(): void {
		this.last.clear();
		this.changed.clear();
	}

	/** Notes both sides' present values (unmasked, so that a raise is seen even if its amount isn't shown). */
	look(side: string, rows: Map<number, Record<string, unknown>>, first: boolean, at: number): void {
		for (const [id, row] of rows) {
			const key = `${side}.${id}`;
			const before = this.last.get(key);
			const text = JSON.stringify(row);
			if (before?.text === text) continue;
			this.last.set(key, { text, row });
			if (first) continue;
			const marks = this.changed.get(key) ?? {};
			if (!before) marks['*'] = at;
			for (const name of Object.keys(before ? row : {})) {
				if (name === 'updated') continue;
				if (JSON.stringify(before?.row[name]) !== JSON.stringify(row[name])) marks[name] = at;
			}
			this.changed.set(key, marks);
		}
	}

	isEmpty(): boolean {
		return this.last.size === 0;
	}

	marks(side: string, id: unknown, at: number): Record<string, number> {
		const marks = this.changed.get(`${side}.${String(id)}`);
		if (!marks) return {};
		const recent = Object.entries(marks).filter(([, when]) => at - when < this.keepMs);
		return Object.fromEntries(recent.map(([name, when]) => [`${side}.${name}`, when]));
	}
}

/** Both systems side by side, for the page and for tests. `limit`: at most so many rows, changed ones first. */
export function stateOf(world: World, watch: Watch, how: { sensitive: boolean; limit: number }): object {
	const at = Date.now();
	const first = watch.isEmpty();
	const people = kleerPeople(world);
	const users = cinodeUsers(world);
	watch.look('kleer', people, first, at);
	watch.look('cinode', users, first, at);
	let rows: Row[] = pair(people, users).map((row) => ({
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
	return {
		at,
		today: world.options.today ?? swedishDate(world.now()),
		urls: world.urls,
		company: world.kleer.company.name,
		people: people.size,
		users: users.size,
		linked,
		rows: how.sensitive
			? rows
			: rows.map((row) => ({ ...row, kleer: mask(row.kleer), cinode: mask(row.cinode) })),
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
