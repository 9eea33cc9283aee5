import type { MappedRecord, ReasonCode } from '../../rules';
import { attempt } from '../../base/attempt';
import {
	LeaseLostError,
	reasonCodeOf,
	VendorError,
	defersTheRest,
	isAnswerLost,
	mayBeDone,
	mayBeEverybodys,
	stopsTheRun,
} from '../../base/errors';
import type { Lease } from './lease';
import type { Cause } from '../brake/brake';
import { writesOf, type Canary } from './canary';
import { holdCausesOf, holdEntries, holdReason } from '../memory/hold';
import { failedAfter } from '../match/resolveMatches';
import { appearedReason, foundTwice, inOwnOrder, twiceReason } from './creations';
import { forEachLimited } from '../../base/pool';
import { driftEntries, inStepEntries, type HistoryOptions } from '../memory/recordHistory';
import { driftReason, type ResultCollector } from '../outcome/resultCollector';
import { errorWithoutSensitive, tellable } from '../outcome/masking';
import { hasVanished, type PendingRecord } from './pendingRecord';
import type { ListedTarget } from '../contract/listedTarget';
import type { Match } from '../contract/match';
import type { Plan, PlannedChange } from '../contract/plan';
import type { SchemeTarget } from '../contract/schemeTarget';
import { WriteCheck, asKept } from './writeCheck';

/** Records that are read or written at the same time; the limiter sets the pace. */
const AT_ONCE = 8;
/** Finished records are put to memory in batches of this size, so that a kill costs little. */
const REMEMBER_EVERY = 100;
/**
 * That many refusals without a single success mean that the right is missing, not that the record is special; where
 * others are known to be in step, a few may well be special.
 */
const REFUSALS_THAT_STOP = { first: 3, later: 20 };

export interface WriterDependencies {
	target: SchemeTarget;
	/** Read again before every record; absent where nothing is remembered. */
	lease?: Pick<Lease, 'check'>;
	/** Told of each record that was written. */
	onWritten?(record: MappedRecord): void;
}

/** Plans and writes the records that need it, and keeps memory in step with what was done. */
export class Writer {
	private entries: string[] = [];
	/** Signs of creations that are complete by now. */
	private finished: string[] = [];
	/** Targets that this run took out of the list, as far as it shows only active ones. */
	leftTheList = 0;
	/** Records that could not be written. */
	private failures = 0;
	private refusals = 0;
	private successes = 0;
	private readonly created: MappedRecord[] = [];
	private readonly check: WriteCheck;

	constructor(
		private readonly deps: WriterDependencies,
		private readonly historyOptions: HistoryOptions,
		private readonly collector: ResultCollector,
		private readonly options: { dryRun: boolean; byHand: boolean; workflow: string },
		private readonly canary: Canary,
	) {
		this.check = new WriteCheck(deps.target, historyOptions.memory, canary, (entries) =>
			this.entries.push(...entries),
		);
	}

	async plan(work: PendingRecord[]): Promise<void> {
		this.countAnew();
		await this.each(work, async (one) => {
			await this.deps.lease?.check();
			if (one.isUnproven) throw this.unproven(one);
			const plan = await this.deps.target.plan(one.record, one.match, one.history);
			if (plan.payload) one.plan = plan;
			else await this.finish(one, plan);
		});
	}

	/** Tells the results of a dry run. */
	tell(work: PendingRecord[]): void {
		const { memory } = this.historyOptions;
		for (const { plan, history, look } of planned(work)) {
			this.collector.add(plan);
			this.keepText(plan);
			for (const state of look ? [history.stateHash, look.lookName] : [history.stateHash]) {
				this.entries.push(memory.dry(state, plan.action));
			}
		}
	}

	/** Tells once what the brake holds back, and remembers it until the record or the limits change. */
	hold(work: PendingRecord[], tripped: Cause[]): void {
		const { brakeLimits } = this.historyOptions;
		for (const one of planned(work)) {
			const { plan, history, look } = one;
			const held = holdCausesOf({ plan, hasVanished: hasVanished(one) }, tripped);
			const reason = `${holdReason(held)}; would be ${plan.action}`;
			this.collector.add({ ...plan, action: 'deferred', reason, reasonCode: 'heldByBrake' });
			for (const state of look ? [history.stateHash, look.lookName] : [history.stateHash]) {
				const entries = holdEntries(state, brakeLimits);
				this.entries.push(...entries.flatMap(({ as, entry }) => (held.includes(as) ? [entry] : [])));
			}
		}
	}

	/**
	 * Writes one record of each kind and reads it back.
	 * @returns The changes that weren't kept, none when all were; what is left to write is in `rest`.
	 */
	async tryCanary(work: PendingRecord[]): Promise<{ unkept: PlannedChange[]; rest: PendingRecord[] }> {
		const chosen = this.canary.choose(planned(work));
		const failuresBefore = this.failures;
		const rest = work.filter((one) => !chosen.some(({ record }) => record === one.record));
		const unkept = await this.check.readingBack(async () => await this.write(chosen));
		// One that could not be written proves nothing.
		const isProof = this.failures === failuresBefore;
		if (isProof) this.collector.setCanary(canaryOutcome(chosen, unkept));
		if (unkept.length > 0) this.entries.push(...this.canary.failedOn(unkept));
		else if (isProof) this.entries.push(...this.canary.passed());
		return { unkept, rest };
	}

	/** Goes on as if all had been kept. */
	acceptCanary(): void {
		this.entries.push(...this.canary.passed());
	}

	/** Tells what waits because a canary wasn't kept. A record without a plan could become anything. */
	holdForCanary(work: PendingRecord[], reason: string): void {
		for (const one of work) {
			const plan = this.planOf(one);
			const held = { ...plan, action: 'deferred', reasonCode: 'heldByCanary' } as const;
			if (one.plan) this.collector.add({ ...held, reason: `${reason}; would be ${plan.action}` });
			else this.collector.addStanding({ ...held, reason });
		}
	}

	async write(work: PendingRecord[]): Promise<void> {
		const { memory } = this.historyOptions;
		const ready = inOwnOrder(planned(work), this.options.workflow, this.deps.target.links);
		// This is remembered before the first creation, so that a half-created record is known for ours even after a kill.
		await memory.remember(
			ready.filter(({ plan }) => plan.action === 'created').map(({ record }) => memory.creating(record)),
		);
		await this.each(ready, async (one) => {
			await this.deps.lease?.check();
			await this.writeOne(one, one.plan);
		});
	}

	/** Tells what another workflow created at the same moment as this run. What was written is told in any case. */
	async tellFoundTwice(): Promise<void> {
		const { target } = this.deps;
		const { system, noun } = target.links;
		const look = await attempt(() => foundTwice(this.created, target));
		if (!look.ok) {
			const { message } = look.error as Error;
			return this.collector.warn(`Whether another workflow created the same was not looked at: ${message}`);
		}
		for (const { record, targets } of look.value) {
			const reason = twiceReason(system, targets, noun ?? 'record');
			const plan: Plan = { record, action: 'conflict', changes: [], warnings: [] };
			this.collector.add({ ...plan, reason, reasonCode: 'createdTwice' });
		}
	}

	async flush(): Promise<void> {
		const { entries, finished } = this;
		this.entries = [];
		this.finished = [];
		await this.historyOptions.memory.remember(entries);
		await this.historyOptions.memory.forget(finished);
	}

	private async writeOne(one: PendingRecord, plan: Plan): Promise<void> {
		const { target } = this.deps;
		let isCreated = false;
		let made: ListedTarget | undefined;
		if (plan.action === 'created' && (await target.hasAppeared?.(one.record))) {
			this.neverBegan(one);
			return this.defer(one, appearedReason(target.links.system), 'appeared');
		}
		const noteCreated = (created?: ListedTarget) => {
			isCreated = true;
			made = created;
		};
		const outcome = await attempt(() => target.apply(plan, noteCreated));
		if (outcome.ok) {
			this.deps.onWritten?.(one.record);
			return await this.finish(one, plan, await this.check.seen(plan, outcome.value));
		}
		const { error } = outcome;
		if (!isCreated && !mayBeDone(error)) this.neverBegan(one);
		if (!isAnswerLost(error) || (plan.action === 'created' && !made)) throw error;
		// The write may have been done, or may still be done: look, and send what is missing.
		const again = made
			? await target.plan(one.record, matchOfMade(made, one.record), { ...one.history, halfCreated: true })
			: await target.plan(one.record, one.match, one.history);
		if (again.payload && target.duplicatesOnRetry?.(again.payload)) throw error;
		const applied = again.payload ? await target.apply(again) : undefined;
		this.deps.onWritten?.(one.record);
		await this.finish(one, { ...again, action: plan.action, changes: plan.changes }, applied);
	}

	/** The record is in step now. */
	private async finish(
		one: PendingRecord,
		plan: Plan,
		applied?: { targetId: number; listState: string; warnings: string[] },
	) {
		const { memory } = this.historyOptions;
		if (plan.action === 'drift') return this.finishDrift(one, plan);
		if (applied && plan.changes.some(({ name }) => name === 'status')) this.leftTheList++;
		const unkept = this.check.note(one.record, applied);
		const lasting = [...unkept, ...(plan.unkept ?? [])];
		const found = applied ? { id: applied.targetId, listState: applied.listState } : plan.target;
		if (found && plan.action !== 'skipped') {
			this.keepText(plan);
			// A warning that a dry run tells is news to the first real one.
			if (this.options.dryRun && plan.warnings.length > 0) {
				this.entries.push(memory.dry(one.history.stateHash, plan.action));
			} else {
				const { remember, forget } = inStepEntries(plan, found, one.history, this.historyOptions, lasting);
				this.entries.push(...remember);
				this.finished.push(...forget, ...(one.look?.holdEntries ?? []));
			}
			this.collector.addCompared();
		}
		if (one.history.halfCreated || plan.action === 'created') {
			this.finished.push(memory.creating(one.record));
		}
		if (plan.action === 'created' && !this.options.dryRun) this.created.push(one.record);
		this.collector.add(
			asKept(
				{ ...plan, warnings: [...plan.warnings, ...(applied?.warnings ?? [])] },
				unkept,
				this.deps.target,
			),
			applied ? { targetId: applied.targetId } : {},
			one.history.inStep !== 'before' || (plan.warnings.length > 0 && !one.history.isWarned),
		);
		if (this.entries.length >= REMEMBER_EVERY) await this.flush();
	}

	/** The record differs, and nothing can be written: said once, then kept as standing. */
	private finishDrift({ record, history }: PendingRecord, plan: Plan) {
		const fields = plan.changes.map(({ field }) => field);
		const told = {
			...plan,
			reason: plan.reason ?? driftReason(fields, this.deps.target.links.system),
			reasonCode: plan.reasonCode ?? 'notWritable',
		} satisfies Plan;
		// A change that was sent in vain was told when it was sent.
		if (plan.unkept && !this.options.byHand && !this.options.dryRun) this.collector.addStanding(told);
		else this.collector.add(told);
		if (this.options.dryRun) this.keepText(told);
		this.collector.addCompared();
		this.entries.push(
			...(this.options.dryRun
				? [this.historyOptions.memory.dry(history.stateHash, 'drift')]
				: driftEntries(record, history.stateHash, fields, this.historyOptions)),
		);
	}

	/** Does the task for every record. A failure becomes a result; an error that stops the run is thrown. */
	private async each<T extends PendingRecord>(work: T[], task: (one: T) => Promise<void>): Promise<void> {
		let waitsFor: Error | undefined;
		let isLeaseLost = false;
		await forEachLimited(work, AT_ONCE, async (one) => {
			if (waitsFor) {
				// After the lease is lost, the run that has it now may have begun the record.
				if (!isLeaseLost) this.neverBegan(one);
				return this.defer(one, waitsFor.message, reasonCodeOf(waitsFor));
			}
			const outcome = await attempt(() => task(one));
			if (outcome.ok) {
				this.successes++;
			} else if (defersTheRest(outcome.error)) {
				waitsFor = outcome.error as Error;
				isLeaseLost ||= outcome.error instanceof LeaseLostError;
				this.defer(one, waitsFor.message, reasonCodeOf(waitsFor));
			} else if (stopsTheRun(outcome.error)) {
				throw errorWithoutSensitive(outcome.error, this.planOf(one));
			} else {
				const plan = this.planOf(one);
				// The failure is remembered even when it stops the run, so that the next run begins with the others.
				this.fail(one, outcome.error as Error);
				if (this.isRefusedThroughout(outcome.error)) throw errorWithoutSensitive(outcome.error, plan);
			}
		});
	}

	private unproven({ record }: PendingRecord): VendorError {
		const { system } = this.deps.target.links;
		return new VendorError(
			system,
			'invalid',
			`${record.label} was in ${system} before, and its list doesn't show it now: not created a second time`,
			{ advice: `Look for it in ${system}. Was it removed there on purpose, change its key` },
		);
	}

	/** Begins to count refusals anew: planning and writing ask for different rights. */
	countAnew() {
		this.refusals = 0;
		this.successes = 0;
	}

	/** A record that was never begun may be made by hand meanwhile, and isn't ours to finish then. */
	private neverBegan({ plan, record, history }: PendingRecord) {
		if (plan?.action !== 'created' || history.halfCreated) return;
		this.finished.push(this.historyOptions.memory.creating(record));
	}

	private defer(one: PendingRecord, reason: string, reasonCode: ReasonCode) {
		this.failures++;
		const { memory } = this.historyOptions;
		this.collector.add({ ...this.planOf(one), action: 'deferred', reason, reasonCode });
		this.collector.warn(reason);
		this.entries.push(memory.deferred(one.record));
		one.plan = undefined;
	}

	private fail(one: PendingRecord, error: Error) {
		this.failures++;
		const { memory } = this.historyOptions;
		const said = this.collector.addFailure(this.planOf(one), error);
		this.entries.push(...memory.keepText(one.record, said));
		const { stateHash, failure } = one.history;
		for (const about of one.look ? [stateHash, failedAfter(one.look.lookName)] : [stateHash]) {
			this.entries.push(...memory.failedAgain(about, failure.attempts));
		}
		one.plan = undefined;
	}

	/** Keeps what there is to say of the record for runs that don't look at it. */
	private keepText({ record, reason = '', warnings }: Plan) {
		const text = tellable([reason, ...warnings].filter(Boolean).join('. '), record);
		this.entries.push(...this.historyOptions.memory.keepText(record, text));
	}

	private isRefusedThroughout(error: unknown): boolean {
		if (!mayBeEverybodys(error)) return false;
		this.refusals++;
		const limit = this.collector.hasInStep ? REFUSALS_THAT_STOP.later : REFUSALS_THAT_STOP.first;
		return this.successes === 0 && this.refusals >= limit;
	}

	private planOf({ record, match, plan }: PendingRecord): Plan {
		const target = match.kind === 'none' ? undefined : match.target;
		return plan ?? { record, target, action: 'failed', changes: [], warnings: [] };
	}
}

/** What this run has created, with or without its key yet. */
function matchOfMade(target: ListedTarget, { key }: MappedRecord): Match {
	return { kind: target.key === key ? 'key' : 'link', target };
}

function planned(work: PendingRecord[]): Array<PendingRecord & { plan: Plan }> {
	return work.filter((one): one is PendingRecord & { plan: Plan } => one.plan !== undefined);
}

function canaryOutcome(chosen: Array<{ plan: Plan }>, unkept: PlannedChange[]) {
	const names = new Set(unkept.map(({ name }) => name));
	const writes = chosen.flatMap(({ plan }) => writesOf(plan));
	return {
		kept: writes.filter(({ field }) => !names.has(field)),
		unkept: writes.filter(({ field }) => names.has(field)),
	};
}
