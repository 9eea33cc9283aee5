import { maskPersonalNumbers } from '../../rules';
import { countsOf, type HistoryRow } from '../history';
import { localTime } from '../markdown';
import { textsIn, type Language, type Texts } from '../texts';
import { countWords, word } from '../words';
import { lastRuns } from './charts';
import { e, heading, page, table } from './layout';

/** The page of the last runs, oldest first. */
export function historyPage(history: HistoryRow[], language?: Language): string {
	const texts = textsIn(language);
	if (history.length === 0) return page(texts.runsTitle, [`<p>${e(texts.noRuns)}</p>`], language);
	const workflows = [...new Set(history.map(({ workflow }) => workflow))];
	return page(
		texts.lastRuns,
		workflows.flatMap((workflow) => {
			const rows = history.filter((row) => row.workflow === workflow);
			return [
				heading(texts.lastRunsIn(workflow, rows.length)),
				lastRuns(texts, rows),
				table(
					[
						texts.when,
						texts.ended,
						texts.records,
						texts.whichAndWhy,
						texts.requests,
						texts.leftTodayHead,
						texts.time,
					],
					groupsOf(rows)
						.reverse()
						.map((group) => line(group, texts)),
					language,
				),
			];
		}),
		language,
	);
}

/** Runs of one workflow that came one after another and ended alike, in their order. */
function groupsOf(rows: HistoryRow[]): HistoryRow[][] {
	const groups: HistoryRow[][] = [];
	for (const row of rows) {
		const group = groups.at(-1);
		if (group?.[0] && isAlike(group[0], row)) group.push(row);
		else groups.push([row]);
	}
	return groups;
}

function isAlike(a: HistoryRow, b: HistoryRow): boolean {
	return (
		a.status === b.status && a.isDryRun === b.isDryRun && a.counts === b.counts && a.details === b.details
	);
}

function line(group: HistoryRow[], texts: Texts): string[] {
	const [first] = group;
	const last = group.at(-1);
	if (!first || !last) return [];
	const [from, to] = [localTime(first.at), localTime(last.at)];
	const isSameDay = from.slice(0, 10) === to.slice(0, 10);
	const until = from === to ? '' : ` – ${isSameDay ? to.slice(11) : to}`;
	const when = group.length === 1 ? from : `${from}${until}\n${texts.runs(group.length)}, ${texts.allAlike}`;
	const requests = ({ cinodeRequests, kleerRequests }: HistoryRow) =>
		`Cinode ${cinodeRequests}, Kleer ${kleerRequests}`;
	const ofEach = [...new Set(group.map(requests))];
	const times = group.map(({ durationMs }) => durationMs);
	const [shortest, longest] = [Math.min(...times), Math.max(...times)].map((ms) => texts.tenths(ms / 1000));
	return [
		when,
		`${word(texts.statuses[last.status] ?? { did: last.status, would: last.status }, last.isDryRun)}${last.isDryRun ? ` (${texts.dryRun})` : ''}`,
		countWords(texts, countsOf(last), last.isDryRun).join(', '),
		// Also of a run before this version. Amounts are masked already: a key beside Base Salary would pass for one.
		maskPersonalNumbers(last.details),
		ofEach.length === 1 ? (ofEach[0] ?? '') : `${ofEach.at(-1)} (${texts.theLastOne})`,
		last.dailyRequestsLeft < 0 ? '' : String(last.dailyRequestsLeft),
		shortest === longest ? `${longest} s` : `${shortest} – ${longest} s`,
	];
}
