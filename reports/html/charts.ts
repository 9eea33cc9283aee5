import { countsOf, type HistoryRow } from '../history';
import type { Texts } from '../texts';
import { actionWord } from '../words';
import { e } from './layout';

/** Colours that can be told apart by those who see no red or green; each means the same everywhere. */
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
/** The line under a run's column. */
const GROUNDS = {
	calm: '#d9dee3',
	person: '#1f2933',
	dry: '#8a6fd1',
};
/** Nothing was done about these: a column would be all of them. */
const NOT_DRAWN = ['unchanged', 'skipped'];
const CHART_HEIGHT = 80;
const MOST_COLUMN = 14;

/** One bar: how many records ended how. */
export function bar(texts: Texts, counts: Record<string, number>, isDryRun: boolean): string {
	const actions = Object.keys(texts.actions).filter((action) => (counts[action] ?? 0) > 0);
	if (actions.length === 0) return `<p>${e(texts.noRecords)}</p>`;
	const all = actions.reduce((sum, action) => sum + (counts[action] ?? 0), 0);
	const cells = actions.map((action) => {
		const share = Math.max(1, Math.round(((counts[action] ?? 0) / all) * 100));
		return `<td style="background:${COLOURS[action]};height:26px;width:${share}%;padding:0"></td>`;
	});
	const parts = actions.map((action) =>
		entry(COLOURS[action], `<b>${counts[action]}</b> ${e(actionWord(texts, action, isDryRun))}`),
	);
	return `<table style="width:100%;border-collapse:collapse;table-layout:fixed"><tr>${cells.join('')}</tr></table>${legend(parts)}`;
}

/** One column for each run: what was written and what needs somebody; quiet runs are a thin line. */
export function lastRuns(texts: Texts, history: HistoryRow[]): string {
	const counts = history.map(drawn);
	const sum = (row: Array<[string, number]>) => row.reduce((total, [, count]) => total + count, 0);
	const highest = Math.max(1, ...counts.map(sum));
	const columns = history.map((row, index) => {
		const parts = (counts[index] ?? []).map(
			([action, count]) =>
				`<div style="background:${COLOURS[action] ?? '#999'};height:${Math.max(2, Math.round((count / highest) * CHART_HEIGHT))}px"></div>`,
		);
		const ground = `<div style="background:${GROUNDS[groundOf(row)]};height:4px;margin-top:1px"></div>`;
		return `<td style="vertical-align:bottom;padding:0;border-right:1px solid #fff">${parts.reverse().join('')}${ground}</td>`;
	});
	const rowsWith = (action: string) =>
		history.filter((_row, index) => counts[index]?.some(([one]) => one === action));
	const grounds = new Set<string>(history.map(groundOf));
	const entries = [
		...Object.keys(texts.actions)
			.map((action) => ({ action, rows: rowsWith(action) }))
			.filter(({ rows }) => rows.length > 0)
			.map(({ action, rows }) => {
				const isOnlyDry = rows.every(({ isDryRun }) => isDryRun);
				return entry(COLOURS[action], e(actionWord(texts, action, isOnlyDry)));
			}),
		...(Object.keys(GROUNDS) as Array<keyof typeof GROUNDS>)
			.filter((ground) => grounds.has(ground))
			.map((ground) => entry(GROUNDS[ground], e(texts.grounds[ground]))),
	];
	return `<table style="width:100%;max-width:${history.length * MOST_COLUMN}px;border-collapse:collapse;table-layout:fixed;height:${CHART_HEIGHT}px"><tr>${columns.join('')}</tr></table>${legend(entries)}`;
}

function drawn(row: HistoryRow): Array<[string, number]> {
	return Object.entries(countsOf(row)).filter(([action]) => !NOT_DRAWN.includes(action));
}

function groundOf({ status, isDryRun }: HistoryRow): keyof typeof GROUNDS {
	if (isDryRun) return 'dry';
	return status === 'attention' || status === 'stopped' ? 'person' : 'calm';
}

/** @param html What the colour means. */
function entry(colour: string | undefined, html: string): string {
	return `<span style="display:inline-block;margin-right:14px"><span style="display:inline-block;width:11px;height:11px;background:${colour}"></span> ${html}</span>`;
}

function legend(entries: string[]): string {
	return `<p style="margin:6px 0 0;line-height:1.8">${entries.join(' ')}</p>`;
}
