import { DateTime } from 'luxon';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import {
	decideAlert,
	historyRow,
	markdownOf,
	readOutcome,
	reportOf,
	reportPage,
	type Outcome,
} from '../../../reports';
import type { Scheme } from '../../../rules';
import { NoStore } from '../../../sync';
import { asJson } from '../../shared/items';
import { N8nMemoryStore } from '../../shared/n8nStores';

/** Makes one report of all that the mapper rejected and the sync said: as data, Markdown and a page. */
export async function report(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const outcome = readOutcome(items.map(({ json }) => json));
	const scheme = context.getNodeParameter('scheme', 0) as Scheme;
	const { id, name } = context.getWorkflow();
	const { report, problems } = reportOf(outcome, scheme, {
		at: DateTime.now().setZone(context.getTimezone()).toISO({ suppressMilliseconds: true }) ?? '',
		workflow: { id: id ?? '', name: name ?? '' },
		executionId: context.getExecutionId(),
	});
	const store = id ? new N8nMemoryStore(context.helpers) : new NoStore();
	const alert = await decideAlert(report, problems, store, subjectsOf(outcome, scheme));
	const json = asJson({
		...report,
		...(alert ? { alert } : {}),
		history: historyRow(report),
		markdown: markdownOf(report),
		html: reportPage(report),
	});
	return [[{ json, pairedItem: items.map((_, item) => ({ item })) }]];
}

/** A push looks at the projects of its event only; every other sync looks at everybody. */
function subjectsOf({ rejected, results, summary }: Outcome, scheme: Scheme): string[] | undefined {
	if (scheme !== 'projects') return undefined;
	const seen = [...rejected, ...results].flatMap(({ sourceId }) => sourceId ?? []);
	return [...new Set([...seen, ...(summary?.settled ?? [])])].map(String);
}
