import type { Answer, Call, Route } from '../http.mts';
import type { World } from '../world.mts';
import { companyModel, subcontractorModel, tagBaseModel, tagModel } from './models.mts';
import { empty, json } from './replies.mts';
import { searchUsers } from './search.mts';
import { getToken, refreshToken } from './tokens.mts';
import {
	addUser,
	deleteUser,
	getFullUser,
	getProjectRoles,
	getUser,
	listUsers,
	patchUser,
	postTags,
	putPermissions,
	putUser,
} from './users.mts';

export interface CinodeRoute extends Route {
	/** The access level that the vendor's page names for it. */
	level?: number;
	/** Outside the plan: neither bearer token nor the plan's count. */
	open?: true;
	/** PATCH takes only this content type. */
	body?: 'json' | 'json-patch';
	handle(call: Call, world: World): Answer;
}

const ADMIN = 400;
const MANAGER = 300;
const PARTNER_MANAGER = 240;
const C = '/v0.1/companies/:companyId';

const get = (pattern: string, handle: CinodeRoute['handle'], level?: number): CinodeRoute => ({
	method: 'GET',
	pattern,
	handle,
	...(level ? { level } : {}),
});
const send = (
	method: 'POST' | 'PUT' | 'PATCH',
	pattern: string,
	handle: CinodeRoute['handle'],
	level?: number,
): CinodeRoute => ({
	method,
	pattern,
	handle,
	body: method === 'PATCH' ? 'json-patch' : 'json',
	...(level ? { level } : {}),
});

/** Cinode's published routes, as far as people are concerned (facts/cinode.md 2a, 2f). */
export const cinodeRoutes: CinodeRoute[] = [
	{ ...get('/token', getToken), open: true },
	{ ...send('POST', '/token/refresh', refreshToken), open: true },
	get('/_whoami', (_, { cinode }) =>
		json({ companyId: cinode.company.id, companyUserId: cinode.apiAccount.ownerId }),
	),
	get('/v0.1/languages', (_, { cinode }) => json(cinode.languages)),
	get(C, (_, { cinode }) => json(companyModel(cinode))),

	get(`${C}/users`, listUsers),
	send('POST', `${C}/users`, addUser, ADMIN),
	get(`${C}/users/extended`, listUsers),
	send('POST', `${C}/users/search`, searchUsers),
	get(`${C}/users/:id`, getUser),
	send('PUT', `${C}/users/:id`, putUser, ADMIN),
	send('PATCH', `${C}/users/:id`, patchUser, ADMIN),
	{ method: 'DELETE', pattern: `${C}/users/:id`, level: ADMIN, handle: deleteUser },
	get(`${C}/users-full/:id`, getFullUser, ADMIN),
	send('PUT', `${C}/users/:id/permissions`, putPermissions, ADMIN),
	send('POST', `${C}/users/:id/tags`, postTags),
	get(`${C}/users/:id/roles`, getProjectRoles, MANAGER),

	get(`${C}/tags`, (_, { cinode }) =>
		json([...cinode.tags.values()].map((tag) => tagBaseModel(cinode, tag))),
	),
	get(`${C}/tags/:id`, (call, { cinode }) => {
		const tag = cinode.tags.get(Number(call.params.id));
		return tag ? json(tagModel(cinode, tag)) : empty(404);
	}),
	get(`${C}/currencies`, (_, { cinode }) => json(cinode.currencies)),
	get(`${C}/capabilities`, (_, { cinode }) =>
		json({ enabledModules: cinode.modules.map((moduleId) => ({ moduleId })) }),
	),
	get(`${C}/teams`, (_, { cinode }) =>
		json(cinode.teams.map((team) => ({ ...team, companyId: cinode.company.id, links: [] }))),
	),
	get(
		`${C}/subcontractors`,
		(_, { cinode }) =>
			json([...cinode.subcontractors.values()].map((sub) => subcontractorModel(cinode, sub))),
		PARTNER_MANAGER,
	),
];
