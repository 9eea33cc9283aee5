import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { listCategories } from '../../../apis/kleer/categories';
import { KleerClient } from '../../../apis/kleer/client';
import { loadOptions as cinode } from '../../Cinode/methods/loadOptions';
import { toNodeError } from '../../shared/errors';

/** The set-up's dropdowns, filled from the two accounts. */
export const loadOptions = {
	getLanguages: cinode.getLanguages,
	getCurrencies: cinode.getCurrencies,
	getOffices: cinode.getOffices,

	async getTags(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return [{ name: '- Same as the Category -', value: '' }, ...(await cinode.getTags.call(this))];
	},

	async getCategories(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		try {
			const categories = await listCategories(await KleerClient.open(this));
			return categories
				.map(({ id, name, dimension }) => ({ name: `${dimension}: ${name}`, value: `${id}|${name}` }))
				.sort((a, b) => a.name.localeCompare(b.name, 'sv'));
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		}
	},
};
