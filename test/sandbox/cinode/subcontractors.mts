import type { Answer, Call } from '../http.mts';
import type { World } from '../world.mts';
import { addCinodeSubcontractor, editCinodeSubcontractor } from './edits.mts';
import { tell } from './events.mts';
import { always, maybe, only, readBody, type Field } from './fields.mts';
import { subcontractorModel, subcontractorDetailModel } from './models.mts';
import { pathsOf, readPatch } from './patch.mts';
import { empty, invalid, json } from './replies.mts';
import type { CinodeSubcontractor } from './store.mts';
import { isNamed } from './users.mts';

type Own = Partial<Record<keyof CinodeSubcontractor, Field>>;

/** CompanyUserSubcontractorAddEditModel; some names differ from the users' (docs/vendors.md#cinode-subcontractors). */
const ADD_EDIT = {
	...({
		firstName: always('name'),
		lastName: always('name'),
		email: always('email'),
		title: maybe('string'),
		password: always('password'),
		gender: always('gender'),
		tariff: maybe('int'),
		phone: maybe('string'),
		languageId: always('language'),
		companyCalendarId: maybe('int'),
		companyName: maybe('string'),
		companyIdentifier: maybe('string'),
		internalIdentifier: maybe('string'),
		linkedIn: maybe('string'),
		rating: maybe('int'),
	} satisfies Own),
	currencyId: maybe('currency', 'defaultCurrencyId'),
	companyAddressId: maybe('office', 'locationId'),
	passwordConfirm: always('string', null),
	profileLanguageId: maybe('language', null),
	createProfile: always('boolean', null),
};
const EDIT_REQUIRED = ['firstName', 'lastName', 'email', 'gender', 'languageId'];
const ADD_REQUIRED = [...EDIT_REQUIRED, 'password', 'passwordConfirm'];

/** Invented in the manner of the users' paths: no copy of the API names any. */
const PATHS = pathsOf({
	...only(ADD_EDIT, 'firstName', 'lastName', 'email', 'phone', 'companyName', 'companyIdentifier'),
	...only(ADD_EDIT, 'internalIdentifier', 'currencyId', 'companyAddressId', 'gender', 'title', 'tariff'),
	...only(ADD_EDIT, 'linkedIn', 'rating', 'languageId'),
	status: always('partnerStatus'),
});

const subcontractorOf = (call: Call, world: World) => world.cinode.subcontractors.get(Number(call.params.id));

/** GET /subcontractors, never paginated. */
export function listSubcontractors(_call: Call, { cinode }: World): Answer {
	const shown = [...cinode.subcontractors.values()].filter(
		(sub) => sub.status === 1 || cinode.options.listDisconnectedSubcontractors,
	);
	return json(shown.map((sub) => subcontractorModel(cinode, sub)));
}

/** GET /subcontractors/:id */
export function getSubcontractor(call: Call, world: World): Answer {
	const sub = subcontractorOf(call, world);
	return sub ? json(subcontractorDetailModel(world.cinode, sub)) : empty(404);
}

/** POST /subcontractors: everything must be right at once, and there is no status to give: they are active. */
export function addSubcontractor(call: Call, world: World): Answer {
	const rules = { required: ADD_REQUIRED, confirm: 'passwordConfirm' };
	const read = readBody(world.cinode, call.body, ADD_EDIT, rules);
	if ('problems' in read) return invalid(read.problems);
	const given = read.values as unknown as CinodeSubcontractor;
	const sub = addCinodeSubcontractor(world.cinode, given, world.now());
	return json(subcontractorDetailModel(world.cinode, sub), 201);
}

/** PUT /subcontractors/:id replaces, as PUT /users/:id does; the password may be left out, and is kept. */
export function putSubcontractor(call: Call, world: World): Answer {
	const sub = subcontractorOf(call, world);
	if (!sub) return empty(404);
	const rules = {
		required: EDIT_REQUIRED,
		confirm: 'passwordConfirm',
		personId: sub.id,
		replaces: true,
	} as const;
	const read = readBody(world.cinode, call.body, ADD_EDIT, rules);
	if ('problems' in read) return invalid(read.problems);
	editCinodeSubcontractor(world.cinode, sub.id, read.values);
	return json(subcontractorDetailModel(world.cinode, sub));
}

/** PATCH /subcontractors/:id */
export function patchSubcontractor(call: Call, world: World): Answer {
	const sub = subcontractorOf(call, world);
	if (!sub) return empty(404);
	const read = readPatch(world.cinode, PATHS, call.body, sub.id);
	if ('problems' in read) return invalid(read.problems);
	editCinodeSubcontractor(world.cinode, sub.id, read.values);
	return json(subcontractorDetailModel(world.cinode, sub));
}

/** DELETE /subcontractors/:id?firstName=&lastName=, by the right name. */
export function deleteSubcontractor(call: Call, world: World): Answer {
	const sub = subcontractorOf(call, world);
	if (!sub) return empty(404);
	if (!isNamed(call, sub)) return invalid({ Name: ['First and last name do not match.'] });
	tell(world.cinode, 'subcontractor', 'deleted', sub);
	world.cinode.subcontractors.delete(sub.id);
	return empty(200);
}
