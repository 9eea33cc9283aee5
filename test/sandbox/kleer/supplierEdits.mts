import { merge, nextId } from './edits.mts';
import type { KleerAddress, KleerStore, KleerSupplier } from './store.mts';

export const FIRST_SUPPLIER_ID = 6001;
export const FIRST_SUBCONTRACTOR_ID = 801;

export type NewSupplier = Partial<Omit<KleerSupplier, 'address'>> & { address?: Partial<KleerAddress> };

/** A supplier made by hand in Kleer; what isn't given is believable, but there is no organisation number. */
export function addSupplier(store: KleerStore, given: NewSupplier = {}): KleerSupplier {
	const id = given.id ?? nextId(store.suppliers, FIRST_SUPPLIER_ID);
	const supplier: KleerSupplier = {
		'foreign-id': '',
		name: `Nykonsult ${id} AB`,
		email: '',
		plusgiro: 0,
		bankgiro: 50_500_000 + (id - FIRST_SUPPLIER_ID),
		'swedish-bank-account': '',
		iban: '',
		'our-reference': '',
		'country-code': 'SE',
		'vat-nr': '',
		...given,
		id,
		address: {
			address1: 'Provvägen 2',
			address2: '',
			'zip-code': '123 45',
			state: 'Malmö',
			country: 'Sverige',
			...given.address,
		},
	};
	store.suppliers.set(id, supplier);
	return supplier;
}

/** Merges API fields into a supplier; null takes an optional field away. */
export function editSupplier(
	store: KleerStore,
	id: number,
	patch: { [Name in keyof NewSupplier]: NewSupplier[Name] | null },
): KleerSupplier {
	const supplier = store.suppliers.get(id);
	if (!supplier) throw new Error(`No Kleer supplier ${id}`);
	const { address, ...rest } = patch;
	merge(supplier, rest);
	Object.assign(supplier.address, address ?? {});
	return supplier;
}

/** Takes a supplier away, with its links to users. */
export function removeSupplier(store: KleerStore, id: number): void {
	if (!store.suppliers.delete(id)) throw new Error(`No Kleer supplier ${id}`);
	for (const [key, sub] of store.subcontractors) if (sub.supplier.id === id) store.subcontractors.delete(key);
}

/** Ties a user to a supplier: a new subcontractor, or one more user of the supplier's. */
export function tieToSupplier(store: KleerStore, userId: number, supplierId: number): void {
	for (const sub of store.subcontractors.values()) {
		if (sub.supplier.id !== supplierId) continue;
		if (!sub.users.some((user) => user.id === userId)) sub.users.push({ id: userId });
		return;
	}
	const id = nextId(store.subcontractors, FIRST_SUBCONTRACTOR_ID);
	store.subcontractors.set(id, {
		id,
		'internal-id': id - FIRST_SUBCONTRACTOR_ID + 1,
		supplier: { id: supplierId },
		users: [{ id: userId }],
	});
}

/** Takes a user from one supplier or from all; the link stays, without a user. */
export function untieFromSupplier(store: KleerStore, userId: number, supplierId?: number): void {
	for (const sub of store.subcontractors.values()) {
		if (supplierId !== undefined && sub.supplier.id !== supplierId) continue;
		sub.users = sub.users.filter((user) => user.id !== userId);
	}
}
