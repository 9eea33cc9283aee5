import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { CinodeClient } from '../../../apis/cinode/client';
import { KleerClient } from '../../../apis/kleer/client';
import { usageOf } from '../../../apis/shared/usage';
import { DEFAULT_TIME_ZONE, dateIn, type Scheme } from '../../../rules';
import { checkSetup, type CheckedSetup } from '../../../setupCheck';
import { attempt } from '../../../base';
import { CHOSEN } from '../../../tenant/form/common';
import { foundHtml, inOneLine, missingPage, stopPage } from '../../../tenant/form/found';
import { customersPage, peoplePage, projectsPage } from '../../../tenant/form/pages';
import { pageOf } from '../../../tenant/form/questions';
import type { Looked } from '../../../tenant/form/setUpTenant';
import type { N8nWorkflow } from '../../../tenant/n8nApi';
import { LONGEST_TAG, readBack, type ReadBack } from '../../../tenant/readBack';
import { SCHEDULES } from '../../../tenant/schedules';
import { asJson } from '../../shared/items';
import { forgetEarlier } from './forget';
import { readLists } from './lists';
import { openN8n } from './openN8n';

const TIME_ZONES = [
	'Europe/Stockholm',
	'Europe/Oslo',
	'Europe/Copenhagen',
	'Europe/Helsinki',
	'Europe/London',
	'UTC',
];

const TITLE = 'Set-up of Kleer ↔ Cinode';

/** Looks at both accounts and at n8n, and makes the pages of the form; or one page that says why it ends here. */
export async function look(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	if (context.getMode() !== 'manual') {
		return ended(
			stopPage(
				TITLE,
				'This form works only while n8n listens in the editor: a published one would let anybody set up this n8n. Unpublish it, and press Execute workflow.',
			),
		);
	}
	const credentials = chosenCredentials(context);
	if (!credentials.kleer.id || !credentials.cinode.id) {
		return ended(stopPage(TITLE, 'Open the node Look, and connect Kleer, Cinode and n8n there.'));
	}
	const asked = await attempt(async () => await (await openN8n(context)).workflows());
	if (!asked.ok) return ended(stopPage(TITLE, `n8n’s own API: ${inOneLine((asked.error as Error).message)}`));
	await forgetEarlier(context);
	const kleer = await KleerClient.open(context);
	const cinode = await CinodeClient.open(context);
	const today = dateIn(DEFAULT_TIME_ZONE, Date.now());
	const checked = await checkSetup(kleer, cinode, () => usageOf(context.getExecutionId()), {
		today,
		canaries: [],
	});
	const stopped = new Set(checked.checks.flatMap(({ stops }) => stops ?? []));
	if (stopped.has('users')) return ended(missingPage(checked));
	const lists = await readLists(kleer, cinode);
	const setUp = readBack(asked.value, credentials.kleer.id, CHOSEN) ?? fresh(checked);
	const further = (['customers', 'projects'] as const).filter((scheme) => !stopped.has(scheme));
	const questions = {
		people: peoplePage(setUp, lists, further, TIME_ZONES),
		customers: customersPage(setUp, lists),
		projects: projectsPage(setUp, lists, today),
	};
	const looked: Looked = {
		setUp,
		credentials,
		hasSubcontractors: !stopped.has('subcontractors') && lists.languages.length > 0,
		questions,
	};
	return done({
		isReady: true,
		title: checked.title,
		looked,
		pages: {
			people: pageOf(questions.people, foundHtml(checked, namesOf(asked.value, setUp))),
			customers: pageOf(questions.customers),
			projects: pageOf(questions.projects),
		},
	});

	function ended(html: string) {
		return done({ isReady: false, html });
	}

	function done(json: object): INodeExecutionData[][] {
		return [[{ json: asJson(json), pairedItem: context.getInputData().map((_, item) => ({ item })) }]];
	}
}

function chosenCredentials(context: IExecuteFunctions): Looked['credentials'] {
	const { credentials = {} } = context.getNode();
	const of = (type: string) => ({
		id: credentials[type]?.id ?? '',
		name: credentials[type]?.name ?? '',
	});
	return { kleer: of('kleerApi'), cinode: of('cinodeApi') };
}

/** What a tenant is called before it has workflows. */
function fresh({ kleer }: CheckedSetup): ReadBack {
	const name = kleer.company || 'Kleer';
	const schemes: Partial<Record<Scheme, Record<string, unknown>>> = {};
	return {
		name,
		tag: name.replaceAll(',', ' ').slice(0, LONGEST_TAG).trim(),
		company: name,
		timeZone: TIME_ZONES[0] ?? 'UTC',
		reportLanguage: 'en',
		schedules: {
			people: SCHEDULES.people.fallback,
			customers: SCHEDULES.customers.fallback,
			catchUp: SCHEDULES.catchUp.fallback,
		},
		schemes,
	};
}

function namesOf(workflows: N8nWorkflow[], { tag }: ReadBack): string[] {
	return workflows.filter(({ tags = [] }) => tags.some(({ name }) => name === tag)).map(({ name }) => name);
}
