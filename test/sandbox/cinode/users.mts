import type { Answer, Call } from '../http.mts';
import type { World } from '../world.mts';
import { addCinodeUser, editCinodeUser, newTag } from './edits.mts';
import { detailModel, fullModel, listModel, rolesModel } from './models.mts';
import { readPatch } from './patch.mts';
import { empty, invalid, json, type Problems } from './replies.mts';
import { dateTime, LEVELS, STATUS, type CinodeUser } from './store.mts';
import { problemOf, toDateTime, type Type } from './validate.mts';

type Body = Record<string, unknown>;

const userOf = (call: Call, world: World) => world.cinode.users.get(Number(call.params.id));

const isBody = (value: unknown): value is Body =>
	value !== null && typeof value === 'object' && !Array.isArray(value);

/** GET /users and /users/extended: everybody but the Disconnected, never paginated. */
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

const ADD: Record<string, Type> = {
	email: 'email',
	firstName: 'name',
	lastName: 'name',
	password: 'string',
	confirmPassword: 'string',
	gender: 'gender',
	status: 'status',
	teamId: 'team',
	title: 'string',
	languageId: 'language',
	employmentNumber: 'string',
	employmentStartDate: 'date',
	addProfile: 'boolean',
	locationId: 'office',
	defaultCurrencyId: 'currency',
	displayCurrencyId: 'currency',
	mustChangePassword: 'boolean',
};
const ADD_REQUIRED = ['email', 'firstName', 'lastName', 'password', 'confirmPassword', 'gender'];
const ADD_NOT_NULL = [...ADD_REQUIRED, 'status', 'addProfile', 'mustChangePassword'];
const MIN_PASSWORD = 8;

/** POST /users: CompanyUserAddModel. A missing status means Disconnected, the enum's zero (facts 6.2). */
export function addUser(call: Call, world: World): Answer {
	if (!isBody(call.body)) return invalid({ '': ['A non-empty request body is required.'] });
	const body = call.body;
	const problems = checkBody(world, body, ADD, ADD_NOT_NULL);
	for (const name of ADD_REQUIRED) {
		if (body[name] === undefined) problems[upper(name)] = [`The ${upper(name)} field is required.`];
	}
	if (typeof body.password === 'string' && body.password.length < MIN_PASSWORD)
		problems.Password = [`must be at least ${MIN_PASSWORD} characters.`];
	if (body.password !== body.confirmPassword) problems.ConfirmPassword = ['does not match the password.'];
	if (Object.keys(problems).length > 0) return invalid(problems);
	const { confirmPassword: _again, addProfile: _profile, employmentStartDate, ...rest } = body;
	const given = rest as unknown as CinodeUser;
	const user = addCinodeUser(
		world.cinode,
		{
			...given,
			status: given.status ?? STATUS.disconnected,
			employmentStartDate: toDateTime(employmentStartDate) ?? null,
		},
		world.now(),
	);
	return json(fullModel(world.cinode, user), 201);
}

const EDIT: Record<string, Type> = {
	status: 'status',
	employmentStartDate: 'date',
	employmentEndDate: 'date',
	employmentNumber: 'string',
	invoicingGoal: 'int',
	mobility: 'int',
	availabilityPercent: 'percent',
	availableFromDate: 'date',
	title: 'string',
	email: 'email',
	taxTable: 'string',
	baseSalary: 'int',
	provision: 'int',
	hourlyTargetRate: 'int',
	selfCost: 'int',
	locationId: 'office',
	defaultCurrencyId: 'currency',
	displayCurrencyId: 'currency',
	firstName: 'name',
	lastName: 'name',
	dateOfBirth: 'date',
	gender: 'gender',
	companyCalendarId: 'int',
	timezoneId: 'string',
	phone: 'string',
};

/**
 * PUT /users/:id replaces: what is left out becomes empty, and status and gender, which can't be null, become
 * their zeros Disconnected and Other (facts/cinode.md 6.1, inferred). Names and e-mail are kept.
 */
export function putUser(call: Call, world: World): Answer {
	const user = userOf(call, world);
	if (!user) return empty(404);
	if (!isBody(call.body)) return invalid({ '': ['A non-empty request body is required.'] });
	const problems = checkBody(
		world,
		call.body,
		EDIT,
		['status', 'gender', 'email', 'firstName', 'lastName'],
		user.id,
	);
	if (Object.keys(problems).length > 0) return invalid(problems);
	const changes: Body = {};
	for (const [name, type] of Object.entries(EDIT)) {
		const value = call.body[name];
		if (value === undefined && ['email', 'firstName', 'lastName'].includes(name)) continue;
		if (value === undefined) changes[name] = type === 'status' || type === 'gender' ? 0 : null;
		else changes[name] = type === 'date' && value !== null ? toDateTime(value) : value;
	}
	editCinodeUser(world.cinode, user.id, changes as Partial<CinodeUser>, { now: world.now() });
	return json(fullModel(world.cinode, user));
}

/** PATCH /users/:id: JSON Patch, and nothing else, as application/json-patch+json. */
export function patchUser(call: Call, world: World): Answer {
	const user = userOf(call, world);
	if (!user) return empty(404);
	const read = readPatch(world.cinode, user, call.body);
	if ('problems' in read) return invalid(read.problems);
	const bump = Object.keys(read.changes).length > 0;
	editCinodeUser(world.cinode, user.id, read.changes, { now: world.now(), bump });
	return json(fullModel(world.cinode, user));
}

/** DELETE /users/:id?firstName=&lastName=: only somebody disconnected, and by the right name. */
export function deleteUser(call: Call, world: World): Answer {
	const user = userOf(call, world);
	if (!user) return empty(404);
	if (user.status !== STATUS.disconnected)
		return invalid({ Status: ['The user must be disconnected first.'] });
	if (call.query.firstName !== user.firstName || call.query.lastName !== user.lastName)
		return invalid({ Name: ['First and last name do not match.'] });
	world.cinode.users.delete(user.id);
	return empty(200);
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

const TAG_FIELDS: Record<string, string> = {
	id: 'number',
	name: 'string',
	seoId: 'string',
	companyId: 'number',
};

/** POST /users/:id/tags REPLACES all tags; one without id becomes a new tag, whatever its name. */
export function postTags(call: Call, world: World): Answer {
	const { cinode } = world;
	const user = userOf(call, world);
	if (!user) return empty(404);
	if (!Array.isArray(call.body)) return invalid({ '': ['An array of tags is required.'] });
	for (const tag of call.body as unknown[]) {
		const problem = tagProblem(world, tag);
		if (problem) return invalid({ Tags: [problem] });
	}
	const ids = (call.body as { id?: number | null; name?: string }[]).map(
		(tag) => tag.id ?? newTag(cinode, (tag.name ?? '').trim()).id,
	);
	user.tags = [...new Set(ids)];
	if (cinode.options.bumpUpdatedOnTags) user.updatedDateTime = dateTime(world.now());
	return json(detailModel(cinode, user));
}

function tagProblem(world: World, tag: unknown): string | undefined {
	if (!isBody(tag)) return 'Not a tag.';
	for (const [key, value] of Object.entries(tag)) {
		if (key === 'tagType' || (value === null && TAG_FIELDS[key])) continue;
		if (!TAG_FIELDS[key]) return `Unknown field '${key}'.`;
		if (typeof value !== TAG_FIELDS[key]) return `'${key}' has the wrong type.`;
	}
	if (typeof tag.id === 'number') return world.cinode.tags.has(tag.id) ? undefined : `No tag ${tag.id}.`;
	return typeof tag.name === 'string' && tag.name.trim() ? undefined : 'A tag needs an id or a name.';
}

/** GET /users/:id/roles: the roles in projects, not permissions. */
export function getProjectRoles(call: Call, world: World): Answer {
	return userOf(call, world) ? json({ assigned: [], prospect: [] }) : empty(404);
}

/** Unknown fields (additionalProperties: false), nulls and types. */
function checkBody(
	world: World,
	body: Body,
	types: Record<string, Type>,
	notNull: string[],
	userId?: number,
): Problems {
	const problems: Problems = {};
	for (const [name, value] of Object.entries(body)) {
		const type = Object.hasOwn(types, name) ? types[name] : undefined;
		if (!type) problems[name] = ['Unknown field.'];
		else if (value === null && notNull.includes(name)) problems[upper(name)] = ['must not be null.'];
		else if (value !== null) {
			const problem = problemOf(world.cinode, type, value, userId);
			if (problem) problems[upper(name)] = [problem];
		}
	}
	return problems;
}

const upper = (name: string) => name.slice(0, 1).toUpperCase() + name.slice(1);
