import type { HistoryRow } from '../history';
import { localTime, shownValue } from '../markdown';
import { groupLeftOut } from '../leftOut';
import type { RunReport } from '../report';
import { textsIn, type Texts } from '../texts';
import { actionWord, word } from '../words';
import { bar, lastRuns } from './charts';
import { box, heading, page, remark, table } from './layout';

/** The page of one run, with the last runs below it where they are given, oldest first. */
export function reportPage(report: RunReport, history: HistoryRow[] = []): string {
	return page(report.title, reportParts(report, history), report.language);
}

/** The same, as parts of another page. */
export function reportParts(report: RunReport, history: HistoryRow[] = []): string[] {
	const { brake, notRun, warnings, toLookAt, changes, leftOut, keepsData, dryRun, language } = report;
	const texts = textsIn(language);
	const boxes = [
		...(keepsData ? [keepsData] : []),
		...(notRun ? [notRun] : []),
		...(brake ? [`${brake.reasons.join('; ')}. ${brake.howToAllow}.`] : []),
		...warnings,
	];
	const state = word(texts.statuses[report.status], dryRun);
	return [
		remark(
			`${report.workflow.name} · ${localTime(report.at)} · ${state}${dryRun ? ` · ${texts.dryRunNothingWritten}` : ''}`,
		),
		...boxes.map((text) => box(text)),
		bar(texts, report.counts, dryRun),
		...(toLookAt.length > 0 ? [heading(texts.toLookAt), lookAt(report, texts)] : []),
		...(changes.length > 0 ? [heading(word(texts.changes, dryRun)), changed(report, texts)] : []),
		...(leftOut.length > 0
			? [
					heading(texts.leftOut),
					table(
						[texts.why, texts.howMany, texts.who],
						groupLeftOut(leftOut).map(({ why, who, more }) => [
							why,
							String(who.length + more),
							`${who.join(', ')}${more > 0 ? ` ${texts.andMore(more)}` : ''}`,
						]),
						language,
					),
				]
			: []),
		heading(texts.cost),
		remark(costOf(report, texts)),
		...(history.length > 0 ? [heading(texts.lastRunsOf(history.length)), lastRuns(texts, history)] : []),
	];
}

function lookAt({ toLookAt, language }: RunReport, texts: Texts): string {
	return table(
		[texts.who, texts.what, texts.why, texts.whatToDo],
		toLookAt.map(({ who, what, why, todo, isStanding }) => [
			who,
			`${texts.kinds[what].name}${isStanding ? ` (${texts.asBefore})` : ''}`,
			why,
			todo,
		]),
		language,
	);
}

function changed({ changes, dryRun, language }: RunReport, texts: Texts): string {
	const lines = changes.map(({ who, action, fields }) => {
		const isNew = action === 'created';
		// What is masked is the same before and after.
		const values = fields.map(({ field, from, to }) =>
			isNew || from === to
				? `${field}: ${shownValue(to, texts)}`
				: `${field}: ${shownValue(from, texts)} → ${shownValue(to, texts)}`,
		);
		return [who, actionWord(texts, action, dryRun), values.join(isNew ? ' · ' : '\n')];
	});
	return table([texts.who, texts.action, texts.fields], lines, language);
}

function costOf({ requests, dailyRequestsLeft, durationMs, compare }: RunReport, texts: Texts): string {
	const left = dailyRequestsLeft === null ? '' : ` (${texts.leftToday(dailyRequestsLeft)})`;
	return [
		`${texts.toCinode(requests.cinode)}${left}`,
		texts.toKleer(requests.kleer),
		`${texts.tenths(durationMs / 1000)} s`,
		texts.dailyCompare(compare.done, compare.waiting),
	].join(' · ');
}
