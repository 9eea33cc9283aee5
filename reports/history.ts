import { readableKey } from '../rules';
import type { ProblemKind } from './problems';
import type { RunReport, RunStatus } from './report';
import { textsIn } from './texts';
import { actionWord } from './words';

/**
 * One run as it is kept: counts, keys and field names, and which records need a person and why; never values (docs/decisions.md#sensitive). The
 * columns are those of n8n's data table, which holds texts and numbers.
 */
export interface HistoryRow {
	at: string;
	scheme: string;
	workflow: string;
	status: RunStatus;
	isDryRun: boolean;
	/** "created 3, conflict 1". */
	counts: string;
	/** A line for each record that needs a person, "Bo Ek (1002): conflict: Two match"; then "1001: Phone, Title; 1003: created". */
	details: string;
	kleerRequests: number;
	cinodeRequests: number;
	/** -1 where the target doesn't say. */
	dailyRequestsLeft: number;
	durationMs: number;
}

/** Longer details are cut. */
const DETAILS = 2000;
/** More records that need a person are only counted. */
const NAMED = 30;
/** Kinds that need a person. */
const NEEDS: ReadonlyArray<ProblemKind> = ['rejected', 'conflict', 'failed', 'drift'];

export function historyRow(report: RunReport): HistoryRow {
	const counts = Object.entries(report.counts)
		.filter(([, count]) => count > 0)
		.map(([action, count]) => `${action} ${count}`);
	const text = [...whyOf(report), changesOf(report)].filter(Boolean).join('\n');
	return {
		at: report.at,
		scheme: report.scheme,
		workflow: report.workflow.name,
		status: report.status,
		isDryRun: report.dryRun,
		counts: counts.join(', '),
		details: text.length > DETAILS ? `${text.slice(0, DETAILS)} …` : text,
		kleerRequests: report.requests.kleer,
		cinodeRequests: report.requests.cinode,
		dailyRequestsLeft: report.dailyRequestsLeft ?? -1,
		durationMs: report.durationMs,
	};
}

/** What kept the run from its work, and each record that needs a person, with the reason. */
function whyOf({ brake, notRun, warnings, toLookAt, language }: RunReport): string[] {
	const texts = textsIn(language);
	const people = toLookAt.filter(({ what }) => NEEDS.includes(what));
	return [
		...(notRun ? [notRun] : []),
		...(brake ? [`${texts.safetyBrake}: ${brake.reasons.join('; ')}`] : []),
		...warnings,
		...people
			.slice(0, NAMED)
			.map(({ who, what, why }) => `${who}: ${texts.kinds[what].name.toLowerCase()}: ${why}`),
		...(people.length > NAMED ? [texts.andMore(people.length - NAMED)] : []),
	];
}

function changesOf({ changes, dryRun, language }: RunReport): string {
	const texts = changes.map(({ key, action, fields }) => {
		const names = action === 'created' ? '' : fields.map(({ field }) => field).join(', ');
		return `${readableKey(key)}: ${names || actionWord(textsIn(language), action, dryRun)}`;
	});
	return texts.join('; ');
}

/** Whether an item is a row of the history. */
export function isHistoryRow(item: object): item is HistoryRow {
	return 'counts' in item && typeof item.counts === 'string' && 'scheme' in item && 'at' in item;
}

/** "created 3, conflict 1" as numbers. */
export function countsOf({ counts }: Pick<HistoryRow, 'counts'>): Record<string, number> {
	return Object.fromEntries(
		counts
			.split(', ')
			.map((part) => part.split(' '))
			.filter(([action, count]) => action && Number(count) > 0)
			.map(([action, count]) => [action, Number(count)]),
	);
}
