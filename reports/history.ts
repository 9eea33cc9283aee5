import { readableKey } from '../rules';
import type { RunReport, RunStatus } from './runReport';

/**
 * One run as it is kept: counts, keys and field names, never values (design.md 5). The columns are those of n8n's
 * data table, which holds texts and numbers.
 */
export interface HistoryRow {
	at: string;
	scheme: string;
	workflow: string;
	status: RunStatus;
	isDryRun: boolean;
	/** "created 3, conflict 1". */
	counts: string;
	/** "1001: Phone, Title; 1002: created". */
	details: string;
	kleerRequests: number;
	cinodeRequests: number;
	/** -1 where the target doesn't say. */
	dailyRequestsLeft: number;
	durationMs: number;
}

/** Longer details are cut. */
const DETAILS = 2000;

export function historyRow(report: RunReport): HistoryRow {
	const counts = Object.entries(report.counts)
		.filter(([, count]) => count > 0)
		.map(([action, count]) => `${action} ${count}`);
	const details = report.changes.map(({ key, action, fields }) =>
		action === 'created'
			? `${readableKey(key)}: created`
			: `${readableKey(key)}: ${fields.map(({ field }) => field).join(', ') || action}`,
	);
	const text = details.join('; ');
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
