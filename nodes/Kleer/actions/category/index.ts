import { listCategories } from '../../../../apis/kleer/categories';
import { listOnlyResource } from '../../shared/listOnlyResource';

/** Kleer's word in the API is dimension entry. */
export const category = listOnlyResource(
	'category',
	'categories',
	' with the dimension that each belongs to',
	listCategories,
);
