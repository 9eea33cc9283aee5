import type { CinodeListedUser, CinodeTag, CinodeUser, CinodeUsersApi } from '../../sync';
import type { CinodeClient } from './client';
import { JSON_PATCH, listOf } from './lists';
import { listSubcontractorsIfAllowed } from './subcontractors';

/** Cinode's user routes (facts/cinode.md 2a). */
export function cinodeUsers(client: CinodeClient): CinodeUsersApi {
	return {
		listUsers: async () => listOf<CinodeListedUser>(await client.company({ method: 'GET', path: '/users' })),

		async searchUsers({ term, page, itemsPerPage }) {
			const reply = await client.company<{ result?: CinodeListedUser[]; totalItems?: number; hits?: number }>(
				{
					method: 'POST',
					path: '/users/search',
					readsOnly: true,
					body: {
						...(term ? { term } : {}),
						includeDisconnected: true,
						// Updated, newest first (facts/cinode.md 2a).
						pageAndSortBy: { sortBy: 4, sortOrder: 1, page, itemsPerPage },
					},
				},
			);
			const result = listOf<CinodeListedUser>(reply?.result);
			return { result, totalItems: reply?.totalItems ?? reply?.hits ?? result.length };
		},

		getUser: async (id, full) =>
			await client.company<CinodeUser>({ method: 'GET', path: `/${full ? 'users-full' : 'users'}/${id}` }),

		createUser: async (body) => await client.company<CinodeUser>({ method: 'POST', path: '/users', body }),

		patchUser: async (id, operations) =>
			await client.company<CinodeUser>({
				method: 'PATCH',
				path: `/users/${id}`,
				body: operations,
				headers: JSON_PATCH,
			}),

		async setPermissions(id, levels) {
			await client.company({
				method: 'PUT',
				path: `/users/${id}/permissions`,
				body: { permissions: levels },
			});
		},

		setTags: async (id, tags) =>
			await client.company<CinodeUser>({ method: 'POST', path: `/users/${id}/tags`, body: tags }),

		listTags: async () => listOf<CinodeTag>(await client.company({ method: 'GET', path: '/tags' })),

		listSubcontractors: async () => await listSubcontractorsIfAllowed(client),
	};
}
