import type { CinodeStore } from './store.mts';

/** Users and subcontractors share one sequence: both are company users. */
export type IdKind = 'person' | 'customer' | 'contact' | 'address' | 'project' | 'role';

/** Contacts and addresses have six digits, so that no salary in kronor looks like their id (see findSecrets). */
const FIRST: Record<IdKind, number> = {
	person: 5001,
	customer: 9000,
	contact: 410_001,
	address: 510_001,
	project: 30_001,
	role: 60_001,
};

/** By the users' map, which every reset makes anew. */
const last = new WeakMap<object, Record<IdKind, number>>();

/** The next id of that kind, or the given one. Ids are never used twice, not even after a delete. */
export function takeId(store: CinodeStore, kind: IdKind, given?: number): number {
	const counters = last.get(store.users) ?? ({} as Record<IdKind, number>);
	last.set(store.users, counters);
	counters[kind] ??= FIRST[kind] - 1;
	let id = given ?? counters[kind] + 1;
	// Tests also put records straight into the store.
	while (given === undefined && isUsed(store, kind, id)) id++;
	counters[kind] = Math.max(counters[kind], id);
	return id;
}

function isUsed(store: CinodeStore, kind: IdKind, id: number): boolean {
	if (kind === 'person') return store.users.has(id) || store.subcontractors.has(id);
	if (kind === 'project') return store.projects.has(id);
	if (kind === 'role') return store.roles.has(id);
	return kind === 'customer' && store.customers.has(id);
}
