import type { CinodeStore } from './store.mts';
import { isBody, isWhole } from './validate.mts';

const MAX_PAGE = 100;
/** The schema's default for itemsPerPage. */
const DEFAULT_PAGE = 15;

export type Check = (value: unknown) => boolean;
/** By its place: the number that `sortBy` takes. */
export type Sorts<T> = ((item: T) => string | number)[];

export const isText: Check = (value) => value === null || typeof value === 'string';
export const isNumbers: Check = (value) =>
	value === null || (Array.isArray(value) && value.every((one) => isWhole(one, 0, 2_147_483_647)));

interface Paging {
	sortBy: number;
	sortOrder: number;
	page: number;
	itemsPerPage: number;
}

/** The name of the first field of a search that is unknown or has a wrong value. */
export function queryProblem(
	body: unknown,
	checks: Record<string, Check>,
	sorts: readonly unknown[],
): string | undefined {
	if (!isBody(body)) return 'body';
	const paging = body.pageAndSortBy ?? {};
	if (!isBody(paging)) return 'pageAndSortBy';
	return (
		wrong({ ...checks, pageAndSortBy: () => true }, body) ??
		wrong(
			{
				sortBy: (value) => isWhole(value, 0, sorts.length - 1),
				sortOrder: (value) => isWhole(value, 0, 1),
				page: (value) => isWhole(value, 1, 1_000_000),
				itemsPerPage: (value) => isWhole(value, 0, 1_000_000),
			},
			paging,
		)
	);
}

function wrong(checks: Record<string, Check>, values: object): string | undefined {
	return Object.entries(values).find(
		([name, value]) => !Object.hasOwn(checks, name) || !checks[name]?.(value),
	)?.[0];
}

/** A search's reply. Pages count from 1; a page holds at most 100, however many are asked for. */
export function paged<T extends { id: number }>(
	store: CinodeStore,
	found: T[],
	asked: unknown,
	sorts: Sorts<T>,
	model: (item: T) => object,
): object {
	const given = (asked ?? {}) as Partial<Paging>;
	const paging: Paging = {
		sortBy: given.sortBy ?? 0,
		sortOrder: given.sortOrder ?? 0,
		page: given.page ?? 1,
		itemsPerPage: Math.min(MAX_PAGE, given.itemsPerPage || DEFAULT_PAGE),
	};
	const keyed = found.map((item) => ({ item, key: sorts[paging.sortBy]?.(item) ?? '' }));
	const direction = paging.sortOrder === 1 ? -1 : 1;
	keyed.sort((a, b) => direction * (a.key < b.key ? -1 : a.key > b.key ? 1 : a.item.id - b.item.id));
	const from = (paging.page - 1) * paging.itemsPerPage;
	const result = keyed.slice(from, from + paging.itemsPerPage).map(({ item }) => model(item));
	const hits = store.options.searchHits === 'page' ? result.length : found.length;
	return { pagedAndSortedBy: paging, result, hits, totalItems: found.length };
}
