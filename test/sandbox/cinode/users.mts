import type { Answer, Call } from '../http.mts';
import type { World } from '../world.mts';
import { addCinodeUser, editCinodeUser } from './edits.mts';
import { tell } from './events.mts';
import { readBody } from './fields.mts';
import { detailModel, fullModel, listModel, rolesModel } from './models.mts';
import { readPatch } from './patch.mts';
import { empty, invalid, json } from './replies.mts';
import { dateTime, LEVELS, STATUS, type CinodeUser } from './store.mts';
import { readTags } from './tags.mts';
import { USER_ADD, USER_EDIT, USER_PATHS } from './userFields.mts';
import { isBody } from './validate.mts';

const userOf = (call: Call, world: World) => world.cinode.users.get(Number(call.params.id));

/** GET /users and /users/extended: all but the Disconnected, never paginated. */
export function listUsers(_call: Call, { cinode }: World): Answer {
	const shown = [...cinode.users.values()].filter(
		(user) =>
			user.status === STATUS.active || (user.status === STATUS.preActive && cinode.options.listPreActive),
	);
	return json(shown.map((user) => listModel(cinode, user)));
}

/** GET /users/:id */
export function getUser(call: Call, world: World): Answer {
	const user = userOf(call, world);
	return user ? json(detailModel(world.cinode, user)) : empty(404);
}

/** GET /users-full/:id */
export function getFullUser(call: Call, world: World): Answer {
	const user = userOf(call, world);
	return user ? json(fullModel(world.cinode, user)) : empty(404);
}

const ADD_REQUIRED = ['email', 'firstName', 'lastName', 'password', 'confirmPassword', 'gender'];

/** POST /users: CompanyUserAddModel. A missing status means Disconnected, the enum's zero (facts 6.2). */
export function addUser(call: Call, world: World): Answer {
	const rules = { required: ADD_REQUIRED, confirm: 'confirmPassword' };
	const read = readBody(world.cinode, call.body, USER_ADD, rules);
	if ('problems' in read) return invalid(read.problems);
	const given = read.values as unknown as CinodeUser;
	const status = given.status ?? STATUS.disconnected;
	const user = addCinodeUser(world.cinode, { ...given, status }, world.now());
	return json(fullModel(world.cinode, user), 201);
}

/**
 * PUT /users/:id replaces: what is left out becomes empty, and status and gender, which can't be null, become
 * their zeros Disconnected and Other (docs/vendors.md#cinode-users, inferred). Names and e-mail are kept.
 */
export function putUser(call: Call, world: World): Answer {
	const user = userOf(call, world);
	if (!user) return empty(404);
	const rules = { personId: user.id, replaces: true } as const;
	const read = readBody(world.cinode, call.body, USER_EDIT, rules);
	if ('problems' in read) return invalid(read.problems);
	editCinodeUser(world.cinode, user.id, read.values, { now: world.now() });
	return json(fullModel(world.cinode, user));
}

/** PATCH /users/:id: JSON Patch, and nothing else, as application/json-patch+json. */
export function patchUser(call: Call, world: World): Answer {
	const user = userOf(call, world);
	if (!user) return empty(404);
	const read = readPatch(world.cinode, USER_PATHS, call.body, user.id);
	if ('problems' in read) return invalid(read.problems);
	const bump = Object.keys(read.values).length > 0;
	editCinodeUser(world.cinode, user.id, read.values, { now: world.now(), bump });
	return json(fullModel(world.cinode, user));
}

/** DELETE /users/:id?firstName=&lastName=: only a disconnected user, and by the right name. */
export function deleteUser(call: Call, world: World): Answer {
	const user = userOf(call, world);
	if (!user) return empty(404);
	if (user.status !== STATUS.disconnected)
		return invalid({ Status: ['The user must be disconnected first.'] });
	if (!isNamed(call, user)) return invalid({ Name: ['First and last name do not match.'] });
	tell(world.cinode, 'employee', 'deleted', user);
	world.cinode.users.delete(user.id);
	return empty(200);
}

/** Whether a delete names the right person. */
export function isNamed({ query }: Call, person: { firstName: string; lastName: string }): boolean {
	return query.firstName === person.firstName && query.lastName === person.lastName;
}

/** PUT /users/:id/permissions replaces the permission levels. */
export function putPermissions(call: Call, world: World): Answer {
	const user = userOf(call, world);
	if (!user) return empty(404);
	const body = isBody(call.body) ? call.body : {};
	const unknown = Object.keys(body).find((key) => key !== 'permissions');
	if (unknown) return invalid({ [unknown]: ['Unknown field.'] });
	const levels = body.permissions;
	if (!Array.isArray(levels)) return invalid({ Permissions: ['The Permissions field is required.'] });
	if (!levels.every((level) => typeof level === 'number' && LEVELS[level] !== undefined))
		return invalid({ Permissions: ['Unknown access level.'] });
	user.permissions = [...new Set(levels as number[])].sort((a, b) => a - b);
	if (world.cinode.options.bumpUpdatedOnPermissions) user.updatedDateTime = dateTime(world.now());
	return json(rolesModel(user));
}

/** POST /users/:id/tags REPLACES all tags. */
export function postTags(call: Call, world: World): Answer {
	const { cinode } = world;
	const user = userOf(call, world);
	if (!user) return empty(404);
	const read = readTags(cinode, call.body);
	if ('problems' in read) return invalid(read.problems);
	user.tags = read.ids;
	if (cinode.options.bumpUpdatedOnTags) user.updatedDateTime = dateTime(world.now());
	return json(detailModel(cinode, user));
}

/** GET /users/:id/roles: the roles in projects, not permissions. */
export function getProjectRoles(call: Call, world: World): Answer {
	return userOf(call, world) ? json({ assigned: [], prospect: [] }) : empty(404);
}
