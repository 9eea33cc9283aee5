import {
	VendorError,
	attempt,
	type KleerClientRecord,
	type KleerProject,
	type KleerProjectsApi,
	type KleerUserRecord,
} from '../../sync';
import type { KleerClient } from './client';

/** People and clients are read again after this long; a project's push needs them at every event. */
const KEPT_MS = 3 * 60_000;

interface Kept<T> {
	at: number;
	list: Promise<T[]>;
}

const kept = new Map<string, Kept<unknown>>();

/** Kleer's client projects, and the lists that a push looks things up in (facts/kleer.md 2, Client projects). */
export function kleerProjects(client: KleerClient): KleerProjectsApi {
	/** What this run read itself is fresh. */
	const readByThisRun = new Set<string>();
	/** Read once in a few minutes per process; a failure isn't kept. */
	const listed = async <T>(path: string, fresh = false): Promise<T[]> => {
		const name = `${client.name}${path}`;
		const known = kept.get(name) as Kept<T> | undefined;
		const isKept = known && Date.now() - known.at < KEPT_MS;
		if (known && (fresh ? readByThisRun.has(path) : isKept)) return await known.list;
		readByThisRun.add(path);
		const list = client.list<T>(path);
		kept.set(name, { at: Date.now(), list });
		list.catch(() => kept.delete(name));
		return await list;
	};
	let ownCurrency: Promise<string | undefined> | undefined;
	return {
		listProjects: async () => await client.list<KleerProject>('/client-project', { filter: 'all' }),
		listClients: async (fresh) => await listed<KleerClientRecord>('/client', fresh),
		listUsers: async (fresh) => await listed<KleerUserRecord>('/user', fresh),
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
