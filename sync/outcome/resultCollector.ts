import {
	counted,
	identifyingValues,
	maskPersonalNumbers,
	maskPrivateText,
	withoutValues,
	type MappedRecord,
	type Scheme,
} from '../../rules';
import { reasonCodeOf } from '../../base/errors';
import { resultOf, tellable, withoutSensitive } from './masking';
import { ACTIONS, type Action, type Change, type SyncResult, type SyncSummary } from '../contract/result';
import type { Plan } from '../contract/plan';
import type { LinkRules } from '../contract/schemeTarget';

export interface ResultOptions {
	dryRun: boolean;
	includeUnchanged: boolean;
	showSensitive: boolean;
}

/** More than this many standing records are counted but not listed. */
const STANDING_LISTED = 100;

const WARNED = 'What an earlier run warned of still stands; a run by hand tells it again';

/** Ends after which a record needn't be tried again before it changes. */
const SETTLED: readonly Action[] = ['created', 'linked', 'updated', 'unchanged', 'skipped', 'drift'];

/** What to do about a record that differs and can't be updated. */
export function driftReason(fields: string[], system: LinkRules['system']): string {
	return `Differs in ${fields.join(', ')}, which ${system}'s API can't update: correct it in ${system} by hand`;
}

/** Collects one run's results and its summary. */
export class ResultCollector {
	private readonly results: SyncResult[] = [];
	private readonly counts = Object.fromEntries(ACTIONS.map((action) => [action, 0])) as Record<
		Action,
		number
	>;
	private readonly listed: SyncSummary['standing'] = [];
	private readonly skipped: SyncSummary['standing'] = [];
	private readonly fullCompare = { done: 0, waiting: 0, everyDays: 1 };
	private readonly warnings: string[] = [];
	private readonly settled: number[] = [];
	/** Names and e-mails of people with a protected identity. */
	private readonly unnamed: string[];
	private heldBefore = 0;
	private brake?: SyncSummary['brake'];
	private canary?: SyncSummary['canary'];

	constructor(
		private readonly scheme: Scheme,
		private readonly options: ResultOptions,
		private readonly startedAt: number,
		records: MappedRecord[] = [],
	) {
		const isProtected = records.filter((record) => record.isProtected);
		this.unnamed = isProtected.flatMap(({ values }) => identifyingValues(values));
	}

	/** Another record's result may name a person whose identity is protected. */
	private hide(text: string): string {
		return this.unnamed.length > 0 ? withoutValues(text, this.unnamed) : text;
	}

	private withoutNames(result: SyncResult): SyncResult {
		if (this.unnamed.length === 0) return result;
		const { reason, error, warnings, changes } = result;
		const shown = (value: Change['from']) => (typeof value === 'string' ? this.hide(value) : value);
		return {
			...result,
			...(reason ? { reason: this.hide(reason) } : {}),
			...(error ? { error: this.hide(error) } : {}),
			warnings: warnings.map((text) => this.hide(text)),
			changes: changes.map(({ field, from, to }) => ({ field, from: shown(from), to: shown(to) })),
		};
	}

	/**
	 * A record's result; unchanged ones are only counted, unless they shall be included.
	 * @param isNews Its warnings weren't told yet: they are now, written or not. Else they stand.
	 */
	add(plan: Plan, more: Partial<SyncResult> = {}, isNews = false): void {
		const { dryRun, includeUnchanged, showSensitive } = this.options;
		const result = this.withoutNames(
			resultOf(plan, showSensitive, { ...more, ...(dryRun ? { dryRun: true as const } : {}) }),
		);
		const { action, key, label, warnings } = result;
		if (action === 'unchanged' && !isNews && warnings.length > 0) {
			this.list({ key, label, action, reason: warnings.join('. '), reasonCode: 'warningStands' });
		}
		if (dryRun)
			result.warnings.push(...plan.record.notes.map((note) => this.hide(tellable(note, plan.record))));
		this.counts[result.action]++;
		this.settle(plan);
		const isTold =
			result.action !== 'unchanged' || includeUnchanged || (isNews && result.warnings.length > 0);
		if (isTold) this.results.push(result);
	}

	/** Nothing is sent about the record, whatever the target holds. */
	addNotSent(record: MappedRecord, reason: string): void {
		this.add({ record, action: 'skipped', changes: [], warnings: [], reason, reasonCode: 'notSent' });
	}

	/** @returns What is said of it. */
	addFailure(plan: Plan, error: Error): string {
		const message = withoutSensitive(error, plan);
		const advice = 'advice' in error && error.advice ? `. ${String(error.advice)}` : '';
		const text = `${message}${advice}`;
		this.add({ ...plan, action: 'failed', reasonCode: reasonCodeOf(error) }, { error: text });
		return text;
	}

	/**
	 * A record that is as it was; what it warns of was told before.
	 * @param isWarned Its target was warned about as well.
	 * @param told What it said; only the target's details say that anew.
	 */
	addInStep(plan: Plan, isWarned: boolean, told = WARNED): void {
		this.add(isWarned ? { ...plan, warnings: [told] } : plan);
	}

	private settle({ record: { sourceId }, isUnresolved, action }: Plan): void {
		if (sourceId === undefined || this.options.dryRun || isUnresolved || !SETTLED.includes(action)) return;
		this.settled.push(sourceId);
	}

	/** A record that was told in an earlier run and still waits for a person or a change. */
	addStanding(plan: Plan): void {
		this.settle(plan);
		this.counts[plan.action]++;
		const { key, label } = plan.record;
		const { action, reason = '', reasonCode = 'internal' } = plan;
		this.list({ key, label, action, reason: tellable(reason, plan.record), reasonCode });
	}

	/** A record that is skipped on purpose takes no place from one that needs a person. */
	private list(given: SyncSummary['standing'][number]): void {
		const { listed, skipped } = this;
		const [label, reason] = [maskPersonalNumbers(given.label), this.hide(maskPrivateText(given.reason))];
		const standing = { ...given, label, reason };
		const isFull = listed.length + skipped.length >= STANDING_LISTED;
		if (standing.action === 'skipped') {
			if (!isFull) skipped.push(standing);
			return;
		}
		if (isFull) skipped.pop();
		if (listed.length < STANDING_LISTED) listed.push(standing);
	}

	/** The run could not even begin: all records wait. */
	deferAll(records: MappedRecord[], error: Error): void {
		const reason = error.message;
		const reasonCode = reasonCodeOf(error);
		this.warn(reason);
		for (const record of records) {
			this.addStanding({ record, action: 'deferred', changes: [], warnings: [], reason, reasonCode });
		}
	}

	addHeldBefore(plan: Plan): void {
		this.heldBefore++;
		this.addStanding(plan);
	}

	/** @param why What would happen to those that the brake holds since an earlier run, and how to let it. */
	warnOfHeld(why: string): void {
		this.warn(
			`${counted(this.heldBefore, 'record is', 'records are')} held by the safety brake since an earlier run: ${why}`,
		);
	}

	/** Whether any record is known to be in step. */
	get hasInStep(): boolean {
		return this.fullCompare.done > 0;
	}

	/** The record's details were compared in this period. */
	addCompared(): void {
		this.fullCompare.done++;
	}

	/** The record's turn to be compared has come, but the day's share for that is used up. */
	addWaitingCompare(plan: Plan, wasInStep: boolean, isWarned: boolean, told?: string): void {
		this.fullCompare.waiting++;
		if (wasInStep) this.addInStep(plan, isWarned, told);
		else {
			const reason = 'Waits for its full compare';
			this.addStanding({ ...plan, action: 'deferred', reason, reasonCode: 'waitsForCompare' });
		}
	}

	setBrake(brake: NonNullable<SyncSummary['brake']>): void {
		this.brake = brake;
	}

	setCanary(canary: NonNullable<SyncSummary['canary']>): void {
		this.canary = canary;
	}

	warn(given: string): void {
		const text = this.hide(given);
		const told = maskPersonalNumbers(text);
		if (!this.warnings.includes(told)) this.warnings.push(told);
	}

	/** @param usage Requests of this execution, and what is left of the day. */
	close(
		records: MappedRecord[],
		everyDays: number,
		usage: { kleer: number; cinode: number; dailyLeft: number | null },
		now: number,
	): { results: SyncResult[]; summary: SyncSummary } {
		const { counts, warnings } = this;
		const standing = [...this.listed, ...this.skipped];
		const summary: SyncSummary = {
			scheme: this.scheme,
			dryRun: this.options.dryRun,
			counts,
			records: records.length,
			requests: { kleer: usage.kleer, cinode: usage.cinode },
			durationMs: now - this.startedAt,
			dailyRequestsLeft: usage.dailyLeft,
			fullCompare: { ...this.fullCompare, everyDays },
			standing,
			...(records.some(({ sourceId }) => sourceId !== undefined) ? { settled: this.settled } : {}),
			...(this.heldBefore > 0 ? { held: this.heldBefore } : {}),
			...(this.brake ? { brake: this.brake } : {}),
			...(this.canary ? { canary: this.canary } : {}),
			needsAttention:
				counts.failed + counts.conflict + counts.drift > 0 || this.brake !== undefined || this.heldBefore > 0,
			warnings,
		};
		return { results: this.results, summary };
	}
}

/** The summary of a run that found another one at work. */
export function notRunSummary(scheme: Scheme, dryRun: boolean, records: number, reason: string): SyncSummary {
	const collector = new ResultCollector(scheme, { dryRun, includeUnchanged: false, showSensitive: false }, 0);
	const { summary } = collector.close([], 1, { kleer: 0, cinode: 0, dailyLeft: null }, 0);
	return { ...summary, records, notRun: reason };
}
