import {
	VendorError,
	attempt,
	listPeople,
	type CinodeListedSubcontractor,
	type CinodeSubcontractor,
	type CinodeSubcontractorsApi,
	type HiddenPeople,
} from '../../sync';
import type { CinodeClient } from './client';
import { JSON_PATCH, listOf } from './lists';
import { cinodeUsers } from './users';

/**
 * Cinode's subcontractor routes (facts/cinode.md 2b).
 * @param hidden What this process knows of people that the plain list of users leaves out.
 */
export function cinodeSubcontractors(
	client: CinodeClient,
	hidden: HiddenPeople = {},
): CinodeSubcontractorsApi {
	return {
		listSubcontractors: async () =>
			listOf<CinodeListedSubcontractor>(await client.company({ method: 'GET', path: '/subcontractors' })),

		getSubcontractor: async (id) =>
			await client.company<CinodeSubcontractor>({ method: 'GET', path: `/subcontractors/${id}` }),

		createSubcontractor: async (body) =>
			await client.company<CinodeSubcontractor>({ method: 'POST', path: '/subcontractors', body }),

		allowedMethods: async (id) => await client.allowedMethods(`/subcontractors/${id}`),

		patchSubcontractor: async (id, operations) =>
			await client.company<CinodeSubcontractor>({
				method: 'PATCH',
				path: `/subcontractors/${id}`,
				body: operations,
				headers: JSON_PATCH,
			}),

		async listPeople(expected) {
			const people = listPeople(cinodeUsers(client), hidden);
			return [...(await people.list(expected)), ...(await people.listHidden())];
		},
	};
}

/** Subcontractors, for those who sync users: without the right or the module there are none to meet. */
export async function listSubcontractorsIfAllowed(
	client: CinodeClient,
): Promise<CinodeListedSubcontractor[]> {
	const outcome = await attempt(() => client.company({ method: 'GET', path: '/subcontractors' }));
	if (outcome.ok) return listOf<CinodeListedSubcontractor>(outcome.value);
	const { error } = outcome;
	if (error instanceof VendorError && ['forbidden', 'notFound'].includes(error.kind)) return [];
	throw error;
}
