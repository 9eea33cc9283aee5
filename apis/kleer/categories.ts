import type { Category } from '../../rules';
import type { KleerClient } from './client';
import { allDimensions, allEntries } from './lists';

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
