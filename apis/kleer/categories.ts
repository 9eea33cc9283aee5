import type { Category } from '../../rules';
import type { KleerClient } from './client';
import { allDimensions, allEntries } from './lists';

/** In which dimension each entry was last, by company: it stays there. */
const dimensionOf = new Map<string, Map<number, number>>();

/**
 * The categories of these ids, as Kleer has them now. Only dimensions that hold one are asked, those first that held
 * one before; an unknown id costs a request for each dimension.
 */
export async function categoriesById(
	client: KleerClient,
	ids: ReadonlySet<number>,
): Promise<Map<number, Required<Category>>> {
	const categories = new Map<number, Required<Category>>();
	if (ids.size === 0) return categories;
	const known = dimensionOf.get(client.name) ?? new Map<number, number>();
	dimensionOf.set(client.name, known);
	const before = new Set([...ids].map((id) => known.get(id)));
	const dimensions = await allDimensions(client);
	const inOrder = [
		...dimensions.filter(({ id }) => before.has(id)),
		...dimensions.filter(({ id }) => !before.has(id)),
	];
	for (const { id, name } of inOrder) {
		if ([...ids].every((wanted) => categories.has(wanted))) break;
		for (const entry of await allEntries(client, id)) {
			known.set(entry.id, id);
			categories.set(entry.id, { id: entry.id, name: entry.name ?? '', dimension: name ?? '' });
		}
	}
	return categories;
}

/** All categories (Kleer's UI word for dimension entries), one request and one more per dimension. */
export async function listCategories(client: KleerClient): Promise<Array<Required<Category>>> {
	const categories: Array<Required<Category>> = [];
	for (const dimension of await allDimensions(client)) {
		// An entry doesn't say which dimension it belongs to, so each list is asked by itself.
		for (const entry of await allEntries(client, dimension.id)) {
			categories.push({ id: entry.id, name: entry.name ?? '', dimension: dimension.name ?? '' });
		}
	}
	return categories;
}
