import type { CinodeClient } from './client';
import { listOf } from './lists';
import type { CompanyUserReference } from './projectModels';

/** Cinode's teams, as far as they are read (facts/cinode.md 2f). */

export interface CinodeTeam {
	id: number;
	name?: string | null;
	description?: string | null;
}

export interface CinodeTeamDetails extends CinodeTeam {
	internalIdentification?: string | null;
	corporateIdentityNumber?: string | null;
	costCenter?: string | null;
	location?: string | null;
	parentTeamId?: number | null;
	created?: string | null;
	updated?: string | null;
}

export interface CinodeTeamMember {
	teamId?: number | null;
	companyUserId?: number | null;
	companyUser?: CompanyUserReference | null;
	availabilityPercent?: number | null;
}

export async function listTeamsInFull(client: CinodeClient): Promise<CinodeTeam[]> {
	return listOf<CinodeTeam>(await client.company({ method: 'GET', path: '/teams' }));
}

/** @throws VendorError `notFound` */
export async function getTeam(client: CinodeClient, id: number): Promise<CinodeTeamDetails> {
	return await client.company<CinodeTeamDetails>({ method: 'GET', path: `/teams/${id}` });
}

/** @throws VendorError `notFound` */
export async function listTeamMembers(client: CinodeClient, id: number): Promise<CinodeTeamMember[]> {
	return listOf<CinodeTeamMember>(await client.company({ method: 'GET', path: `/teams/${id}/members` }));
}
