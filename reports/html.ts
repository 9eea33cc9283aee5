import { countsOf, type HistoryRow } from './history';
import { localTime, shownValue } from './markdown';
import { PROBLEM_KINDS } from './problems';
import type { RunReport } from './runReport';

/** Pages for n8n's own view and for e-mail: no script, no picture file, no style sheet, since mail programs drop them. */

/** In the order in which they are drawn; colours that can be told apart by those who see no red or green. */
const COLOURS: Record<string, string> = {
	created: '#0072b2',
	linked: '#56b4e9',
	updated: '#009e73',
	unchanged: '#d9dee3',
	skipped: '#b8c0c8',
	deferred: '#f0e442',
	drift: '#e69f00',
	conflict: '#cc79a7',
	rejected: '#d55e00',
	failed: '#8c2d04',
};
const STATUS_TEXT = {
	quiet: 'Nothing to do',
	changed: 'Done',
	attention: 'Needs a person',
	stopped: 'Stopped by the safety brake',
	notRun: 'Did not run',
} as const;
const LISTED = 200;
const CHART_HEIGHT = 80;
/** Cells up to this length, such as a date, stay on one line. */
const UNBROKEN = 18;

/** The page of one run, with the last runs below it where they are given, oldest first. */
export function reportPage(report: RunReport, history: HistoryRow[] = []): string {
	const { brake, notRun, warnings, toLookAt, changes, keepsData } = report;
	const boxes = [
		...(keepsData ? [keepsData] : []),
		...(notRun ? [notRun] : []),
		...(brake ? [`${brake.reasons.join('; ')}. ${brake.howToAllow}.`] : []),
		...warnings,
	];
	return page(report.title, [
		`<p style="color:#555">${e(report.workflow.name)} · ${e(localTime(report.at))} · ${e(STATUS_TEXT[report.status])}${report.dryRun ? ' · dry run: nothing was written' : ''}</p>`,
		...boxes.map(
			(text) => `<p style="padding:8px 12px;background:#fff4d6;border-left:4px solid #e69f00">${e(text)}</p>`,
		),
		bar(report.counts),
		...(toLookAt.length > 0
			? [
					heading('To look at'),
					table(
						['Who', 'What', 'Why', 'What to do'],
						toLookAt.map(({ who, what, why, todo, isStanding }) => [
							who,
							`${PROBLEM_KINDS[what as keyof typeof PROBLEM_KINDS].name}${isStanding ? ' (as before)' : ''}`,
							why,
							todo,
						]),
					),
				]
			: []),
		...(changes.length > 0
			? [
					heading('What changed'),
					table(
						['Who', 'Action', 'Field', 'From', 'To'],
						changes.flatMap(({ who, action, fields }) =>
							fields.length === 0
								? [[who, action, '', '', '']]
								: fields.map(({ field, from, to }, index) => [
										index === 0 ? who : '',
										index === 0 ? action : '',
										field,
										shownValue(from),
										shownValue(to),
									]),
						),
					),
				]
			: []),
		heading('What it cost'),
		table(
			['Requests to Cinode', 'Requests to Kleer', 'Left today', 'Time', 'Daily compare'],
			[
				[
					String(report.requests.cinode),
					String(report.requests.kleer),
					report.dailyRequestsLeft === null ? '–' : String(report.dailyRequestsLeft),
					`${(report.durationMs / 1000).toFixed(1)} s`,
					`${report.compare.done} done, ${report.compare.waiting} waiting`,
				],
			],
		),
		...(history.length > 0 ? [heading(`The last ${history.length} runs`), lastRuns(history)] : []),
	]);
}

/** The page of the last runs, oldest first. */
export function historyPage(history: HistoryRow[]): string {
	if (history.length === 0) return page('Runs', ['<p>No run has been reported yet.</p>']);
	const schemes = [...new Set(history.map(({ workflow }) => workflow))];
	return page('The last runs', [
		...schemes.flatMap((workflow) => {
			const rows = history.filter((row) => row.workflow === workflow);
			return [heading(workflow), lastRuns(rows)];
		}),
		legend(Object.keys(COLOURS)),
		heading('All of them, the latest first'),
		table(
			['When', 'Workflow', 'Ended', 'Records', 'Which', 'Cinode', 'Kleer', 'Left today', 'Time'],
			[...history]
				.reverse()
				.map((row) => [
					localTime(row.at),
					row.workflow,
					`${STATUS_TEXT[row.status] ?? row.status}${row.isDryRun ? ' (dry run)' : ''}`,
					row.counts,
					row.details,
					String(row.cinodeRequests),
					String(row.kleerRequests),
					row.dailyRequestsLeft < 0 ? '–' : String(row.dailyRequestsLeft),
					`${(row.durationMs / 1000).toFixed(1)} s`,
				]),
		),
	]);
}

/** One bar: how many records ended how. */
function bar(counts: Record<string, number>): string {
	const parts = Object.keys(COLOURS).filter((action) => (counts[action] ?? 0) > 0);
	if (parts.length === 0) return '<p>No records.</p>';
	const cells = parts.map((action) => {
		const count = counts[action] ?? 0;
		return `<td title="${e(action)}: ${count}" style="background:${COLOURS[action]};height:26px;width:${count}%;min-width:6px;padding:0"></td>`;
	});
	return `<table role="img" aria-label="${e(parts.map((action) => `${counts[action]} ${action}`).join(', '))}" style="width:100%;border-collapse:collapse;table-layout:auto"><tr>${cells.join('')}</tr></table>${legend(parts, counts)}`;
}

function legend(actions: string[], counts?: Record<string, number>): string {
	const parts = actions.map(
		(action) =>
			`<span style="white-space:nowrap;margin-right:14px"><span style="display:inline-block;width:11px;height:11px;background:${COLOURS[action]}"></span> ${counts ? `<b>${counts[action]}</b> ` : ''}${e(action)}</span>`,
	);
	return `<p style="margin:6px 0 0;line-height:1.8">${parts.join(' ')}</p>`;
}

/** One column for each run: what was written and what needs somebody; quiet runs are a thin line. */
function lastRuns(history: HistoryRow[]): string {
	const shown = (row: HistoryRow) =>
		Object.entries(countsOf(row)).filter(([action]) => action !== 'unchanged' && action !== 'skipped');
	const highest = Math.max(1, ...history.map((row) => shown(row).reduce((sum, [, count]) => sum + count, 0)));
	const columns = history.map((row) => {
		const parts = shown(row)
			.map(
				([action, count]) =>
					`<div style="background:${COLOURS[action] ?? '#999'};height:${Math.max(2, Math.round((count / highest) * CHART_HEIGHT))}px"></div>`,
			)
			.reverse();
		const ground = `<div style="background:${row.status === 'quiet' || row.status === 'changed' ? '#d9dee3' : COLOURS.failed};height:3px"></div>`;
		return `<td title="${e(`${localTime(row.at)}: ${row.counts}`)}" style="vertical-align:bottom;padding:0 1px;width:${Math.min(14, Math.max(3, Math.floor(600 / history.length)))}px">${parts.join('')}${ground}</td>`;
	});
	return `<table style="border-collapse:collapse;height:${CHART_HEIGHT}px"><tr>${columns.join('')}</tr></table>`;
}

/** @param text Plain text. */
export function heading(text: string): string {
	return `<h2 style="font-size:16px;margin:24px 0 6px">${e(text)}</h2>`;
}

/** @param rows Text. */
export function table(heads: string[], rows: string[][]): string {
	const cell = (tag: string, text: string) =>
		`<${tag} style="text-align:left;vertical-align:top;padding:5px 10px 5px 0;border-bottom:1px solid #e3e7eb${text.length <= UNBROKEN ? ';white-space:nowrap' : ''}">${e(text)}</${tag}>`;
	const more =
		rows.length > LISTED ? `<p>and ${rows.length - LISTED} more lines, which the report's data hold</p>` : '';
	return `<table style="border-collapse:collapse;width:100%"><tr>${heads.map((head) => cell('th', head)).join('')}</tr>${rows
		.slice(0, LISTED)
		.map((row) => `<tr>${row.map((text) => cell('td', text)).join('')}</tr>`)
		.join('')}</table>${more}`;
}

/**
 * n8n's own view and mail programs take the styles off the body: they stand on a part of it.
 * @param parts HTML.
 */
export function page(title: string, parts: string[]): string {
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${e(title)}</title></head><body><div style="font:14px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif;color:#1f2933;background:#fff;max-width:960px;margin:24px auto;padding:0 16px"><h1 style="font-size:20px">${e(title)}</h1>${parts.join('')}</div></body></html>`;
}

/** Text for HTML. */
export function e(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;');
}
