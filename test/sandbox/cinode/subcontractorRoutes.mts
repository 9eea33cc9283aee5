import { json } from './replies.mts';
import { C, get, PARTNERS, remove, send, type CinodeRoute } from './route.mts';
import {
	addSubcontractor,
	deleteSubcontractor,
	getSubcontractor,
	listSubcontractors,
	patchSubcontractor,
	putSubcontractor,
} from './subcontractors.mts';

const ONE = `${C}/subcontractors/:id`;

/** docs/vendors.md#cinode-subcontractors. The two updates are in no published specification: a switch says which one exists. */
export const subcontractorRoutes: CinodeRoute[] = [
	get(`${C}/subcontractors`, listSubcontractors, PARTNERS),
	send('POST', `${C}/subcontractors`, addSubcontractor, PARTNERS),
	get(`${C}/subcontractors/groups`, () => json([]), PARTNERS),
	get(ONE, getSubcontractor, PARTNERS),
	{
		...send('PUT', ONE, putSubcontractor, PARTNERS),
		exists: ({ cinode }) => cinode.options.subcontractorUpdates === 'put',
	},
	{
		...send('PATCH', ONE, patchSubcontractor, PARTNERS),
		exists: ({ cinode }) => cinode.options.subcontractorUpdates === 'patch',
	},
	remove(ONE, deleteSubcontractor, PARTNERS),
];
