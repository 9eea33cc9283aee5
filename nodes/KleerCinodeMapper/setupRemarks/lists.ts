import type { IExecuteFunctions } from 'n8n-workflow';
import { CinodeClient } from '../../../apis/cinode/client';
import { listCurrencies, listLanguages, listOffices, listTeams } from '../../../apis/cinode/lookups';
import { listPipelines } from '../../../apis/cinode/projects';
import { listActivities } from '../../../apis/kleer/activities';
import { listCategories } from '../../../apis/kleer/categories';
import { KleerClient } from '../../../apis/kleer/client';
import { allClientProjects } from '../../../apis/kleer/lists';
import { customFieldNames } from '../../../sync';

/** A list of which set-up chooses, and what one of its entries is for people. */
interface List {
	system: 'Kleer' | 'Cinode';
	noun: string;
	read(context: IExecuteFunctions): Promise<string[]>;
}

const kleer = (read: (client: KleerClient) => Promise<Array<{ id: number }>>) => ({
	system: 'Kleer' as const,
	read: async (context: IExecuteFunctions) => idsOf(await read(await KleerClient.open(context))),
});

const cinode = (read: (client: CinodeClient) => Promise<Array<{ id: number }>>) => ({
	system: 'Cinode' as const,
	read: async (context: IExecuteFunctions) => idsOf(await read(await CinodeClient.open(context))),
});

const idsOf = (list: Array<{ id: number }>) => list.map(({ id }) => String(id));

/** The lists of both accounts. */
export const LISTS = {
	categories: { noun: 'category', ...kleer(listCategories) },
	activities: { noun: 'activity', ...kleer(listActivities) },
	languages: {
		noun: 'language',
		...cinode(async (client) => (await listLanguages(client)).map(({ languageId: id }) => ({ id }))),
	},
	currencies: { noun: 'currency', ...cinode(listCurrencies) },
	offices: { noun: 'office', ...cinode(listOffices) },
	teams: { noun: 'team', ...cinode(listTeams) },
	pipelines: { noun: 'pipeline', ...cinode(listPipelines) },
	/** Kleer shows them on projects alone. */
	customFields: {
		noun: 'project field',
		system: 'Kleer',
		read: async (context: IExecuteFunctions) => [
			...customFieldNames(await allClientProjects(await KleerClient.open(context))).keys(),
		],
	},
	stages: {
		noun: 'stage',
		system: 'Cinode',
		read: async (context: IExecuteFunctions) =>
			(await listPipelines(await CinodeClient.open(context))).flatMap(({ id, stages }) =>
				(stages ?? []).map((stage) => `${id}|${stage.id}`),
			),
	},
} as const satisfies Record<string, List>;

export type ListName = keyof typeof LISTS;
