import type { Answer, Call } from '../http.mts';
import type { World } from '../world.mts';
import { companyUserModel } from './projectModels.mts';
import { empty, json } from './replies.mts';
import { C, get, type CinodeRoute } from './route.mts';
import type { CinodeStore } from './store.mts';

type Team = CinodeStore['teams'][number];

/** docs/vendors.md#cinode-look-ups. Reading is open to all; writes, which need Company Admin, are not made here. */
export const teamRoutes: CinodeRoute[] = [
	get(`${C}/teams`, (_, { cinode }) => json(cinode.teams.map((team) => teamBaseModel(cinode, team)))),
	get(`${C}/teams/:id`, getTeam),
	get(`${C}/teams/:id/members`, listMembers),
];

/** TeamBaseModel */
function teamBaseModel({ company }: CinodeStore, team: Team): object {
	return { ...team, companyId: company.id, links: [] };
}

const teamOf = (call: Call, { cinode }: World) =>
	cinode.teams.find(({ id }) => id === Number(call.params.id));

/** GET /teams/:id: TeamModel. */
function getTeam(call: Call, world: World): Answer {
	const team = teamOf(call, world);
	if (!team) return empty(404);
	return json({
		internalIdentification: null,
		corporateIdentityNumber: null,
		costCenter: null,
		location: null,
		parentTeamId: null,
		created: '2020-01-01T00:00:00',
		updated: null,
		locationId: null,
		...teamBaseModel(world.cinode, team),
	});
}

/** GET /teams/:id/members: TeamMemberModel[], all members, also the disconnected (assumed). */
function listMembers(call: Call, world: World): Answer {
	const { cinode } = world;
	const team = teamOf(call, world);
	if (!team) return empty(404);
	const members = [...cinode.users.values()].filter(({ teamId }) => teamId === team.id);
	return json(
		members.map(({ id }) => ({
			teamId: team.id,
			companyUserId: id,
			companyUser: companyUserModel(cinode, id),
			team: teamBaseModel(cinode, team),
			availabilityPercent: 100,
			links: [],
		})),
	);
}
