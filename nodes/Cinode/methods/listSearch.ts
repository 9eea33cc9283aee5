import { LARGEST_PAGE } from '../../../models/cinode/codes';
import { cinodeCustomers } from '../../../apis/cinode/customers';
import { listTags, listTeams } from '../../../apis/cinode/lookups';
import { searchProjects } from '../../../apis/cinode/projects';
import { cinodeSubcontractors } from '../../../apis/cinode/subcontractors';
import { cinodeUsers } from '../../../apis/cinode/users';
import { listWebhooks } from '../../../apis/cinode/webhooks';
import { choice, filtered, search } from './choices';
import { partLists } from './partLists';

/** The lists that resource locators choose from. */
export const listSearch = {
	/** People by part of a name or e-mail, a page at a time. */
	searchUsers: search(async (client, term, paginationToken) => {
		const page = Number(paginationToken ?? 1);
		const { result } = await cinodeUsers(client).searchUsers({ term, page, itemsPerPage: LARGEST_PAGE });
		return {
			results: result.map((user) =>
				choice(user.companyUserId, `${user.firstName ?? ''} ${user.lastName ?? ''}`, user.companyUserEmail),
			),
			...(result.length === LARGEST_PAGE ? { paginationToken: String(page + 1) } : {}),
		};
	}),

	searchSubcontractors: search(async (client, term = '') => {
		const all = await cinodeSubcontractors(client).listSubcontractors();
		return filtered(
			all.map((one) =>
				choice(one.companyUserId, `${one.firstName ?? ''} ${one.lastName ?? ''}`, one.companyName),
			),
			term,
		);
	}),

	/** Projects by part of the title, most recently updated first. */
	searchProjects: search(async (client, term, paginationToken) => {
		const page = Number(paginationToken ?? 1);
		const { result } = await searchProjects(client, term ? { title: term } : {}, page);
		return {
			results: result.map(({ id, title, identifier }) => choice(id, title ?? '', identifier)),
			...(result.length === LARGEST_PAGE ? { paginationToken: String(page + 1) } : {}),
		};
	}),

	searchCustomers: search(async (client, term = '') => {
		const all = await cinodeCustomers(client).listCustomers();
		return filtered(
			all.map(({ id, name, identification }) => choice(id, name ?? '', identification)),
			term,
		);
	}),

	searchTags: search(async (client, term = '') =>
		filtered(
			(await listTags(client)).map(({ id, name }) => choice(id, name)),
			term,
		),
	),

	searchTeams: search(async (client, term = '') =>
		filtered(
			(await listTeams(client)).map(({ id, name }) => choice(id, name)),
			term,
		),
	),

	searchWebhooks: search(async (client, term = '') =>
		filtered(
			(await listWebhooks(client)).map(({ id, endpointUrl, isActive }) =>
				choice(id, endpointUrl ?? id, isActive ? undefined : 'inactive'),
			),
			term,
		),
	),

	...partLists,
};
