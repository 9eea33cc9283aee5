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
import { withMissing } from '../../shared/missingChoices';

type Choices = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/** What can be chosen in this Cinode account. */
export const loadOptions = {
	getLanguages: choices(
		async (client) =>
			(await listLanguages(client)).map(({ languageId, name }) => ({ name, value: languageId })),
		{ noun: 'language', of: ['languageId'] },
	),
	getCurrencies: choices(
		async (client) =>
			(await listCurrencies(client)).map(({ id, currencyCode, description }) => ({
				name: description ? `${currencyCode} (${description})` : currencyCode,
				value: id,
			})),
		{ noun: 'currency', of: ['currencyId', 'defaultCurrencyId'] },
	),
	getOffices: choices(
		async (client) => (await listOffices(client)).map(({ id, name }) => ({ name, value: id })),
		{ noun: 'office', of: ['locationId', 'companyAddressId'] },
	),
	getPipelines: choices(
		async (client) =>
			(await listPipelines(client)).map(({ id, title }) => ({ name: title ?? String(id), value: id })),
		{ noun: 'pipeline', of: ['onlyPipelines', 'pipelines'] },
	),
	/** "4|17": a stage with its pipeline. */
	getStages: choices(
		async (client) =>
			(await listPipelines(client)).flatMap(({ id, title, stages }) =>
				[...(stages ?? [])]
					.sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
					.map((stage) => ({ name: `${title}: ${stage.title}`, value: `${id}|${stage.id}` })),
			),
		{ noun: 'stage', of: ['stages'], nameOf: stageThatWas },
	),
	getTeams: choices(
		async (client) => (await listTeams(client)).map(({ id, name }) => ({ name, value: id })),
		{ noun: 'team', of: ['teamId', 'onlyTeams'] },
	),
	getTags: choices(async (client) => (await listTags(client)).map(({ name }) => ({ name, value: name })), {
		noun: 'tag',
		of: ['tag', 'tags'],
		nameOf: (tag) => `${tag} (not in Cinode: made when it is needed)`,
	}),
};

/** What was chosen once, and what it is called when Cinode doesn't have it any more. */
interface Missing {
	noun: string;
	/** The parameters that choose from this list. */
	of: readonly string[];
	nameOf?: Parameters<typeof withMissing>[3];
}

/** "4|17", with the name of its pipeline where there is still one. */
function stageThatWas(value: string, there: ReadonlyArray<{ name: string; value: unknown }>): string {
	const [pipeline = '', stage = ''] = value.split('|');
	const sibling = there.find((one) => String(one.value).startsWith(`${pipeline}|`));
	const where = sibling ? (sibling.name.split(': ')[0] ?? '') : `pipeline ${pipeline}`;
	return `Not in Cinode: stage ${stage} of ${where}`;
}

function choices(
	read: (client: CinodeClient) => Promise<INodePropertyOptions[]>,
	{ noun, of, nameOf }: Missing,
): Choices {
	const words = nameOf ?? ((value: string) => `Not in Cinode: ${noun} ${value}`);
	return async function (this: ILoadOptionsFunctions) {
		try {
			return withMissing(this, await read(await CinodeClient.open(this)), of, words);
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		}
	};
}
