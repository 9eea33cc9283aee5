import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { CinodeClient } from '../../../apis/cinode/client';
import {
	listCurrencies,
	listLanguages,
	listOffices,
	listTags,
	listTeams,
} from '../../../apis/cinode/lookups';
import { listPipelines } from '../../../apis/cinode/projects';
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
	getPipelines: choices(async (client) =>
		(await listPipelines(client)).map(({ id, title }) => ({ name: title ?? String(id), value: id })),
	),
	/** "4|17": a stage with its pipeline. */
	getStages: choices(async (client) =>
		(await listPipelines(client)).flatMap(({ id, title, stages }) =>
			[...(stages ?? [])]
				.sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
				.map((stage) => ({ name: `${title}: ${stage.title}`, value: `${id}|${stage.id}` })),
		),
	),
	getTeams: choices(async (client) => (await listTeams(client)).map(({ id, name }) => ({ name, value: id }))),
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
