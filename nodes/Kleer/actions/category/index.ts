import { listCategories } from '../../../../apis/kleer/categories';
import type { Category } from '../../../../rules';
import { textFilter } from '../../shared/filters';
import { listOnlyResource } from '../../shared/listOnlyResource';

/** Kleer's word in the API is dimension entry. */
export const category = listOnlyResource<Category>(
	'category',
	'categories',
	' with ID, name and the dimension that each belongs to',
	[
		textFilter('Part of the name or the dimension', 'e.g. bransch', ({ name, dimension }) => [
			name,
			dimension,
		]),
	],
	listCategories,
);
