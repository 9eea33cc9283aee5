import { VendorError, attempt } from '../../base';
import {
	cinodeListedSubcontractor,
	cinodeListedUser,
	type CinodeListedSubcontractor,
	type CinodeListedUser,
} from '../../models/cinode/people';
import type { CinodeClient } from './client';

/** What tells who a listed user is: `null` is an answer, a missing key is none. */
export const LISTED_USER_KEYS = ['internalIdentifier', 'companyUserEmail'];

/** All but the disconnected. */
export async function listUsers(client: CinodeClient): Promise<CinodeListedUser[]> {
	return await client.list('/users', cinodeListedUser, {
		expected: 'a list of users',
		shows: LISTED_USER_KEYS,
	});
}

export async function listSubcontractors(client: CinodeClient): Promise<CinodeListedSubcontractor[]> {
	const wanted = { expected: 'a list of subcontractors', shows: ['internalIdentifier', 'email'] };
	return await client.list('/subcontractors', cinodeListedSubcontractor, wanted);
}

/** Subcontractors, for those who sync users: without the right or the module there are none to meet. */
export async function listSubcontractorsIfAllowed(
	client: CinodeClient,
): Promise<CinodeListedSubcontractor[]> {
	const outcome = await attempt(() => listSubcontractors(client));
	if (outcome.ok) return outcome.value;
	const { error } = outcome;
	if (error instanceof VendorError && ['forbidden', 'notFound'].includes(error.kind)) return [];
	throw error;
}
