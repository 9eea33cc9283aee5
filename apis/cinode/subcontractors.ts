import { cinodeSubcontractor } from '../../models/cinode/people';
import { listPeople, type CinodeSubcontractorsApi, type HiddenPeople } from '../../sync';
import type { CinodeClient } from './client';
import { JSON_PATCH } from './jsonPatch';
import { listSubcontractors } from './peopleLists';
import { cinodeUsers } from './users';

/**
 * Cinode's subcontractor routes (docs/vendors.md#cinode-subcontractors).
 * @param hidden What this process knows of people that the plain list of users leaves out.
 */
export function cinodeSubcontractors(
	client: CinodeClient,
	hidden: HiddenPeople = {},
): CinodeSubcontractorsApi {
	return {
		listSubcontractors: async () => await listSubcontractors(client),

		getSubcontractor: async (id) =>
			await client.target(`/subcontractors/${id}`, cinodeSubcontractor, 'a subcontractor'),

		createSubcontractor: async (body) =>
			await client.write(
				{ method: 'POST', path: '/subcontractors', body },
				cinodeSubcontractor,
				'the new subcontractor',
			),

		allowedMethods: async (id) => await client.allowedMethods(`/subcontractors/${id}`),

		patchSubcontractor: async (id, operations) =>
			await client.write(
				{ method: 'PATCH', path: `/subcontractors/${id}`, body: operations, headers: JSON_PATCH },
				cinodeSubcontractor,
				'the subcontractor',
			),

		async listPeople(expected) {
			const people = listPeople(cinodeUsers(client), hidden);
			return [...(await people.list(expected)), ...(await people.listHidden())];
		},
	};
}
