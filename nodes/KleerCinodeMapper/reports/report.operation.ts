import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import {
	decideAlert,
	historyRow,
	markdownOf,
	readOutcome,
	recordRows,
	reportOf,
	reportPage,
	textsIn,
	viewOf,
	type Language,
} from '../../../reports';
import type { Scheme } from '../../../rules';
import { inTurn } from '../../../base';
import { NoStore, SignedSet } from '../../../sync';
import { asJson } from '../../shared/items';
import { nowIn } from '../../shared/timeZone';
import { N8nRow } from '../../shared/n8nRow';
import { scheduleOf } from '../../shared/sync/claimSync';
import { pageFile } from '../pageFile';
import { areOnDryRun } from './dryRun';
import { languageIn } from './language';

/** Makes one report of all that the mapper rejected and the sync said: as data, Markdown and a page, also as a file. */
export async function report(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const outcome = { ...readOutcome(items.map(({ json }) => json)), isDryRun: isDryRun(context) };
	const scheme = context.getNodeParameter('scheme', 0) as Scheme;
	const { id, name } = context.getWorkflow();
	const language = languageIn(context);
	const { report, problems } = reportOf(outcome, scheme, {
		at: nowIn(context).toISO({ suppressMilliseconds: true }) ?? '',
		workflow: { id: id ?? '', name: name ?? '' },
		executionId: context.getExecutionId(),
		language,
		...keptData(context, language),
		...interval(context),
	});
	const store = id ? new SignedSet(new N8nRow(context.helpers)) : new NoStore();
	// Overlapping reports share this memory, which adds what it is asked about: one must not take that for known.
	const turn = await inTurn(`report ${id}`);
	const alert = await decideAlert(report, problems, store, viewOf(outcome, scheme)).finally(() => turn.end());
	const html = reportPage(report);
	const json = asJson({
		...report,
		...(alert ? { alert } : {}),
		history: historyRow(report),
		recordHistory: recordRows(report.onlyRecord ? { ...outcome, rejected: [] } : outcome, report),
		markdown: markdownOf(report),
		html,
	});
	return [[{ json, binary: pageFile(html), pairedItem: items.map((_, item) => ({ item })) }]];
}

/**
 * An import in n8n's editor leaves a template's settings behind, and then n8n keeps every execution with all that
 * went through it.
 */
function keptData(context: IExecuteFunctions, language: Language): { keepsData?: string } {
	const settings = context.getWorkflowSettings();
	const isSuccessful = settings.saveDataSuccessExecution !== 'none';
	const isFailed = settings.saveDataErrorExecution !== 'none';
	const isManual = settings.saveManualExecutions !== false;
	if (!isSuccessful && !isFailed && !isManual) return {};
	return { keepsData: textsIn(language).keepsData(isSuccessful, isFailed, isManual) };
}

/** How often the workflow's own schedule starts it; nothing for a run by hand, which says nothing of the schedule. */
function interval(context: IExecuteFunctions): { everyMs?: number } {
	if (context.getMode() === 'manual') return {};
	const everyMs = scheduleOf(context);
	return everyMs === undefined ? {} : { everyMs };
}

/** Where all records were rejected the sync didn't run, and said nothing: its switch tells. */
function isDryRun(context: IExecuteFunctions): boolean {
	return areOnDryRun(
		context,
		context.getParentNodes(context.getNode().name, { includeNodeParameters: true }),
	);
}
