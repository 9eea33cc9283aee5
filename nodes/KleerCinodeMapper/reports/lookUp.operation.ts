import { DateTime } from 'luxon';
import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import {
	isRecordRow,
	lookUpForm,
	lookUpPage,
	lookUpView,
	readOutcome,
	textsIn,
	type LookUp,
	type RunReport,
} from '../../../reports';
import { SCHEMES, foldText, type Scheme } from '../../../rules';
import type { Explanation } from '../../../sync';
import { asJson } from '../../shared/items';
import { nowIn } from '../../shared/timeZone';
import { pageFile } from '../pageFile';
import { languageIn } from './language';

/** What the form asked, and the items that the scheme's workflow gave. */
interface Asked {
	scheme: Scheme;
	record: string;
	answer: object[];
}

/** A page of one record, as a form's page too: what a sync would do with it, why, and what it did. */
export function lookUp(context: IExecuteFunctions): INodeExecutionData[][] {
	const { scheme, record, answer } = askedIn(context);
	const items = context.getInputData();
	const { rejected, leftOut, errors } = readOutcome(answer);
	const explanation = answer.find(isExplanation);
	const name = foldText(record);
	// An item without a record says only that no record was mapped.
	const isMeant = ({ key, label }: { key: string; label: string }) =>
		key === record.trim() || (name.length > 1 && foldText(label).includes(name));
	const { zone } = nowIn(context);
	const language = languageIn(context);
	const view = lookUpView({
		scheme,
		asked: record,
		explanation,
		rejected: rejected.filter(isMeant),
		leftOut: leftOut.filter(isMeant),
		history: items.map(({ json }) => json as object).filter(isRecordRow),
		report: answer.find(isReport),
		errors,
		language,
		timeOf: (ms) => DateTime.fromMillis(ms).setZone(zone).toFormat('yyyy-MM-dd HH:mm'),
	} satisfies LookUp);
	const { key, title } = view;
	const html = lookUpPage(view);
	const { done, syncNow, lookAgain, go, closeTab } = textsIn(language).lookUp;
	const words = { done, syncNow, lookAgain, go, closeTab };
	const json = asJson({ title, scheme, key: key ?? record, html, form: lookUpForm(view, language), words });
	return [[{ json, binary: pageFile(html), pairedItem: items.map((_, item) => ({ item })) }]];
}

/** @throws NodeOperationError where no record is asked about. */
function askedIn(context: IExecuteFunctions): Asked {
	const given = context.getNodeParameter('asked', 0, {}) as string | Partial<Asked>;
	const {
		scheme,
		record = '',
		answer,
	} = (typeof given === 'string' ? JSON.parse(given) : given) as Partial<Asked>;
	if (!scheme || !Object.hasOwn(SCHEMES, scheme)) {
		throw new NodeOperationError(context.getNode(), "'Asked' names no scheme", { itemIndex: 0 });
	}
	return { scheme, record: String(record), answer: Array.isArray(answer) ? answer : [] };
}

function isExplanation(item: object): item is Explanation {
	return 'explained' in item && 'found' in item;
}

function isReport(item: object): item is RunReport {
	return 'toLookAt' in item && 'status' in item;
}
