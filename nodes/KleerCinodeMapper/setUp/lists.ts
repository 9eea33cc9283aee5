import type { CinodeClient } from '../../../apis/cinode/client';
import { listCurrencies, listLanguages, listOffices } from '../../../apis/cinode/lookups';
import { listPipelines } from '../../../apis/cinode/projects';
import { listActivities } from '../../../apis/kleer/activities';
import { listCategories } from '../../../apis/kleer/categories';
import type { KleerClient } from '../../../apis/kleer/client';
import { allClients, allUsers } from '../../../apis/kleer/lists';
import type { KleerClient as KleerClientModel } from '../../../models/kleer/clients';
import { kleerCompany } from '../../../models/kleer/lookups';
import { holdsPersonalNumber } from '../../../rules';
import { attempt } from '../../../base';
import type { Lists } from '../../../tenant/form/common';
import type { Choice } from '../../../tenant/form/questions';

/** How many examples of a field are shown. */
const EXAMPLES = 3;

/** What set-up chooses from; a list that can't be read has nothing to choose, and the check says why. */
export async function readLists(kleer: KleerClient, cinode: CinodeClient): Promise<Lists> {
	const categories = await orNone(() => listCategories(kleer));
	const users = await orNone(() => allUsers(kleer));
	const clients = await orNone(() => allClients(kleer));
	const company = await attempt(() => kleer.one('/info', kleerCompany, "the company's data"));
	const pipelines = await orNone(() => listPipelines(cinode));
	const filled = (values: Array<string | number | null | undefined>) => ({
		count: values.filter((value) => String(value ?? '').trim() !== '').length,
		of: values.length,
	});
	return {
		languages: (await orNone(() => listLanguages(cinode))).map(({ languageId, name }) =>
			choice(name, languageId),
		),
		currencies: (await orNone(() => listCurrencies(cinode))).map(({ id, currencyCode, description }) =>
			choice(description ? `${currencyCode} (${description})` : currencyCode, id),
		),
		offices: (await orNone(() => listOffices(cinode))).map(({ id, name }) => choice(name, id)),
		categories: categories
			.map(({ id, name, dimension }) => choice(`${dimension}: ${name}`, `${id}|${name}`))
			.sort((a, b) => a.label.localeCompare(b.label, 'sv')),
		stages: pipelines.flatMap(({ id, title, stages }) =>
			[...(stages ?? [])]
				.sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
				.map((stage) => choice(`${title}: ${stage.title}`, `${id}|${stage.id}`)),
		),
		activities: (await orNone(() => listActivities(kleer))).map(({ id, name }) => choice(name, id)),
		filled: {
			internalId: filled(users.map((user) => user['internal-id'])),
			foreignId: filled(users.map((user) => user['foreign-id'])),
		},
		numbers: numberExamples(clients),
		currency: company.ok ? (company.value['accounting-currency'] ?? '') : '',
	};
}

/** What each field that may be a customer's number holds: a few that differ, and none that is a person's. */
export function numberExamples(clients: KleerClientModel[]): Record<'foreignId' | 'id', string[]> {
	const companies = clients.filter((client) => client['client-type']?.toUpperCase() !== 'PERSON');
	const examples = (values: Array<string | number | null | undefined>) =>
		[
			...new Set(
				values
					.map((value) => String(value ?? '').trim())
					.filter((text) => text && !holdsPersonalNumber(text)),
			),
		].slice(0, EXAMPLES);
	return {
		foreignId: examples(companies.map((client) => client['foreign-id'])),
		id: examples(companies.map(({ id }) => id)),
	};
}

function choice(label: string | null | undefined, value: unknown): Choice {
	return { label: label ?? String(value), value };
}

async function orNone<T>(read: () => Promise<T[]>): Promise<T[]> {
	const outcome = await attempt(read);
	return outcome.ok ? outcome.value : [];
}
