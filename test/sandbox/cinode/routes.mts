import { customerRoutes } from './customerRoutes.mts';
import { companyModel, tagBaseModel, tagModel, tagTypes } from './models.mts';
import { projectRoutes } from './projectRoutes.mts';
import { empty, json } from './replies.mts';
import { ADMIN, C, C2, get, MANAGER, remove, send, type CinodeRoute } from './route.mts';
import { searchUsers } from './search.mts';
import { subcontractorRoutes } from './subcontractorRoutes.mts';
import { teamRoutes } from './teams.mts';
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
import { webhookRoutes } from './webhooks.mts';

/** Cinode's published routes: users and look-ups here (docs/vendors.md#cinode-users). */
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
	remove(`${C}/users/:id`, deleteUser, ADMIN),
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
	get(`${C2}/tag-types`, (_, { cinode }) => json(tagTypes(cinode))),
	get(`${C}/currencies`, (_, { cinode }) => json(cinode.currencies)),
	get(`${C}/capabilities`, (_, { cinode }) =>
		json({ enabledModules: cinode.modules.map((moduleId) => ({ moduleId })) }),
	),

	...teamRoutes,
	...subcontractorRoutes,
	...customerRoutes,
	...projectRoutes,
	...webhookRoutes,
];
