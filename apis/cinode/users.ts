import { cinodeListedUser, cinodeUser } from '../../models/cinode/people';
import type { CinodeUsersApi } from '../../sync';
import type { CinodeClient } from './client';
import { JSON_PATCH } from './jsonPatch';
import { listTags } from './lookups';
import { LISTED_USER_KEYS, listSubcontractorsIfAllowed, listUsers } from './peopleLists';

/** Cinode's user routes (docs/vendors.md#cinode-users). */
export function cinodeUsers(client: CinodeClient): CinodeUsersApi {
	const wanted = { expected: 'a list of users', shows: LISTED_USER_KEYS };
	return {
		listUsers: async () => await listUsers(client),

		async searchUsers({ term, page, itemsPerPage }) {
			const body = {
				...(term ? { term } : {}),
				includeDisconnected: true,
				// Updated, newest first (docs/vendors.md#cinode-users).
				pageAndSortBy: { sortBy: 4, sortOrder: 1, page, itemsPerPage },
			};
			const found = await client.search({ path: '/users/search', body }, cinodeListedUser, wanted);
			return { result: found.result, totalItems: found.totalItems ?? found.result.length };
		},

		getUser: async (id, full) =>
			await client.target(`/${full ? 'users-full' : 'users'}/${id}`, cinodeUser, 'a user'),

		createUser: async (body) =>
			await client.write({ method: 'POST', path: '/users', body }, cinodeUser, 'the new user'),

		patchUser: async (id, operations) =>
			await client.write(
				{ method: 'PATCH', path: `/users/${id}`, body: operations, headers: JSON_PATCH },
				cinodeUser,
				'the user',
			),

		async setPermissions(id, levels) {
			await client.send({
				method: 'PUT',
				path: `/users/${id}/permissions`,
				body: { permissions: levels },
			});
		},

		setTags: async (id, tags) =>
			await client.write({ method: 'POST', path: `/users/${id}/tags`, body: tags }, cinodeUser, 'the user'),

		listTags: async () => await listTags(client),

		listSubcontractors: async () => await listSubcontractorsIfAllowed(client),
	};
}
