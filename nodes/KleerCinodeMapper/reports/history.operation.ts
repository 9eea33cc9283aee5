import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { historyPage, isHistoryRow, reportPage, textsIn, type RunReport } from '../../../reports';
import { pageFile } from '../pageFile';
import { languageIn } from './language';

/** The page of the last runs, from rows of the history; of one run with those before it, where its report is given. */
export async function history(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const given: object[] = items.map(({ json }) => json);
	const rows = given.filter(isHistoryRow).sort((a, b) => a.at.localeCompare(b.at));
	const report = given.find(isReport);
	const language = languageIn(context);
	const html = report
		? reportPage(
				report,
				rows.filter(({ workflow }) => workflow === report.workflow.name),
			)
		: historyPage(rows, language);
	const json = { title: report?.title ?? textsIn(language).lastRuns, runs: rows.length, html };
	return [[{ json, binary: pageFile(html), pairedItem: items.map((_, item) => ({ item })) }]];
}

function isReport(json: object): json is RunReport {
	return 'toLookAt' in json && 'counts' in json && typeof json.counts === 'object';
}
