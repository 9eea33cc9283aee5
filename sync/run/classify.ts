import type { MappedRecord, ReasonCode } from '../../rules';
import type { Match } from '../contract/match';
import type { Action } from '../contract/result';
import type { ListedTarget } from '../contract/listedTarget';
import type { Plan } from '../contract/plan';
import type { SchemeTarget } from '../contract/schemeTarget';
import { CAUSES, type BrakeInput, type BrakeVerdict, type Cause } from '../brake/brake';
import { holdReason, isHeld, type HoldCause, type Hold } from '../brake/hold';
import { isIdle, resolveMatches, type SearchHistory, type ResolveOptions } from '../match/resolveMatches';
import type { RunMemory } from '../memory/runMemory';
import type { RecordHistory, HistoryOptions } from '../memory/recordHistory';
import { driftReason, type ResultCollector } from '../outcome/resultCollector';
import { tellable } from '../outcome/masking';
import { takeWithinBudget } from './budget';
import { hasVanished, PendingRecord } from './pendingRecord';

export interface ClassifyOptions extends ResolveOptions {
	brake: { allowOnce: number };
}

export interface Classified extends Omit<BrakeInput, 'plans'> {
	work: PendingRecord[];
	/** Entries that become true whatever happens next. */
	toRemember: string[];
	/** What the brake holds since an earlier run. */
	stillHeld?: BrakeVerdict;
	/** "Allow Once" for this very work: whether it is still there, and what to remember when it is used. */
	allowance: { isThere: boolean; use: string[] };
}

/**
 * Decides without a request of its own what most records are, tells the report, and leaves those that have to
 * be planned, deferred ones first, newcomers last.
 */
export async function classify(
	records: MappedRecord[],
	listed: ListedTarget[],
	options: ClassifyOptions,
	historyOptions: HistoryOptions,
	report: ResultCollector,
): Promise<Classified> {
	const { memory, compare } = historyOptions;
	const { matches, historyOf, searches, stillHeld, searchedInVain, unproven } = await resolveMatches(
		records,
		listed,
		options,
		historyOptions,
	);
	historyOptions.target.onMatched?.(matches);
	const toRemember = [...searchedInVain];

	const open: PendingRecord[] = [];
	const held: Record<Cause, number> = { new: 0, identity: 0, salary: 0 };
	const countHeld = (record: Hold) => {
		for (const cause of CAUSES) if (record.held.includes(cause)) held[cause]++;
	};
	const told: Array<{ plan: Plan; entry: string }> = [];
	// What a dry run tells is news to the first real one.
	const standing = (...about: Parameters<RunMemory['standing']>) =>
		`${options.dryRun ? 'dry ' : ''}${memory.standing(...about)}`;
	await memory.takeTexts(
		[...matches.keys()].filter((record) => mayStand(historyOf(record), searches.get(record))),
	);
	/** What is said for the first time, of those of which a later run may not see why. */
	const reasons = new Map<MappedRecord, string>();
	for (const [record, match] of matches) {
		const history = historyOf(record);
		const search = searches.get(record);
		const said = memory.textOf(record);
		const plan = search?.waits
			? conflictAsBefore(record, said)
			: planWithoutDetails(record, match, historyOptions.target);
		memory.drop(memory.deferred(record));
		if (search?.dry) {
			report.addStanding(asTheLastDryRun({ record, changes: [], warnings: [] }, search.dry, said));
		} else if (search && isHeld(search.held, stillHeld)) {
			countHeld(search);
			report.addHeldBefore(heldBefore({ record, changes: [], warnings: [] }, search.held));
		} else if (search?.failed.waits) {
			const { attempts } = search.failed;
			report.addStanding(failedBefore({ record, changes: [], warnings: [] }, attempts, said));
		} else if (!plan) {
			open.push({ record, match, history, search, ...(unproven.has(record) ? { isUnproven: true } : {}) });
		} else if (search && plan.action === 'conflict') {
			told.push({ plan, entry: standing(search.stateHash, plan.action) });
			if (!search.waits) {
				toRemember.push(...memory.searchedInVain(search.searchName, search.attempts));
				reasons.set(record, plan.reason);
			}
		} else {
			if (search && options.dryRun) toRemember.push(memory.dry(search.searchName, plan.action));
			// The words of a conflict depend on what else a run looked at; what it is about doesn't.
			const about = plan.action === 'conflict' && plan.target ? undefined : plan.reason;
			told.push({ plan, entry: standing(history.stateHash, plan.action, about) });
		}
	}
	await memory.ask([
		...told.map(({ entry }) => entry),
		...memory.comparedEntries(compare.day, compare.perDay),
	]);
	for (const { plan, entry } of told) {
		if (memory.has(entry) && !options.manual) report.addStanding(plan);
		else report.add(plan);
		toRemember.push(entry);
	}

	const todo = open.filter((one) => {
		if (!isInStepOrWaiting(one, options, report, historyOptions, stillHeld)) return true;
		const { dry } = one.history;
		if (options.dryRun && dry && one.search) toRemember.push(memory.dry(one.search.searchName, dry));
		return false;
	});
	const { work, left, changed, compared } = takeWithinBudget(todo, options, historyOptions);
	for (const one of left) {
		const { inStep, isWarned } = one.history;
		report.addWaitingCompare(unchanged(one), inStep === 'before', isWarned, memory.textOf(one.record));
	}
	toRemember.push(...compared);
	// Of those that are looked at now it is said anew.
	const isLookedAt = new Set(work.map(({ record }) => record));
	for (const record of matches.keys()) {
		const text = reasons.get(record) ?? (isLookedAt.has(record) ? undefined : memory.textOf(record));
		if (text) toRemember.push(...memory.keepText(record, tellable(text, record)));
	}

	const { used, usedForThese } = memory.allowance(
		options.brake.allowOnce,
		work.map(({ record }) => record.key),
	);
	await memory.ask([used, usedForThese]);
	for (const { history } of open) if (isHeld(history.held, stillHeld)) countHeld(history);
	return {
		work,
		toRemember,
		linked: open.filter(({ match }) => match.kind === 'key').length + work.filter(hasVanished).length,
		changed,
		held,
		stillHeld,
		allowance: { isThere: !memory.has(used) || memory.has(usedForThese), use: [used, usedForThese] },
	};
}

/** What is said of a record that isn't planned. */
type Verdict = Plan & { reason: string; reasonCode: ReasonCode };

/** Whether an earlier run may have said something of the record that this one doesn't see. */
function mayStand(
	{ failure, unresolved, isWarned, dry }: RecordHistory,
	search: SearchHistory | undefined,
): boolean {
	const isOfALook = search && (search.attempts > 0 || search.failed.attempts > 0 || search.dry !== undefined);
	return isOfALook || failure.attempts > 0 || unresolved.attempts > 0 || isWarned || dry !== undefined;
}

/** @param said What was said of it first. */
function conflictAsBefore(record: MappedRecord, said: string | undefined): Verdict {
	const reason =
		said ??
		'The conflict that an earlier run told of; looked at again within two hours, at once when the record changes, or ' +
			'who is there and by what key, or by a run by hand';
	return { record, action: 'conflict', changes: [], warnings: [], reason, reasonCode: 'conflictStands' };
}

function heldBefore(plan: Omit<Plan, 'action'>, held: HoldCause[]): Verdict {
	return { ...plan, action: 'deferred', reason: holdReason(held), reasonCode: 'heldByBrake' };
}

function failedBefore(plan: Omit<Plan, 'action'>, attempts: number, said = ''): Verdict {
	const often = attempts === 1 ? 'Failed once' : `Failed ${attempts} times`;
	const reason = `${said ? `${said}. ` : ''}${often}; tried again later, or when it changes`;
	return { ...plan, action: 'failed', reason, reasonCode: 'failedBefore' };
}

function asTheLastDryRun(
	plan: Omit<Plan, 'action'>,
	action: Action,
	said = 'As the last dry run said',
): Verdict {
	return { ...plan, action, reason: said, reasonCode: 'dryRunStands' };
}

/** What the lists alone decide: a conflict, or a record that is neither created nor touched. */
function planWithoutDetails(record: MappedRecord, match: Match, target: SchemeTarget): Verdict | undefined {
	const base = { record, changes: [], warnings: [] };
	if (match.kind === 'conflict') {
		// What isn't created is nobody's conflict.
		const quiet = target.links.othersCount || isIdle(record, match, target) ? record.notCreated : undefined;
		if (quiet) return { ...notCreated(base, quiet), target: match.target };
		const { reason, reasonCode } = match;
		return { ...base, action: 'conflict', target: match.target, reason, reasonCode };
	}
	if (match.kind === 'none') {
		return record.notCreated ? notCreated(base, record.notCreated) : undefined;
	}
	// Somebody who has never been synced isn't ours to touch while they couldn't be created either.
	if (match.kind === 'link' && record.notCreated)
		return { ...notCreated(base, record.notCreated), target: match.target };
	const reason = target.skipReason(record, match.target);
	if (!reason) return undefined;
	return { ...base, action: 'skipped', target: match.target, reason, reasonCode: 'inactive' };
}

function notCreated(base: Omit<Plan, 'action'>, reason: string): Verdict {
	return { ...base, action: 'skipped', reason, reasonCode: 'notCreated' };
}

function isInStepOrWaiting(
	one: PendingRecord,
	options: ClassifyOptions,
	report: ResultCollector,
	{ memory, target: { links } }: HistoryOptions,
	stillHeld: BrakeVerdict | undefined,
): boolean {
	const { history } = one;
	const { system } = links;
	const plan = unchanged(one);
	const said = memory.textOf(one.record);
	// By hand a warning is told again, for which its details are read.
	if (history.inStep === 'now' && !(history.isWarned && options.manual)) {
		report.addCompared();
		report.addInStep(plan, history.isWarned, said);
	} else if (history.unresolved.waits && !options.manual) {
		report.addCompared();
		report.addStanding({
			...plan,
			reason: `${said ?? `In step but for what ${system} does not have yet`}; tried again later`,
			reasonCode: 'unresolved',
		});
	} else if (isHeld(history.held, stillHeld)) {
		report.addHeldBefore(heldBefore(plan, history.held));
	} else if (history.drift.length > 0 && !options.manual) {
		report.addCompared();
		const reason = driftReason(history.drift, system);
		report.addStanding({ ...plan, action: 'drift', reason, reasonCode: 'notWritable' });
	} else if (history.failure.waits && !options.manual) {
		report.addStanding(failedBefore(plan, history.failure.attempts, said));
	} else if (options.dryRun && history.dry && !options.manual) {
		report.addStanding(asTheLastDryRun(plan, history.dry, said));
	} else {
		return false;
	}
	return true;
}

function unchanged({ record, match }: PendingRecord): Plan {
	const target = match.kind === 'none' ? undefined : match.target;
	return { record, target, action: 'unchanged', changes: [], warnings: [] };
}
