import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { KleerClient } from '../../../../apis/kleer/client';
import { listCategories } from '../../../../apis/kleer/categories';
import type { Category } from '../../../../rules';
import { fieldCollection, filledFields } from '../../../shared/fields';
import { asJson } from '../../../shared/items';
import { limitOf, returnAllAndLimit } from '../../../shared/listFields';
import type { Resource } from '../../../shared/resource';
import { kept, textFilter, type Filter } from '../../shared/filters';

const filters: Array<Filter<Category>> = [
	textFilter('Part of the name or the dimension', 'e.g. bransch', ({ name, dimension }) => [name, dimension]),
];

async function getAll(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const filled = filledFields(this, 'filters', itemIndex);
	const all = await listCategories(await KleerClient.open(this));
	return kept(all, filters, filled).slice(0, limitOf(this, itemIndex)).map(asJson);
}

/** Kleer's word in the API is dimension entry; they are only ever listed. */
export const category: Resource = {
	title: 'Category',
	value: 'category',
	defaultOperation: 'getAll',
	operations: [
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many categories',
			description: 'Get many categories with ID, name and the dimension that each belongs to',
			properties: [
				...returnAllAndLimit,
				fieldCollection(
					'Filters',
					filters.map(({ field }) => field),
				),
			],
			execute: getAll,
		},
	],
};
