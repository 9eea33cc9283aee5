import type { Scheme } from '../rules';
import { ACTIONS, type Action, type SyncResult } from '../sync';
import type { LeftOut } from './leftOut';
import { isDryRun, type Outcome } from './outcome';
import type { GoodRun, RunContext, RunReport, RunStatus } from './report';
import { problemsOf, type Problem } from './problems';
import { textsIn, whyIn, whyLeftOutIn, type Language } from './texts';
import { countWords, word } from './words';

const WRITTEN: readonly Action[] = ['created', 'linked', 'updated'];

/** The report of one run, and what in it needs a person. */
export function reportOf(
	outcome: Outcome,
	scheme: Scheme,
	context: RunContext,
): { report: RunReport; problems: Problem[] } {
	const { results, summary } = outcome;
	const onlyRecord = summary?.onlyRecord === true;
	// Rejected records beside the one that was asked for don't belong here.
	const told = onlyRecord ? { ...outcome, rejected: [], leftOut: [], setup: [] } : outcome;
	const { rejected } = told;
	const problems = problemsOf(told, scheme, context.language);
	const counts = {
		...(Object.fromEntries(ACTIONS.map((action) => [action, 0])) as Record<Action, number>),
		...summary?.counts,
		rejected: rejected.length,
	};
	const report: RunReport = {
		title: '',
		status: 'quiet',
		scheme,
		dryRun: isDryRun(outcome),
		...(onlyRecord ? { onlyRecord } : {}),
		...context,
		counts,
		records: (summary?.records ?? 0) + rejected.length,
		changes: results.filter(isChange).map(({ label, key, action, changes }) => ({
			who: label,
			key,
			action,
			fields: changes,
		})),
		toLookAt: problems.map(({ who, kind, why, todo, isStanding }) => ({
			who,
			what: kind,
			why,
			todo,
			isStanding,
		})),
		leftOut: leftOutOf(told, context.language),
		...(summary?.brake
			? { brake: { reasons: summary.brake.reasons, howToAllow: summary.brake.howToAllow } }
			: {}),
		...(summary?.held ? { held: summary.held } : {}),
		...(summary?.notRun ? { notRun: summary.notRun } : {}),
		warnings: [
			...told.setup
				.filter(({ concerns }) => concerns === 'all' || counts.created > 0)
				.map(({ setupRemark }) => setupRemark),
			...(summary?.warnings ?? []),
			...outcome.errors,
		],
		requests: summary?.requests ?? { kleer: 0, cinode: 0 },
		dailyRequestsLeft: summary?.dailyRequestsLeft ?? null,
		durationMs: summary?.durationMs ?? 0,
		compare: summary?.fullCompare ?? { done: 0, waiting: 0, everyDays: 1 },
		...(summary?.settled ? { settled: summary.settled } : {}),
		...(summary?.canary
			? { canary: JSON.stringify({ scheme, day: context.at.slice(0, 10), ...summary.canary }) }
			: {}),
	};
	report.status = statusOf(report);
	report.title = titleOf(report);
	const goodRun = outcome.errors.length === 0 && !onlyRecord ? goodRunOf(report) : undefined;
	if (goodRun) report.goodRun = goodRun;
	return { report, problems };
}

/** What the overdue alert goes by: a run of a schedule that looked at its records, whatever it found. */
function goodRunOf({ at, workflow, everyMs, notRun }: RunReport): GoodRun | undefined {
	if (!everyMs || notRun || !workflow.id) return undefined;
	return {
		workflowId: workflow.id,
		workflow: workflow.name,
		at: Date.parse(at),
		everyMs,
		atText: at.slice(0, 16).replace('T', ' '),
	};
}

function isChange({ action, changes }: SyncResult): boolean {
	return (
		WRITTEN.includes(action) ||
		(action === 'drift' && changes.length > 0) ||
		(action === 'deferred' && changes.length > 0)
	);
}

/** Skipped records, and those that the mapper left out and lists. */
function leftOutOf({ leftOut, results, summary }: Outcome, language?: Language): LeftOut[] {
	const standing = (summary?.standing ?? []).filter(({ action }) => action === 'skipped');
	const skipped = results.filter(({ action }) => action === 'skipped');
	return [
		...[...skipped, ...standing].map(({ label, key, reason = '', reasonCode }) => ({
			who: label,
			key,
			why: whyIn(language, reasonCode, reason),
		})),
		...leftOut.map(({ label, key, leftOut: kind, why }) => ({
			who: label,
			key,
			why: whyLeftOutIn(language, kind, why),
		})),
	];
}

function statusOf({ notRun, brake, counts, toLookAt, warnings }: RunReport): RunStatus {
	if (notRun) return 'notRun';
	if (brake) return 'stopped';
	if (warnings.length > 0 || toLookAt.some(({ what }) => what !== 'deferred' && what !== 'warning'))
		return 'attention';
	return WRITTEN.some((action) => counts[action] > 0) ? 'changed' : 'quiet';
}

/** "Users: 3 created, 1 conflict", "Dry run, users: 3 would be created". */
function titleOf(report: RunReport): string {
	const { language, scheme, dryRun, counts, status, notRun, brake, onlyRecord } = report;
	const texts = textsIn(language);
	const name = onlyRecord ? texts.oneRecord(texts.schemes[scheme]) : texts.schemes[scheme];
	const start = dryRun ? texts.dryRunOf(name.toLowerCase()) : name;
	if (status === 'notRun') return `${start}: ${texts.nothingDone(notRun ?? '')}`;
	const parts = countWords(texts, counts, dryRun, ['unchanged', 'skipped']);
	if (brake) return `${start}: ${dryRun ? texts.brakeWouldStop : texts.stoppedNothingWritten}`;
	return `${start}: ${parts.length > 0 ? parts.join(', ') : word(texts.nothingChanged, dryRun)}`;
}
