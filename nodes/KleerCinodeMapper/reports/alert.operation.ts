import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import {
	decideCrashAlert,
	decideOverdue,
	decideRunsAgain,
	readCrash,
	readGoodRun,
	readLanguage,
	type Alert,
	type Crash,
	type Language,
	type RunReport,
} from '../../../reports';
import { SCHEMES } from '../../../rules';
import { NoStore, SignedSet, type MemoryStore } from '../../../sync';
import { asJson } from '../../shared/items';
import { N8nRow } from '../../shared/n8nRow';
import { languageIn } from './language';

/**
 * Tells once what needs a person, and once that it is well again: takes reports, and what n8n's Error Trigger says
 * of a workflow that stopped, and the rows of the workflows' last good runs. Gives nothing when there is no news.
 */
export async function alert(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const store = context.getWorkflow().id ? new SignedSet(new N8nRow(context.helpers)) : new NoStore();
	const output: INodeExecutionData[] = [];
	const items = context.getInputData();
	const language = languageIn(context);
	for (const [item, { json }] of items.entries()) {
		const crash = readCrash(json, language);
		if (crash && isOwnSending(context, crash)) continue;
		const { alerts, workflow } = crash
			? { alerts: [await decideCrashAlert(crash, store, Date.now(), language)], workflow: crash.workflow }
			: await alertsOf(json, store, language);
		for (const one of alerts) {
			if (!one) continue;
			output.push({ json: asJson({ ...one, workflow: workflow ?? null }), pairedItem: { item } });
		}
	}
	// n8n's own *Always Output Data* isn't the same in 2.x and 3.x for a node that may have several outputs.
	if (output.length === 0 && context.getNodeParameter('alwaysGive', 0, false) === true) {
		output.push({ json: {}, pairedItem: items.map((_, item) => ({ item })) });
	}
	return [output];
}

/** What a report says that is news, or a row of the workflows' last good runs. */
async function alertsOf(json: IDataObject, store: MemoryStore, language: Language) {
	const now = Date.now();
	const goodRun = readGoodRun(json);
	if (goodRun)
		return {
			alerts: [await decideOverdue(goodRun, store, now, language)],
			workflow: { id: goodRun.workflowId, name: goodRun.workflow },
		};
	const workflow = workflowOf(json);
	const seen = { reachedTarget: reachedTarget(json), isGoodRun: json.goodRun !== undefined };
	return {
		alerts: [
			workflow
				? await decideRunsAgain(workflow, store, now, seen, readLanguage(json.language) ?? language)
				: undefined,
			json.alert as Alert | undefined,
		],
		workflow,
	};
}

/**
 * n8n tells a workflow with an Error Trigger of its own stops, too. Where e-mail or Slack after this node failed, the
 * alert waits to be sent again; another one would go the same way.
 */
function isOwnSending(context: IExecuteFunctions, { workflow, node }: Crash): boolean {
	if (workflow.id !== context.getWorkflow().id || !node) return false;
	return context.getParentNodes(node).some(({ name }) => name === context.getNode().name);
}

/** A run that asked the target nothing, as of a lost project, doesn't say whether the workflow would stop again. */
function reachedTarget({ scheme, notRun, requests }: Partial<RunReport>): boolean {
	if (!scheme || !Object.hasOwn(SCHEMES, scheme) || notRun) return false;
	return (requests?.[SCHEMES[scheme].target === 'Kleer' ? 'kleer' : 'cinode'] ?? 0) > 0;
}

function workflowOf(json: IDataObject): { id: string; name: string } | undefined {
	const workflow = json.workflow as { id?: string; name?: string } | undefined;
	return workflow?.id ? { id: workflow.id, name: workflow.name ?? '' } : undefined;
}
