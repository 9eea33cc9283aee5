import type { MappedRecord, ReasonCode } from '../../rules';
import type { Action, ListedTarget, Match, Plan, SchemeTarget } from '../types';
import { CAUSES, type BrakeInput, type BrakeVerdict, type Cause } from '../brake/brake';
import { heldReason, isHeld, type HeldAs, type HeldBefore } from '../brake/hold';
import { isIdle, meet, type Look, type MeetOptions } from '../match/resolveMatches';
import type { RunMemory } from '../memory/runMemory';
import type { Recollection, RecallOptions } from '../memory/recordHistory';
import { driftReason, type RunReport } from '../outcome/resultCollector';
import { tellable } from '../outcome/masking';
import { workload } from './budget';

/** A record that has to be planned, which may cost requests. */
export interface Work {
	record: MappedRecord;
	match: Match;
	recalled: Recollection;
	/** The closer look at it. */
	look?: Look;
	/** It had a target, and nobody can say that this is gone: it isn't created. */
	isUnproven?: boolean;
	plan?: Plan;
}

export interface TriageOptions extends MeetOptions {
	brake: { allowOnce: number };
}

export interface Triage extends Omit<BrakeInput, 'plans'> {
	work: Work[];
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
export async function triage(
	records: MappedRecord[],
	listed: ListedTarget[],
	options: TriageOptions,
	recallOptions: RecallOptions,
	report: RunReport,
): Promise<Triage> {
	const { memory, compare } = recallOptions;
	const { matches, recall, looks, stillHeld, lookedAgain, unproven } = await meet(
		records,
		listed,
		options,
		recallOptions,
	);
	recallOptions.target.begin?.(matches);
	const toRemember = [...lookedAgain];

	const open: Work[] = [];
	const held: Record<Cause, number> = { new: 0, identity: 0, salary: 0 };
	const countHeld = (record: HeldBefore) => {
		for (const cause of CAUSES) if (record.held.includes(cause)) held[cause]++;
	};
	const told: Array<{ plan: Plan; entry: string }> = [];
	// What a dry run tells is news to the first real one.
	const standing = (...about: Parameters<RunMemory['standing']>) =>
		`${options.dryRun ? 'dry ' : ''}${memory.standing(...about)}`;
	await memory.takeTexts([...matches.keys()].filter((record) => mayStand(recall(record), looks.get(record))));
	/** What is said for the first time, of those of which a later run may not see why. */
	const reasons = new Map<MappedRecord, string>();
	for (const [record, match] of matches) {
		const recalled = recall(record);
		const look = looks.get(record);
		const said = memory.textOf(record);
		const plan = look?.waits
			? conflictAsBefore(record, said)
			: planWithoutDetails(record, match, recallOptions.target);
		memory.drop(memory.deferred(record));
		if (look?.dry) {
			report.addStanding(asTheLastDryRun({ record, changes: [], warnings: [] }, look.dry, said));
		} else if (look && isHeld(look.held, stillHeld)) {
			countHeld(look);
			report.addHeldBefore(heldBefore({ record, changes: [], warnings: [] }, look.held));
		} else if (look?.failed.waits) {
			const { attempts } = look.failed;
			report.addStanding(failedBefore({ record, changes: [], warnings: [] }, attempts, said));
		} else if (!plan) {
			open.push({ record, match, recalled, look, ...(unproven.has(record) ? { isUnproven: true } : {}) });
		} else if (look && plan.action === 'conflict') {
			told.push({ plan, entry: standing(look.state, plan.action) });
			if (!look.waits) {
				toRemember.push(...memory.lookedAgain(look.looked, look.attempts));
				reasons.set(record, plan.reason);
			}
		} else {
			if (look && options.dryRun) toRemember.push(memory.dry(look.looked, plan.action));
			// The words of a conflict depend on what else a run looked at; what it is about doesn't.
			const about = plan.action === 'conflict' && plan.target ? undefined : plan.reason;
			told.push({ plan, entry: standing(recalled.state, plan.action, about) });
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
		if (!isInStepOrWaiting(one, options, report, recallOptions, stillHeld)) return true;
		const { dry } = one.recalled;
		if (options.dryRun && dry && one.look) toRemember.push(memory.dry(one.look.looked, dry));
		return false;
	});
	const { work, left, changed, compared } = workload(todo, options, recallOptions);
	for (const one of left) {
		const { inStep, isWarned } = one.recalled;
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
	for (const { recalled } of open) if (isHeld(recalled.held, stillHeld)) countHeld(recalled);
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
type Told = Plan & { reason: string; reasonCode: ReasonCode };

/** It had a target in an earlier run, and would be created anew. */
export function hasVanished({ match, recalled }: Work): boolean {
	return match.kind === 'none' && recalled.met;
}

/** Whether an earlier run may have said something of the record that this one doesn't see. */
function mayStand({ failure, unresolved, isWarned, dry }: Recollection, look: Look | undefined): boolean {
	const isOfALook = look && (look.attempts > 0 || look.failed.attempts > 0 || look.dry !== undefined);
	return isOfALook || failure.attempts > 0 || unresolved.attempts > 0 || isWarned || dry !== undefined;
}

/** @param said What was said of it first. */
function conflictAsBefore(record: MappedRecord, said: string | undefined): Told {
	const reason =
		said ??
		'The conflict that an earlier run told of; looked at again within two hours, at once when the record changes, or ' +
			'who is there and by what key, or by a run by hand';
	return { record, action: 'conflict', changes: [], warnings: [], reason, reasonCode: 'conflictStands' };
}

function heldBefore(plan: Omit<Plan, 'action'>, held: HeldAs[]): Told {
	return { ...plan, action: 'deferred', reason: heldReason(held), reasonCode: 'heldByBrake' };
}

function failedBefore(plan: Omit<Plan, 'action'>, attempts: number, said = ''): Told {
	const often = attempts === 1 ? 'Failed once' : `Failed ${attempts} times`;
	const reason = `${said ? `${said}. ` : ''}${often}; tried again later, or when it changes`;
	return { ...plan, action: 'failed', reason, reasonCode: 'failedBefore' };
}

function asTheLastDryRun(
	plan: Omit<Plan, 'action'>,
	action: Action,
	said = 'As the last dry run said',
): Told {
	return { ...plan, action, reason: said, reasonCode: 'dryRunStands' };
}

/** What the lists alone decide: a conflict, or a record that is neither created nor touched. */
function planWithoutDetails(record: MappedRecord, match: Match, target: SchemeTarget): Told | undefined {
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
	const reason = target.skip(record, match.target);
	if (!reason) return undefined;
	return { ...base, action: 'skipped', target: match.target, reason, reasonCode: 'inactive' };
}

function notCreated(base: Omit<Plan, 'action'>, reason: string): Told {
	return { ...base, action: 'skipped', reason, reasonCode: 'notCreated' };
}

function isInStepOrWaiting(
	one: Work,
	options: TriageOptions,
	report: RunReport,
	{ memory, target: { links } }: RecallOptions,
	stillHeld: BrakeVerdict | undefined,
): boolean {
	const { recalled } = one;
	const { system } = links;
	const plan = unchanged(one);
	const said = memory.textOf(one.record);
	// By hand a warning is told again, for which its details are read.
	if (recalled.inStep === 'now' && !(recalled.isWarned && options.manual)) {
		report.addCompared();
		report.addInStep(plan, recalled.isWarned, said);
	} else if (recalled.unresolved.waits && !options.manual) {
		report.addCompared();
		report.addStanding({
			...plan,
			reason: `${said ?? `In step but for what ${system} does not have yet`}; tried again later`,
			reasonCode: 'unresolved',
		});
	} else if (isHeld(recalled.held, stillHeld)) {
		report.addHeldBefore(heldBefore(plan, recalled.held));
	} else if (recalled.drift.length > 0 && !options.manual) {
		report.addCompared();
		const reason = driftReason(recalled.drift, system);
		report.addStanding({ ...plan, action: 'drift', reason, reasonCode: 'notWritable' });
	} else if (recalled.failure.waits && !options.manual) {
		report.addStanding(failedBefore(plan, recalled.failure.attempts, said));
	} else if (options.dryRun && recalled.dry && !options.manual) {
		report.addStanding(asTheLastDryRun(plan, recalled.dry, said));
	} else {
		return false;
	}
	return true;
}

function unchanged({ record, match }: Work): Plan {
	const target = match.kind === 'none' ? undefined : match.target;
	return { record, target, action: 'unchanged', changes: [], warnings: [] };
}
