import { merge, nextId } from './edits.mts';
import type { KleerAddress, KleerClient, KleerStore } from './store.mts';

/** Six digits, so that no salary in kronor looks like a person's id (see findSecrets). */
export const FIRST_CLIENT_ID = 310_001;

export type NewClient = Partial<Omit<KleerClient, 'address'>> & { address?: Partial<KleerAddress> };

/** A client made by hand in Kleer; what isn't given is believable, its number the next after K1001. */
export function addClient(store: KleerStore, given: NewClient = {}): KleerClient {
	const client = newClient(given.id ?? nextId(store.clients, FIRST_CLIENT_ID), given);
	store.clients.set(client.id, client);
	return client;
}

/** A client that isn't in any store yet. */
export function newClient(id: number, given: NewClient): KleerClient {
	const serial = id - FIRST_CLIENT_ID + 1001;
	return {
		'foreign-id': `K${serial}`,
		name: `Nykund ${serial} AB`,
		contact: '',
		email: `faktura@kund${serial}.example`,
		'client-type': 'Organisation',
		'country-code': 'SE',
		'currency-type': 'SEK',
		notes: '',
		accountnr: 0,
		'payment-days': 30,
		orgno: '',
		phone: '',
		user: { id: 0 },
		'delivery-type': 'Email',
		'vat-nr': '',
		gln: '',
		'dimension-entries': [],
		active: true,
		...given,
		id,
		address: {
			address1: `Provgatan ${1 + (serial % 80)}`,
			address2: '',
			'zip-code': '123 45',
			state: 'Stockholm',
			country: 'Sverige',
			...given.address,
		},
	};
}

/** By id, or by the exact name. */
export function clientOf(store: KleerStore, idOrName: number | string): KleerClient {
	const client =
		typeof idOrName === 'number'
			? store.clients.get(idOrName)
			: [...store.clients.values()].find((one) => one.name === idOrName);
	if (!client) throw new Error(`No Kleer client ${idOrName}`);
	return client;
}

/** Merges API fields into a client, also parts of the address; null takes an optional field away. */
export function editClient(
	store: KleerStore,
	idOrName: number | string,
	patch: { [Name in keyof NewClient]: NewClient[Name] | null },
): KleerClient {
	const client = clientOf(store, idOrName);
	const { address, ...rest } = patch;
	merge(client, rest);
	Object.assign(client.address, address ?? {});
	return client;
}

/** The client's categories: ids of dimension entries. */
export function setClientCategories(
	store: KleerStore,
	idOrName: number | string,
	entries: number[],
): KleerClient {
	return editClient(store, idOrName, { 'dimension-entries': entries.map((id) => ({ id })) });
}

export function removeClient(store: KleerStore, idOrName: number | string): void {
	store.clients.delete(clientOf(store, idOrName).id);
}
