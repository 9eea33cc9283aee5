import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { CinodeClient } from '../../../apis/cinode/client';
import { cinodeUsers } from '../../../apis/cinode/users';
import { toNodeError } from '../../shared/errors';

const PAGE = 100;

/** People by part of a name or e-mail, a page at a time. */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const page = Number(paginationToken ?? 1);
	try {
		const users = cinodeUsers(await CinodeClient.open(this));
		const { result } = await users.searchUsers({ term: filter, page, itemsPerPage: PAGE });
		return {
			results: result.map((user) => ({
				name: `${user.firstName ?? ''} ${user.lastName ?? ''} (${user.companyUserEmail ?? 'no e-mail'})`.trim(),
				value: String(user.companyUserId),
			})),
			...(result.length === PAGE ? { paginationToken: String(page + 1) } : {}),
		};
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}
