import type { Notes } from '../sync';
import type { Alert } from './alert';
import { overdueMark, wasStopTold } from './crashes';
import { plainMarkdown } from './markdown';
import { GoodRun } from './report';
import { textsIn, type Language } from './texts';

/** So many intervals without a good run are too many. */
const INTERVALS = 3;

/** An item that is a row of the good runs; `undefined` when it is something else. */
export function readGoodRun(item: object): GoodRun | undefined {
	const { workflowId, workflow, at, everyMs, atText } = item as Record<keyof GoodRun, unknown>;
	if (typeof workflowId !== 'string' || workflowId === '' || !(Number(at) > 0) || !(Number(everyMs) > 0))
		return undefined;
	return {
		workflowId,
		workflow: String(workflow ?? ''),
		at: Number(at),
		everyMs: Number(everyMs),
		atText: String(atText ?? ''),
	};
}

/**
 * Tells a workflow that hasn't done its work for three of its intervals: once, until it does again. That also finds one
 * that ends green without a report, is unpublished, or whose schedule n8n no longer starts.
 * @param now Milliseconds since 1970.
 */
export async function decideOverdue(
	{ workflowId, workflow, at, everyMs, atText }: GoodRun,
	store: Notes,
	now: number,
	language?: Language,
): Promise<Alert | undefined> {
	if (now - at <= INTERVALS * everyMs) return undefined;
	const mark = overdueMark(workflowId);
	const known = await store.peek([mark]);
	if (known.has(mark)) return undefined;
	// Why it stopped was told already, which says more.
	if (await wasStopTold(workflowId, store, now)) return undefined;
	await store.add([mark]);
	const texts = textsIn(language);
	return {
		kind: 'stopped',
		title: texts.overdueTitle(workflow, atText),
		text: texts.overdueText(plainMarkdown(workflow), atText, INTERVALS),
	};
}
