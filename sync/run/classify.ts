import type { MappedRecord } from '../../rules';
import { CAUSES, type BrakeInput, type BrakeVerdict, type Cause } from '../brake/brake';
import { isHeld, type Hold } from '../memory/hold';
import type { ListedTarget } from '../contract/listedTarget';
import type { Match } from '../contract/match';
import type { Plan } from '../contract/plan';
import {
	resolveMatches,
	type ResolvedMatches,
	type ResolveOptions,
	type LookHistory,
} from '../match/resolveMatches';
import type { HistoryOptions, RecordHistory } from '../memory/recordHistory';
import { tellable } from '../outcome/masking';
import { driftReason, type ResultCollector } from '../outcome/resultCollector';
import { takeWithinBudget } from './budget';
import { hasVanished, type PendingRecord } from './pendingRecord';
import {
	asTheLastDryRun,
	conflictAsBefore,
	failedBefore,
	heldBefore,
	planWithoutDetails,
	type Verdict,
} from './verdicts';

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
 * Decides without a request of its own what most records are, and tells the collector. It returns the records that have
 * to be planned, deferred ones first, newcomers last.
 */
export async function classify(
	records: MappedRecord[],
	listed: ListedTarget[],
	options: ClassifyOptions,
	historyOptions: HistoryOptions,
	collector: ResultCollector,
): Promise<Classified> {
	const resolved = await resolveMatches(records, listed, options, historyOptions);
	historyOptions.target.onMatched?.(resolved.matches);
	return await new Classification(resolved, options, historyOptions, collector).run();
}

/** Sorts the records of one run into those that are settled and those that have to be planned. */
class Classification {
	/** Entries that become true whatever happens next. */
	private readonly toRemember: string[];
	/** Records that are neither told nor held: in step, waiting, or to be planned. */
	private readonly open: PendingRecord[] = [];
	/** What is said of records that aren't planned, and the entry that says that it was said before. */
	private readonly verdicts: Array<{ plan: Verdict; entry: string }> = [];
	private readonly held: Record<Cause, number> = { new: 0, identity: 0, salary: 0 };
	/** Reasons that are given for the first time, and that a later run may not find again. */
	private readonly reasons = new Map<MappedRecord, string>();

	constructor(
		private readonly resolved: ResolvedMatches,
		private readonly options: ClassifyOptions,
		private readonly historyOptions: HistoryOptions,
		private readonly collector: ResultCollector,
	) {
		this.toRemember = [...resolved.lookedInVain];
	}

	async run(): Promise<Classified> {
		const { memory } = this.historyOptions;
		const { matches, historyOf, looks, stillHeld } = this.resolved;
		const asked = [...matches].filter(([record]) => this.isAsked(record));
		await memory.takeTexts(
			asked.flatMap(([record]) => (mayStand(historyOf(record), looks.get(record)) ? [record] : [])),
		);
		for (const [record, match] of asked) this.judge(record, match);
		await this.tellVerdicts();
		if (this.options.only) return await this.ofOne();
		const { work, left, changed, compared } = takeWithinBudget(
			this.open.filter((one) => !this.isSettled(one)),
			this.options,
			this.historyOptions,
		);
		for (const one of left) {
			const { inStep, isWarned, stateHash, uncompared } = one.history;
			if (inStep === 'unknown' && uncompared === 'no' && !this.options.dryRun) {
				this.toRemember.push(...Object.values(memory.uncompared(one.record, stateHash)));
			}
			this.collector.addWaitingCompare(
				unchanged(one),
				inStep === 'before',
				isWarned,
				memory.textOf(one.record),
			);
		}
		this.toRemember.push(...compared);
		this.keepTexts(work);
		for (const { history } of this.open) if (isHeld(history.held, stillHeld)) this.countHeld(history);
		return {
			work,
			toRemember: this.toRemember,
			linked: this.open.filter(({ match }) => match.kind === 'key').length + work.filter(hasVanished).length,
			changed,
			held: this.held,
			stillHeld,
			allowance: await this.allowance(work),
		};
	}

	private isAsked(record: MappedRecord): boolean {
		return !this.options.only || record === this.options.only;
	}

	/**
	 * A run about one record tells nothing of the others, and leaves what is remembered of them. Records that the brake
	 * holds still count for it.
	 */
	private async ofOne(): Promise<Classified> {
		const { matches, historyOf, stillHeld } = this.resolved;
		const work = this.open.filter((one) => !this.isHeldNow(one));
		this.keepTexts(work);
		for (const record of matches.keys()) {
			const history = historyOf(record);
			if (isHeld(history.held, stillHeld) && !work.some((one) => one.record === record))
				this.countHeld(history);
		}
		return {
			work,
			toRemember: this.toRemember,
			linked: linkedIn(matches),
			changed: { now: 0, later: 0 },
			held: this.held,
			stillHeld,
			allowance: await this.allowance(work),
		};
	}

	/** Whether the brake holds the record; if so, it is told. */
	private isHeldNow(one: PendingRecord): boolean {
		const { held } = one.history;
		if (!isHeld(held, this.resolved.stillHeld)) return false;
		this.collector.addHeldBefore(heldBefore(unchanged(one), held));
		return true;
	}

	/** What memory and the lists alone say of one record. */
	private judge(record: MappedRecord, match: Match): void {
		const { memory, target } = this.historyOptions;
		const { historyOf, looks, stillHeld, unproven } = this.resolved;
		const [history, look, said] = [historyOf(record), looks.get(record), memory.textOf(record)];
		const nothing = { record, changes: [], warnings: [] };
		memory.drop(memory.deferred(record));
		if (look?.dry) return this.collector.addStanding(asTheLastDryRun(nothing, look.dry, said));
		if (look && isHeld(look.held, stillHeld)) {
			this.countHeld(look);
			return this.collector.addHeldBefore(heldBefore(nothing, look.held));
		}
		if (look?.failed.waits) {
			return this.collector.addStanding(failedBefore(nothing, look.failed.attempts, said));
		}
		const plan = look?.waits ? conflictAsBefore(record, said) : planWithoutDetails(record, match, target);
		if (plan) return this.noteVerdict(plan, history, look);
		this.open.push({ record, match, history, look, ...(unproven.has(record) ? { isUnproven: true } : {}) });
	}

	private noteVerdict(plan: Verdict, history: RecordHistory, look: LookHistory | undefined): void {
		const { memory } = this.historyOptions;
		const { record, action, reason } = plan;
		if (look && action === 'conflict') {
			this.verdicts.push({ plan, entry: this.standing(look.stateHash, plan) });
			if (look.waits) return;
			this.toRemember.push(...memory.lookedInVain(look.lookName, look.attempts));
			this.reasons.set(record, reason);
			return;
		}
		if (look && this.options.dryRun) this.toRemember.push(memory.dry(look.lookName, action));
		// The words of a conflict depend on what else a run looked at, so they are no part of its entry.
		const about = action === 'conflict' && plan.target ? undefined : reason;
		this.verdicts.push({ plan, entry: this.standing(history.stateHash, plan, about) });
	}

	/** The entry that says that this was told; a dry run's is another, since what it tells is news to a real run. */
	private standing(stateHash: string, { action }: Verdict, about?: string): string {
		return `${this.options.dryRun ? 'dry ' : ''}${this.historyOptions.memory.standing(stateHash, action, about)}`;
	}

	private async tellVerdicts(): Promise<void> {
		const { memory, compare } = this.historyOptions;
		await memory.ask([
			...this.verdicts.map(({ entry }) => entry),
			...memory.comparedEntries(compare.day, compare.perDay),
		]);
		for (const { plan, entry } of this.verdicts) {
			if (memory.has(entry) && !this.options.retriesAll) this.collector.addStanding(plan);
			else this.collector.add(plan);
			this.toRemember.push(entry);
		}
	}

	private isSettled(one: PendingRecord): boolean {
		const { options, historyOptions } = this;
		if (!isInStepOrWaiting(one, options, this.collector, historyOptions, this.resolved.stillHeld))
			return false;
		const { dry } = one.history;
		if (options.dryRun && dry && one.look) {
			this.toRemember.push(historyOptions.memory.dry(one.look.lookName, dry));
		}
		return true;
	}

	/** Keeps what was said of each record; the records that are looked at now get a new text. */
	private keepTexts(work: PendingRecord[]): void {
		const { memory } = this.historyOptions;
		const isLookedAt = new Set(work.map(({ record }) => record));
		for (const record of this.resolved.matches.keys()) {
			if (!this.isAsked(record)) continue;
			const text = this.reasons.get(record) ?? (isLookedAt.has(record) ? undefined : memory.textOf(record));
			if (text) this.toRemember.push(...memory.keepText(record, tellable(text, record)));
		}
	}

	private async allowance(work: PendingRecord[]): Promise<Classified['allowance']> {
		const { memory } = this.historyOptions;
		const { used, usedForThese } = memory.allowance(
			this.options.brake.allowOnce,
			work.map(({ record }) => record.key),
		);
		await memory.ask([used, usedForThese]);
		return { isThere: !memory.has(used) || memory.has(usedForThese), use: [used, usedForThese] };
	}

	private countHeld({ held }: Hold): void {
		for (const cause of CAUSES) if (held.includes(cause)) this.held[cause]++;
	}
}

/** Whether an earlier run may have said something of the record that this one doesn't see. */
function mayStand(
	{ failure, unresolved, isWarned, dry }: RecordHistory,
	look: LookHistory | undefined,
): boolean {
	const isOfALook = look && (look.attempts > 0 || look.failed.attempts > 0 || look.dry !== undefined);
	return isOfALook || failure.attempts > 0 || unresolved.attempts > 0 || isWarned || dry !== undefined;
}

function isInStepOrWaiting(
	one: PendingRecord,
	options: ClassifyOptions,
	collector: ResultCollector,
	{ memory, target: { links } }: HistoryOptions,
	stillHeld: BrakeVerdict | undefined,
): boolean {
	const { history } = one;
	const { system } = links;
	const plan = unchanged(one);
	const said = memory.textOf(one.record);
	// By hand a warning is told again, for which its details are read.
	if (history.inStep === 'now' && !(history.isWarned && options.retriesAll)) {
		collector.addCompared();
		collector.addInStep(plan, history.isWarned, said);
	} else if (history.unresolved.waits && !options.retriesAll) {
		collector.addCompared();
		collector.addStanding({
			...plan,
			reason: `${said ?? `In step but for what ${system} does not have yet`}; tried again later`,
			reasonCode: 'unresolved',
		});
	} else if (isHeld(history.held, stillHeld)) {
		collector.addHeldBefore(heldBefore(plan, history.held));
	} else if (history.drift.length > 0 && !options.retriesAll) {
		collector.addCompared();
		const reason = driftReason(history.drift, system);
		collector.addStanding({ ...plan, action: 'drift', reason, reasonCode: 'notWritable' });
	} else if (history.failure.waits && !options.retriesAll) {
		collector.addStanding(failedBefore(plan, history.failure.attempts, said));
	} else if (options.dryRun && history.dry && !options.retriesAll) {
		collector.addStanding(asTheLastDryRun(plan, history.dry, said));
	} else {
		return false;
	}
	return true;
}

/** How many records have a target by key. */
export function linkedIn(matches: ReadonlyMap<MappedRecord, Match>): number {
	return [...matches.values()].filter(({ kind }) => kind === 'key').length;
}

function unchanged({ record, match }: PendingRecord): Plan {
	const target = match.kind === 'none' ? undefined : match.target;
	return { record, target, action: 'unchanged', changes: [], warnings: [] };
}
