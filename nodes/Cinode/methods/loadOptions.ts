import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { CinodeClient } from '../../../apis/cinode/client';
import { listCurrencies, listLanguages, listOffices, listTags } from '../../../apis/cinode/lookups';
import { toNodeError } from '../../shared/errors';

type Choices = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/** What can be chosen in this Cinode account. */
export const loadOptions = {
	getLanguages: choices(async (client) =>
		(await listLanguages(client)).map(({ languageId, name }) => ({ name, value: languageId })),
	),
	getCurrencies: choices(async (client) =>
		(await listCurrencies(client)).map(({ id, currencyCode, description }) => ({
			name: description ? `${currencyCode} (${description})` : currencyCode,
			value: id,
		})),
	),
	getOffices: choices(async (client) =>
		(await listOffices(client)).map(({ id, name }) => ({ name, value: id })),
	),
	getTags: choices(async (client) => (await listTags(client)).map(({ name }) => ({ name, value: name }))),
};

function choices(read: (client: CinodeClient) => Promise<INodePropertyOptions[]>): Choices {
	return async function (this: ILoadOptionsFunctions) {
		try {
			return await read(await CinodeClient.open(this));
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		}
	};
}
