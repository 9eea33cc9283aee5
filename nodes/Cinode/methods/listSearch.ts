import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { CinodeClient } from '../../../apis/cinode/client';
import { cinodeCustomers } from '../../../apis/cinode/customers';
import { searchProjects } from '../../../apis/cinode/projects';
import { cinodeSubcontractors } from '../../../apis/cinode/subcontractors';
import { cinodeUsers } from '../../../apis/cinode/users';
import { foldText } from '../../../rules';
import { toNodeError } from '../../shared/errors';

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

const PAGE = 100;

/** The lists that resource locators choose from. */
export const listSearch = {
	/** People by part of a name or e-mail, a page at a time. */
	searchUsers: search(async (client, term, paginationToken) => {
		const page = Number(paginationToken ?? 1);
		const { result } = await cinodeUsers(client).searchUsers({ term, page, itemsPerPage: PAGE });
		return {
			results: result.map((user) =>
				choice(user.companyUserId, `${user.firstName ?? ''} ${user.lastName ?? ''}`, user.companyUserEmail),
			),
			...(result.length === PAGE ? { paginationToken: String(page + 1) } : {}),
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
			...(result.length === PAGE ? { paginationToken: String(page + 1) } : {}),
		};
	}),

	searchCustomers: search(async (client, term = '') => {
		const all = await cinodeCustomers(client).listCustomers();
		return filtered(
			all.map(({ id, name, identification }) => choice(id, name ?? '', identification)),
			term,
		);
	}),
};

function search(
	find: (client: CinodeClient, term?: string, paginationToken?: string) => Promise<INodeListSearchResult>,
): Search {
	return async function (this: ILoadOptionsFunctions, filter?: string, paginationToken?: string) {
		try {
			return await find(await CinodeClient.open(this), filter, paginationToken);
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		}
	};
}

function choice(id: number, name: string, more: string | null | undefined): INodeListSearchItems {
	return { name: `${name.trim()}${more ? ` (${more})` : ''}`, value: String(id) };
}

/** Cinode gives the whole list at once, so the editor's filter is applied here. */
function filtered(choices: INodeListSearchItems[], term: string): INodeListSearchResult {
	return {
		results: choices
			.filter(({ name }) => foldText(name).includes(foldText(term)))
			.sort((a, b) => a.name.localeCompare(b.name, 'sv')),
	};
}
