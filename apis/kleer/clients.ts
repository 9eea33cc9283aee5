import type { Category, Client, ClientAddress, PersonReference } from '../../rules';
import { kleerClient, type KleerAddress, type KleerClient } from '../../models/kleer/clients';
import { kleerCreated, kleerSaved } from '../../models/kleer/lookups';
import type { KleerUser } from '../../models/kleer/people';
import { categoriesById } from './categories';
import { asItWasRead } from './asItWasRead';
import type { KleerClient as KleerApi } from './client';
import { allClients, allUsers } from './lists';
import { numberOrNull, textOrNull } from './values';

/** Every client, joined with its categories and the person responsible; three requests and one per dimension in use. */
export async function listClients(api: KleerApi): Promise<Client[]> {
	const clients = await allClients(api);
	if (clients.length === 0) return [];
	const join = await readJoin(api, clients);
	return clients.map((client) => ({ ...joinClient(client, join), ...api.unreadOf(client) }));
}

/**
 * One client, joined as in the list.
 * @throws VendorError `notFound`
 */
export async function getClient(api: KleerApi, id: number): Promise<Client> {
	const client = await api.one(`/client/${id}`, kleerClient, 'a client');
	return joinClient(client, await readJoin(api, [client]));
}

/** What a client may be written with; names are Kleer's, the address's parts too. */
export type ClientFields = Partial<Omit<KleerClient, 'id' | 'address'>> & { address?: KleerAddress };

/**
 * Creates a client and gives its id. Everything that the XSD requires is sent, empty where nothing is known, since
 * Kleer fails without it (docs/vendors.md#kleer-models).
 * @param fields With `name` and `user`, the person responsible.
 */
export async function createClient(api: KleerApi, fields: ClientFields): Promise<number> {
	const body = { ...EMPTY_CLIENT, active: true, ...fields, address: { ...EMPTY_ADDRESS, ...fields.address } };
	const { id } = await api.write({ method: 'PUT', path: '/client', body }, kleerCreated, 'the new ID');
	return id;
}

/** Changes the given fields of a client: Kleer takes the whole document, so it is read and merged first. */
export async function updateClient(api: KleerApi, id: number, fields: ClientFields): Promise<void> {
	const present = await api.one(`/client/${id}`, kleerClient, 'a client');
	const address = { ...EMPTY_ADDRESS, ...present.address, ...fields.address };
	const body = asItWasRead({ ...EMPTY_CLIENT, ...present, ...fields, id, address }, api.forms);
	await api.write({ method: 'POST', path: `/client/${id}`, body }, kleerSaved, 'what was saved');
}

const EMPTY_ADDRESS = { address1: '', address2: '', 'zip-code': '', state: '', country: '' };

/** What the XSD requires of a client (docs/vendors.md#kleer-models). */
const EMPTY_CLIENT = {
	id: 0,
	'foreign-id': '',
	contact: '',
	email: '',
	'country-code': 'SE',
	accountnr: 0,
	'payment-days': 30,
	orgno: '',
	phone: '',
};

interface Join {
	company: string;
	categories: Map<number, Category>;
	users: Map<number, KleerUser>;
}

async function readJoin(api: KleerApi, clients: KleerClient[]): Promise<Join> {
	const users = await allUsers(api);
	const ids = clients.flatMap((client) => (client['dimension-entries'] ?? []).map(({ id }) => id));
	return {
		company: api.name,
		users: new Map(users.map((user) => [user.id, user])),
		categories: await categoriesById(api, new Set(ids)),
	};
}

/** What Kleer leaves out stays out: only what it says can ever clear anything. */
function joinClient(client: KleerClient, { company, categories, users }: Join): Client {
	const text = <Name extends keyof KleerClient, To extends keyof Client>(name: Name, to: To) =>
		name in client ? { [to]: textOrNull(client[name] as string | null | undefined) } : {};
	const entries = client['dimension-entries'];
	return {
		id: client.id,
		kleerCompany: company,
		...text('foreign-id', 'foreignId'),
		...text('name', 'name'),
		...(typeof client.active === 'boolean' ? { active: client.active } : {}),
		...text('client-type', 'clientType'),
		...text('notes', 'notes'),
		...text('orgno', 'organisationNumber'),
		...text('vat-nr', 'vatNumber'),
		...text('phone', 'phone'),
		...text('email', 'email'),
		...text('country-code', 'countryCode'),
		...text('currency-type', 'currency'),
		...(client.address ? { address: addressOf(client.address) } : {}),
		...text('contact', 'contact'),
		...('user' in client ? { responsible: personOf(client.user?.id ?? 0, users) } : {}),
		...('payment-days' in client ? { paymentDays: numberOrNull(client['payment-days']) } : {}),
		...(entries ? { categories: categoriesOf(entries, categories) } : {}),
	};
}

function categoriesOf(entries: Array<{ id: number }>, known: Map<number, Category>): Category[] {
	return entries.map(({ id }) => known.get(id) ?? { id });
}

/** Assumption: a client's street is address1 and its city is state (docs/vendors.md#kleer-models, address). */
function addressOf(address: KleerAddress): ClientAddress {
	return {
		address1: textOrNull(address.address1),
		address2: textOrNull(address.address2),
		zipCode: textOrNull(address['zip-code']),
		city: textOrNull(address.state),
		country: textOrNull(address.country),
	};
}

/** Assumption: a user of 0 means no user (docs/vendors.md#kleer-models, minimal create bodies). */
function personOf(id: number, users: Map<number, KleerUser>): PersonReference | null {
	if (!id) return null;
	const user = users.get(id);
	if (!user) return { id };
	return {
		id,
		...('internal-id' in user ? { internalId: numberOrNull(user['internal-id']) } : {}),
		...('foreign-id' in user ? { foreignId: textOrNull(user['foreign-id']) } : {}),
		...('name' in user ? { name: textOrNull(user.name) } : {}),
	};
}
