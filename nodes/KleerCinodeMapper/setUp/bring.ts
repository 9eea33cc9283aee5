import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { attempt } from '../../../base';
import type { RunReport } from '../../../reports';
import type { Brought } from '../../../tenant/bring';
import { dryRunOf } from '../../../tenant/dryRunOf';
import { lastPage, type Done } from '../../../tenant/form/lastPage';
import { KEEP, reviewPage } from '../../../tenant/form/review';
import { setUpTenant, type Answers } from '../../../tenant/form/setUpTenant';
import { asJson } from '../../shared/items';
import { forgetfulWorkflow } from './forget';
import { addressIn, openN8n } from './openN8n';

const TEMPLATE = 'users-sync';

/** Answers of the form's pages, as the template hands them over. */
interface Given extends Omit<Answers, 'keepsEdits'> {
	title: string;
	review?: { edits?: string };
}

/** Says what bringing would do; asks for a last look only where something is there already. */
export async function plan(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const planned = await bringOrSay(context, true);
	const isThere = planned.ok && planned.value.outcomes.some(({ action }) => action !== 'created');
	return item(context, {
		needsReview: isThere,
		...(isThere ? { page: reviewPage(planned.value) } : {}),
	});
}

/** Creates and updates the workflows; what n8n refuses is said on the last page. */
export async function bringAll(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { title } = givenIn(context);
	const forget = forgetfulWorkflow(context);
	const brought = await bringOrSay(context, false);
	if (!brought.ok) {
		const failed = (brought.error as Error).message;
		return item(context, { title, outcomes: [], addresses: {}, failed, hasDryRun: false, forget });
	}
	const { outcomes, stopped } = brought.value;
	const users = outcomes.find(({ template }) => template === TEMPLATE)?.workflow;
	return item(context, {
		title,
		// Without the workflows themselves, which are long.
		outcomes: outcomes.map((outcome) => ({ ...outcome, workflow: undefined })),
		addresses: Object.fromEntries(outcomes.map(({ id }) => [id, addressIn(context, id)])),
		...(stopped ? { stopped: { message: stopped.message } } : {}),
		forget,
		hasDryRun: !stopped && users !== undefined,
		...(users ? { dryRun: dryRunOf(users) } : {}),
	});
}

/** The last page: what was done, and what the dry run's report says, which is the input. */
export function showLast(context: IExecuteFunctions): INodeExecutionData[][] {
	const done = context.getNodeParameter('answers', 0, {}) as Done;
	const [input] = context.getInputData();
	const json = (input?.json ?? {}) as IDataObject;
	const report = 'counts' in json && 'changes' in json ? (json as unknown as RunReport) : undefined;
	const { error } = json as { error?: unknown };
	const text = typeof error === 'string' ? error : (error as { message?: string } | undefined)?.message;
	return item(context, { html: lastPage(done, { report, error: report ? undefined : text }) });
}

async function bringOrSay(context: IExecuteFunctions, dryRun: boolean) {
	return await attempt(async (): Promise<Brought> => {
		const { review, people, ...given } = givenIn(context);
		// A page that wasn't answered in time goes on by itself.
		if (!people || !('submittedAt' in people)) {
			throw new Error('The form was left before it was answered.');
		}
		const keepsEdits = (review?.edits ?? KEEP) === KEEP;
		return await setUpTenant(await openN8n(context), { ...given, people, keepsEdits }, dryRun);
	});
}

function givenIn(context: IExecuteFunctions): Given {
	const given = context.getNodeParameter('answers', 0, {}) as string | Given;
	return typeof given === 'string' ? (JSON.parse(given) as Given) : given;
}

function item(context: IExecuteFunctions, json: object): INodeExecutionData[][] {
	return [[{ json: asJson(json), pairedItem: context.getInputData().map((_, index) => ({ item: index })) }]];
}
