import {
	VendorError,
	attempt,
	type KleerClientRecord,
	type KleerProject,
	type KleerProjectsApi,
	type KleerUserRecord,
} from '../../sync';
import { Kept } from '../shared/kept';
import type { KleerClient } from './client';

const clients = new Kept<KleerClientRecord[]>();
const users = new Kept<KleerUserRecord[]>();

/** Kleer's client projects, and the lists that a push looks things up in (facts/kleer.md 2, Client projects). */
export function kleerProjects(client: KleerClient): KleerProjectsApi {
	/** What is read from now on is fresh for this run. */
	const opened = Date.now();
	const since = (fresh?: boolean) => (fresh ? opened : undefined);
	let ownCurrency: Promise<string | undefined> | undefined;
	return {
		listProjects: async () => await client.list<KleerProject>('/client-project', { filter: 'all' }),
		listClients: async (fresh) =>
			await clients.get(client.name, async () => await client.list('/client'), since(fresh)),
		listUsers: async (fresh) =>
			await users.get(client.name, async () => await client.list('/user'), since(fresh)),
		async companyCurrency() {
			ownCurrency ??= readCurrency(client);
			return await ownCurrency;
		},
		async createProject(body) {
			const { id } = await client.request<{ id: number }>({ method: 'PUT', path: '/client-project', body });
			return id;
		},
		async updateProject(id, body) {
			await client.request({ method: 'POST', path: `/client-project/${id}`, body });
		},
	};
}

/** Who has no right to see it can still push. */
async function readCurrency(client: KleerClient): Promise<string | undefined> {
	const outcome = await attempt(() =>
		client.request<{ 'accounting-currency'?: string }>({ method: 'GET', path: '/info' }),
	);
	if (outcome.ok) return outcome.value['accounting-currency']?.trim() || undefined;
	const { error } = outcome;
	if (error instanceof VendorError && ['forbidden', 'notFound'].includes(error.kind)) return undefined;
	throw error;
}
