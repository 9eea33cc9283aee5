import {
	cinodeTeam,
	cinodeTeamDetails,
	cinodeTeamMember,
	type CinodeTeam,
	type CinodeTeamDetails,
	type CinodeTeamMember,
} from '../../models/cinode/lookups';
import type { CinodeClient } from './client';

/** Cinode's teams, as far as they are read (docs/vendors.md#cinode-look-ups). */

export async function listTeamsInFull(client: CinodeClient): Promise<CinodeTeam[]> {
	return await client.list('/teams', cinodeTeam, { expected: 'a list of teams' });
}

/** @throws VendorError `notFound` */
export async function getTeam(client: CinodeClient, id: number): Promise<CinodeTeamDetails> {
	return await client.one(`/teams/${id}`, cinodeTeamDetails, 'a team');
}

/** @throws VendorError `notFound` */
export async function listTeamMembers(client: CinodeClient, id: number): Promise<CinodeTeamMember[]> {
	return await client.list(`/teams/${id}/members`, cinodeTeamMember, { expected: "a team's members" });
}
