import type { Answer, Call } from '../http.mts';
import type { World } from '../world.mts';
import { listModel } from './models.mts';
import { isText, paged, queryProblem, type Sorts } from './paging.mts';
import { invalid, json } from './replies.mts';
import { STATUS, type CinodeUser } from './store.mts';

/** sortBy 0 to 4 (docs/vendors.md#cinode-users). */
const SORTS: Sorts<CinodeUser> = [
	(user) => user.createdDateTime,
	(user) => user.firstName.toLowerCase(),
	(user) => user.lastName.toLowerCase(),
	(user) => user.email.toLowerCase(),
	(user) => user.updatedDateTime,
];
const CHECKS = { term: isText, includeDisconnected: (value: unknown) => typeof value === 'boolean' };

/** POST /users/search, by a part of the name or the e-mail. */
export function searchUsers(call: Call, { cinode }: World): Answer {
	const body = (call.body ?? {}) as Record<string, unknown>;
	const problem = queryProblem(body, CHECKS, SORTS);
	if (problem) return invalid({ [problem]: [`The value of ${problem} is not valid.`] });
	const term = String(body.term ?? '')
		.trim()
		.toLowerCase();
	const found = [...cinode.users.values()].filter(
		(user) =>
			(user.status !== STATUS.disconnected || body.includeDisconnected === true) && hasTerm(user, term),
	);
	return json(paged(cinode, found, body.pageAndSortBy, SORTS, (user) => listModel(cinode, user)));
}

/** The term, in lower case, is contained in the name or in the e-mail. */
export function hasTerm(
	person: { firstName: string; lastName: string; email: string | null },
	term: string,
): boolean {
	if (term === '') return true;
	return `${person.firstName} ${person.lastName}\n${person.email ?? ''}`.toLowerCase().includes(term);
}
