import { counted } from '../../rules';
import type { HistoryRow } from '../history';
import { localTime, shownValue } from '../markdown';
import { PROBLEM_KINDS } from '../problems';
import { groupLeftOut } from '../leftOut';
import type { RunReport } from '../report';
import { STATUS_WORDS, actionWord, word } from '../words';
import { bar, lastRuns } from './charts';
import { box, heading, page, remark, table } from './layout';

/** The page of one run, with the last runs below it where they are given, oldest first. */
export function reportPage(report: RunReport, history: HistoryRow[] = []): string {
	return page(report.title, reportParts(report, history));
}

/** The same, as parts of another page. */
export function reportParts(report: RunReport, history: HistoryRow[] = []): string[] {
	const { brake, notRun, warnings, toLookAt, changes, leftOut, keepsData, dryRun } = report;
	const boxes = [
		...(keepsData ? [keepsData] : []),
		...(notRun ? [notRun] : []),
		...(brake ? [`${brake.reasons.join('; ')}. ${brake.howToAllow}.`] : []),
		...warnings,
	];
	const state = word(STATUS_WORDS[report.status], dryRun);
	return [
		remark(
			`${report.workflow.name} · ${localTime(report.at)} · ${state}${dryRun ? ' · dry run: nothing was written' : ''}`,
		),
		...boxes.map((text) => box(text)),
		bar(report.counts, dryRun),
		...(toLookAt.length > 0 ? [heading('To look at'), lookAt(toLookAt)] : []),
		...(changes.length > 0
			? [heading(dryRun ? 'What would change' : 'What changed'), changed(changes, dryRun)]
			: []),
		...(leftOut.length > 0
			? [
					heading('Left out, and why'),
					table(
						['Why', 'How many', 'Who'],
						groupLeftOut(leftOut).map(({ why, who, more }) => [
							why,
							String(who.length + more),
							`${who.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
						]),
					),
				]
			: []),
		heading('What it cost'),
		remark(costOf(report)),
		...(history.length > 0 ? [heading(`The last ${counted(history.length, 'run')}`), lastRuns(history)] : []),
	];
}

function lookAt(toLookAt: RunReport['toLookAt']): string {
	return table(
		['Who', 'What', 'Why', 'What to do'],
		toLookAt.map(({ who, what, why, todo, isStanding }) => [
			who,
			`${PROBLEM_KINDS[what].name}${isStanding ? ' (as before)' : ''}`,
			why,
			todo,
		]),
	);
}

function changed(changes: RunReport['changes'], isDryRun: boolean): string {
	const lines = changes.map(({ who, action, fields }) => {
		const isNew = action === 'created';
		// What is masked is the same before and after.
		const texts = fields.map(({ field, from, to }) =>
			isNew || from === to
				? `${field}: ${shownValue(to)}`
				: `${field}: ${shownValue(from)} → ${shownValue(to)}`,
		);
		return [who, actionWord(action, isDryRun), texts.join(isNew ? ' · ' : '\n')];
	});
	return table(['Who', 'Action', 'Fields'], lines);
}

function costOf({ requests, dailyRequestsLeft, durationMs, compare }: RunReport): string {
	const left = dailyRequestsLeft === null ? '' : ` (${dailyRequestsLeft} left today)`;
	const compared = `${compare.done} done, ${compare.waiting} waiting`;
	return [
		`${counted(requests.cinode, 'request')} to Cinode${left}`,
		`${counted(requests.kleer, 'request')} to Kleer`,
		`${(durationMs / 1000).toFixed(1)} s`,
		`daily compare: ${compared}`,
	].join(' · ');
}
