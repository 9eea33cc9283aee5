import type { Category } from '../../rules';
import type { KleerClient } from './client';
import type { KleerDimension, KleerDimensionEntry } from './models';

/** All categories (Kleer's UI word for dimension entries), one request and one more per dimension. */
export async function listCategories(client: KleerClient): Promise<Array<Required<Category>>> {
	const categories: Array<Required<Category>> = [];
	for (const dimension of await client.list<KleerDimension>('/dimension')) {
		// An entry doesn't say which dimension it belongs to, so each list is asked by itself.
		for (const entry of await client.list<KleerDimensionEntry>(`/dimension/${dimension.id}/entry`)) {
			categories.push({ id: entry.id, name: entry.name, dimension: dimension.name });
		}
	}
	return categories;
}
