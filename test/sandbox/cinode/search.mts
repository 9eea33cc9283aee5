import type { Answer, Call } from '../http.mts';
import type { World } from '../world.mts';
import { listModel } from './models.mts';
import { invalid, json } from './replies.mts';
import { STATUS, type CinodeUser } from './store.mts';

const MAX_PAGE = 100;
const DEFAULT_PAGE = 20;

/** sortBy 0 to 4 (facts/cinode.md 2a). */
const SORT: ((user: CinodeUser) => string)[] = [
	(user) => user.createdDateTime,
	(user) => user.firstName.toLowerCase(),
	(user) => user.lastName.toLowerCase(),
	(user) => user.email.toLowerCase(),
	(user) => user.updatedDateTime,
];

interface Paging {
	sortBy: number;
	sortOrder: number;
	page: number;
	itemsPerPage: number;
}

/** POST /users/search. Pages count from 1; a page holds at most 100, however many are asked for. */
export function searchUsers(call: Call, { cinode }: World): Answer {
	const body = (call.body ?? {}) as Record<string, unknown>;
	const problem = queryProblem(body);
	if (problem) return invalid({ [problem]: [`The value of ${problem} is not valid.`] });
	const asked = (body.pageAndSortBy ?? {}) as Partial<Paging>;
	const paging: Paging = {
		sortBy: asked.sortBy ?? 0,
		sortOrder: asked.sortOrder ?? 0,
		page: asked.page ?? 1,
		itemsPerPage: Math.min(MAX_PAGE, asked.itemsPerPage || DEFAULT_PAGE),
	};
	const term = String(body.term ?? '')
		.trim()
		.toLowerCase();
	const found = [...cinode.users.values()].filter(
		(user) =>
			(user.status !== STATUS.disconnected || body.includeDisconnected === true) && matches(user, term),
	);
	const keyed = found.map((user) => ({ user, key: SORT[paging.sortBy]?.(user) ?? '' }));
	const direction = paging.sortOrder === 1 ? -1 : 1;
	keyed.sort((a, b) => direction * (a.key < b.key ? -1 : a.key > b.key ? 1 : a.user.id - b.user.id));
	const from = (paging.page - 1) * paging.itemsPerPage;
	const result = keyed.slice(from, from + paging.itemsPerPage).map(({ user }) => listModel(cinode, user));
	const hits = cinode.options.searchHits === 'page' ? result.length : found.length;
	return json({ pagedAndSortedBy: paging, result, hits, totalItems: found.length });
}

/** The term is contained in the name or in the e-mail. */
function matches(user: CinodeUser, term: string): boolean {
	if (term === '') return true;
	return `${user.firstName} ${user.lastName}\n${user.email}`.toLowerCase().includes(term);
}

const isWhole = (value: unknown, min: number, max: number) =>
	Number.isInteger(value) && (value as number) >= min && (value as number) <= max;

const PAGING: Record<string, (value: unknown) => boolean> = {
	sortBy: (value) => isWhole(value, 0, 4),
	sortOrder: (value) => isWhole(value, 0, 1),
	page: (value) => isWhole(value, 1, 1_000_000),
	itemsPerPage: (value) => isWhole(value, 0, 1_000_000),
};

/** The name of the first field that is unknown or has a wrong value. */
function queryProblem(body: unknown): string | undefined {
	if (body === null || typeof body !== 'object' || Array.isArray(body)) return 'body';
	const known: Record<string, (value: unknown) => boolean> = {
		term: (value) => value === null || typeof value === 'string',
		includeDisconnected: (value) => typeof value === 'boolean',
		pageAndSortBy: (value) => value === null || (typeof value === 'object' && !Array.isArray(value)),
	};
	const wrong = (checks: typeof known, object: object) =>
		Object.entries(object).find(([name, value]) => !checks[name]?.(value))?.[0];
	return wrong(known, body) ?? wrong(PAGING, (body as { pageAndSortBy?: object }).pageAndSortBy ?? {});
}
