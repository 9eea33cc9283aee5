import { VendorError, attempt } from '../../base';
import type { KleerClientRecord, KleerProjectsApi, KleerUserRecord } from '../../sync';
import { kleerCompany, kleerCreated, kleerSaved } from '../../models/kleer/lookups';
import { kleerProject, type KleerProject } from '../../models/kleer/projects';
import { Kept } from '../shared/kept';
import { asItWasRead } from './asItWasRead';
import { noneIfNotFound } from './errors';
import type { KleerClient } from './client';
import { allClientProjects, allClients, allUsers } from './lists';

const clients = new Kept<KleerClientRecord[]>();
const users = new Kept<KleerUserRecord[]>();

/** @throws VendorError `notFound` */
export async function getClientProject(client: KleerClient, id: number): Promise<KleerProject> {
	return await client.one(`/client-project/${id}`, kleerProject, 'a client project');
}

/** Kleer's client projects, and the lists that a push looks things up in (docs/vendors.md#kleer-lists). */
export function kleerProjects(client: KleerClient): KleerProjectsApi {
	/** What is read from now on is fresh for this run. */
	const opened = Date.now();
	const since = (fresh?: boolean) => (fresh ? opened : undefined);
	let ownCurrency: Promise<string | undefined> | undefined;
	return {
		listProjects: async () => await allClientProjects(client),
		getProject: async (id) => await getClientProject(client, id).catch(noneIfNotFound<KleerProject>),
		listClients: async (fresh) =>
			await clients.get(client.name, async () => await allClients(client), since(fresh)),
		listUsers: async (fresh) =>
			await users.get(client.name, async () => await allUsers(client), since(fresh)),
		async companyCurrency() {
			ownCurrency ??= readCurrency(client);
			return await ownCurrency;
		},
		async createProject(body) {
			const { id } = await client.write(
				{ method: 'PUT', path: '/client-project', body: asItWasRead(body, client.forms) },
				kleerCreated,
				'the new ID',
			);
			return id;
		},
		async updateProject(id, body) {
			await client.write(
				{ method: 'POST', path: `/client-project/${id}`, body: asItWasRead(body, client.forms) },
				kleerSaved,
				'what was saved',
			);
		},
	};
}

/** Who has no right to see it can still push. */
async function readCurrency(client: KleerClient): Promise<string | undefined> {
	const outcome = await attempt(() => client.one('/info', kleerCompany, "the company's data"));
	if (outcome.ok) return outcome.value['accounting-currency']?.trim() || undefined;
	const { error } = outcome;
	if (error instanceof VendorError && ['forbidden', 'notFound'].includes(error.kind)) return undefined;
	throw error;
}
