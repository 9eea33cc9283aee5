import { counted, maskPersonalNumbers } from '../../rules';
import { countsOf, type HistoryRow } from '../history';
import { localTime } from '../markdown';
import { STATUS_WORDS, countWords, word } from '../words';
import { lastRuns } from './charts';
import { heading, page, table } from './layout';

/** The page of the last runs, oldest first. */
export function historyPage(history: HistoryRow[]): string {
	if (history.length === 0) return page('Runs', ['<p>No run has been reported yet.</p>']);
	const workflows = [...new Set(history.map(({ workflow }) => workflow))];
	return page('The last runs', [
		...workflows.flatMap((workflow) => {
			const rows = history.filter((row) => row.workflow === workflow);
			return [
				heading(`${workflow}, the last ${counted(rows.length, 'run')}`),
				lastRuns(rows),
				table(
					['When', 'Ended', 'Records', 'Which, and why', 'Requests', 'Left today', 'Time'],
					groupsOf(rows).reverse().map(line),
				),
			];
		}),
	]);
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

function line(group: HistoryRow[]): string[] {
	const [first] = group;
	const last = group.at(-1);
	if (!first || !last) return [];
	const [from, to] = [localTime(first.at), localTime(last.at)];
	const isSameDay = from.slice(0, 10) === to.slice(0, 10);
	const until = from === to ? '' : ` – ${isSameDay ? to.slice(11) : to}`;
	const when = group.length === 1 ? from : `${from}${until}\n${counted(group.length, 'run')}, all alike`;
	const requests = ({ cinodeRequests, kleerRequests }: HistoryRow) =>
		`Cinode ${cinodeRequests}, Kleer ${kleerRequests}`;
	const ofEach = [...new Set(group.map(requests))];
	const times = group.map(({ durationMs }) => durationMs);
	const [shortest, longest] = [seconds(Math.min(...times)), seconds(Math.max(...times))];
	return [
		when,
		`${word(STATUS_WORDS[last.status] ?? { did: last.status, would: last.status }, last.isDryRun)}${last.isDryRun ? ' (dry run)' : ''}`,
		countWords(countsOf(last), last.isDryRun).join(', '),
		// Also of a run before this version. Amounts are masked already: a key beside Base Salary would pass for one.
		maskPersonalNumbers(last.details),
		ofEach.length === 1 ? (ofEach[0] ?? '') : `${ofEach.at(-1)} (the last one)`,
		last.dailyRequestsLeft < 0 ? '' : String(last.dailyRequestsLeft),
		shortest === longest ? `${longest} s` : `${shortest} – ${longest} s`,
	];
}

function seconds(ms: number): string {
	return (ms / 1000).toFixed(1);
}
