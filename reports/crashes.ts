import { HOUR_MS } from '../base';
import { PASSING_CODES, readReasonCode, type ReasonCode } from '../rules';
import { maskPrivateText } from '../rules';
import type { Notes } from '../sync';
import type { Alert } from './alert';
import { plainMarkdown } from './markdown';
import { textsIn, type Language } from './texts';

/** What n8n's Error Trigger says, as far as it is told on. */
export interface Crash {
	workflow: { id: string; name: string };
	message: string;
	/** Absent where the error is none of our nodes'. */
	reasonCode?: ReasonCode;
	/** Where n8n shows the execution; absent when n8n keeps none. */
	url?: string;
	/** The node that failed. */
	node?: string;
}

/** As n8n hands it on, with what our nodes put beside it. */
interface RaisedError {
	message?: unknown;
	context?: { reasonCode?: unknown };
}

/** n8n's Error Trigger item; `undefined` when the item is something else. */
export function readCrash(item: object, language?: Language): Crash | undefined {
	const texts = textsIn(language);
	const { execution, trigger, workflow } = item as {
		execution?: { error?: RaisedError; url?: unknown; lastNodeExecuted?: unknown };
		trigger?: { error?: RaisedError };
		workflow?: { id?: unknown; name?: unknown };
	};
	if ((!execution && !trigger) || !workflow) return undefined;
	const error = execution?.error ?? trigger?.error;
	const message = error?.message;
	const reasonCode = readReasonCode(error?.context?.reasonCode);
	return {
		workflow: { id: String(workflow.id ?? ''), name: String(workflow.name ?? texts.aWorkflow) },
		message: typeof message === 'string' ? maskPrivateText(message) : texts.saysNoMore,
		...(reasonCode ? { reasonCode } : {}),
		...(typeof execution?.url === 'string' ? { url: execution.url } : {}),
		...(typeof execution?.lastNodeExecuted === 'string' ? { node: execution.lastNodeExecuted } : {}),
	};
}

/** A workflow that went on stopping within the last day or two was told; two faults within hours are in a row. */
function marks(id: string, now: number): { stopped: string[]; faltered: string[] } {
	const windows = (name: string, hours: number) => {
		const window = Math.floor(now / (hours * HOUR_MS));
		return [`${name} ${id} ${window}`, `${name} ${id} ${window - 1}`];
	};
	return { stopped: windows('stopped', 24), faltered: windows('faltered', 3) };
}

/**
 * Tells a workflow that stopped once; a passing fault from the second time on.
 * @param now Milliseconds since 1970.
 */
export async function decideCrashAlert(
	{ workflow, message, reasonCode, url }: Crash,
	store: Notes,
	now: number,
	language?: Language,
): Promise<Alert | undefined> {
	const { stopped, faltered } = marks(workflow.id, now);
	const known = await store.peek([...stopped, ...faltered]);
	const wasTold = stopped.some((entry) => known.has(entry));
	const isTold =
		wasTold || !(reasonCode && PASSING_CODES.has(reasonCode)) || faltered.some((entry) => known.has(entry));
	await store.add([...(isTold ? stopped.slice(0, 1) : []), ...faltered.slice(0, 1)]);
	if (wasTold || !isTold) return undefined;
	const texts = textsIn(language);
	const text = texts.crashText(plainMarkdown(workflow.name), plainMarkdown(message));
	return {
		kind: 'stopped',
		title: texts.crashTitle(workflow.name),
		text: `${text}${url ? `\n\n${url}` : ''}`,
	};
}

/** Of a workflow that was told to have had no good run for long. */
export const overdueMark = (workflowId: string) => `overdue ${workflowId}`;

/** Whether somebody was told within the last day or two that a workflow stopped. */
export async function wasStopTold(workflowId: string, store: Notes, now: number): Promise<boolean> {
	const { stopped } = marks(workflowId, now);
	const known = await store.peek(stopped);
	return stopped.some((entry) => known.has(entry));
}

/**
 * Tells that a workflow that had stopped, or had no good run for long, runs again.
 * @param seen A run that asked the target nothing doesn't say whether the workflow would stop again; one by hand doesn't
 * say whether its schedule works.
 */
export async function decideRunsAgain(
	workflow: Crash['workflow'],
	store: Notes,
	now: number,
	seen: { reachedTarget: boolean; isGoodRun: boolean },
	language?: Language,
): Promise<Alert | undefined> {
	const { stopped, faltered } = marks(workflow.id, now);
	const told = [
		...(seen.reachedTarget ? stopped : []),
		...(seen.isGoodRun ? [overdueMark(workflow.id)] : []),
	];
	const entries = [...told, ...(seen.reachedTarget ? faltered : [])];
	if (entries.length === 0) return undefined;
	const known = await store.peek(entries);
	await store.remove([...known]);
	if (!told.some((entry) => known.has(entry))) return undefined;
	const texts = textsIn(language);
	return {
		kind: 'runsAgain',
		title: texts.runsAgainTitle(workflow.name),
		text: texts.runsAgainText(plainMarkdown(workflow.name)),
	};
}
