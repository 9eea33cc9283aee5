import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { listActivities } from '../../../apis/kleer/activities';
import { KleerClient } from '../../../apis/kleer/client';
import { kleerProjects } from '../../../apis/kleer/clientProjects';
import { allClients, allUsers } from '../../../apis/kleer/lists';
import { listSubcontractors, listSuppliers } from '../../../apis/kleer/suppliers';
import { foldText } from '../../../rules';
import { toNodeError } from '../../shared/errors';

type Search = (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>;

/** The lists that resource locators choose from; inactive records are marked. */
export const listSearch = {
	searchActivities: search(async (client) =>
		(await listActivities(client)).map(({ id, name }) => choice(id, name)),
	),
	searchEmployees: search(async (client) =>
		(await allUsers(client)).map(({ id, name, active }) => choice(id, name, active)),
	),
	searchClients: search(async (client) =>
		(await allClients(client)).map(({ id, name, active, 'foreign-id': number }) =>
			choice(id, number ? `${name} (${number})` : name, active),
		),
	),
	searchClientProjects: search(async (client) =>
		(await kleerProjects(client).listProjects()).map((project) =>
			choice(project.id, `${project.number}: ${project.name}`),
		),
	),
	searchSuppliers: search(async (client) =>
		(await listSuppliers(client)).map(({ id, name }) => choice(id, name)),
	),
	searchSubcontractors: search(async (client) =>
		(await listSubcontractors(client)).map(({ id, supplier, users }) =>
			choice(id, `${supplier?.name ?? id}: ${users.map(({ name }) => name).join(', ')}`),
		),
	),
};

function search(list: (client: KleerClient) => Promise<INodeListSearchItems[]>): Search {
	return async function (this: ILoadOptionsFunctions, filter = '') {
		try {
			const choices = await list(await KleerClient.open(this));
			return {
				results: choices
					.filter(({ name }) => foldText(name).includes(foldText(filter)))
					.sort((a, b) => a.name.localeCompare(b.name, 'sv')),
			};
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		}
	};
}

function choice(id: number, name: string | null | undefined, active?: boolean | null): INodeListSearchItems {
	return { name: `${name || id}${active === false ? ' (inactive)' : ''}`, value: String(id) };
}
