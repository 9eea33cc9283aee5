import type { MappedRecord } from '../../rules';
import type { BrakeLimits } from '../brake/brake';
import { holdQuestions, recallHold, type Hold } from './hold';
import type { ComparePlan } from './comparePeriod';
import type { RunMemory } from './runMemory';
import { numberEntries } from './numbers';
import { askSent, sentMarker, wasSent } from './sentChanges';
import type { Match } from '../contract/match';
import { ACTIONS, type Action } from '../contract/result';
import type { Known, Plan, PlannedChange } from '../contract/plan';
import type { SchemeTarget } from '../contract/schemeTarget';

/** A sync that rested for a weekend or a holiday still knows what was in step. */
const PERIODS_BACK = 10;

/** What an earlier run left about a record in the state that it is in now. */
export interface RecordHistory extends Known, Hold {
	stateHash: string;
	/** In step by the compare of this period, of the last one, or not as far as is known. */
	inStep: 'now' | 'before' | 'unknown';
	/** The compare that found it in step had something to warn of. */
	isWarned: boolean;
	/** What the last dry run said. */
	dry?: Action;
	failure: { attempts: number; waits: boolean };
	/** In step, except for something that it names and the target doesn't have yet. */
	unresolved: { attempts: number; waits: boolean };
	/** This record and this target have met in an earlier run. */
	linkKnown: boolean;
	/** The entries that say so: what was sent of the fields that can't be read back. */
	sent: string[];
	/** A record of this key had some target. */
	met: boolean;
	deferred: boolean;
	/** It waits for its first compare since an earlier run, and in which state it is then known to have been. */
	uncompared: 'no' | 'as now' | 'changed since';
	/** Fields that differ and can't be written, as the compare of this period found. */
	drift: string[];
}

export interface HistoryOptions {
	memory: RunMemory;
	target: SchemeTarget;
	compare: ComparePlan;
	brakeLimits: BrakeLimits;
}

/** Asks memory about all records at once: first what most are, then the rest about everything else. */
export async function recordHistory(
	matches: Map<MappedRecord, Match>,
	options: HistoryOptions,
): Promise<(record: MappedRecord) => RecordHistory> {
	const { memory, brakeLimits } = options;
	const entries = new Map([...matches].map(([record, match]) => [record, entriesOf(record, match, options)]));
	await memory.ask([...entries.values()].flatMap(({ now, sent, met }) => [now, met, ...sent.slice(0, 1)]));
	const rest = [...entries.values()].filter(({ now }) => !memory.has(now));
	await memory.ask(rest.flatMap((one) => restOf(one, memory, brakeLimits)));
	await askSent(
		memory,
		rest.map(({ record }) => record),
	);
	await memory.ask(
		rest.filter(({ drifts }) => memory.has(drifts)).flatMap(({ drift }) => drift.map(({ entry }) => entry)),
	);

	const known = new Map<MappedRecord, RecordHistory>();
	return (record) => {
		const asked = entries.get(record);
		if (!asked) throw new Error('A record was not asked about');
		const history = known.get(record) ?? historyIn(asked, memory, brakeLimits);
		known.set(record, history);
		return history;
	};
}

/** The entries that may be there about a record in the state that it is in now. */
interface HistoryEntries {
	record: MappedRecord;
	stateHash: string;
	/** In step by the compare of this period, and of those before. */
	now: string;
	before: string[];
	/** In step with something to warn of, this period's first. */
	warned: string[];
	met: string;
	/** The record drifts, and in which fields. */
	drifts: string;
	drift: Array<{ field: string; entry: string }>;
	/** What was sent of the fields that can't be read back: as it is now, and as it may have been. */
	sent: string[];
}

function entriesOf(
	record: MappedRecord,
	match: Match,
	{ memory, target, compare }: HistoryOptions,
): HistoryEntries {
	const found = match.kind === 'none' ? undefined : match.target;
	const stateHash = memory.stateHash(record, found);
	const period = compare.period(memory.spread(record, compare.everyDays));
	const { now, others } = target.unreadable(record);
	return {
		record,
		stateHash,
		now: memory.inStep(stateHash, period),
		before: Array.from({ length: PERIODS_BACK }, (_, index) => memory.inStep(stateHash, period - 1 - index)),
		warned: Array.from({ length: PERIODS_BACK + 1 }, (_, index) =>
			memory.inStep(stateHash, period - index, true),
		),
		met: memory.met(record),
		drifts: memory.hasDrift(stateHash, period),
		drift: target.driftFields.map((field) => ({ field, entry: memory.driftIn(stateHash, period, field) })),
		sent: found ? [now, ...others].map((values) => memory.unreadable(record, found.id, values)) : [],
	};
}

/** What else there is to ask about a record that isn't in step. */
function restOf(
	{ record, before, warned, sent, stateHash, drifts }: HistoryEntries,
	memory: RunMemory,
	brakeLimits: BrakeLimits,
): string[] {
	return [
		...before,
		...warned,
		...holdQuestions(stateHash, brakeLimits),
		...sent,
		...memory.failures(stateHash),
		...memory.failures(unresolved(stateHash)),
		...ACTIONS.map((action) => memory.dry(stateHash, action)),
		memory.creating(record),
		memory.deferred(record),
		...Object.values(memory.uncompared(record, stateHash)),
		drifts,
		sentMarker(memory, record),
	];
}

/** What memory holds of what was asked. */
function historyIn(
	{ record, now, before, warned, sent, stateHash, met, drift }: HistoryEntries,
	memory: RunMemory,
	brakeLimits: BrakeLimits,
): RecordHistory {
	const has = (entry = '') => memory.has(entry);
	const linkKnown = sent.some(has);
	const uncompared = memory.uncompared(record, stateHash);
	return {
		stateHash,
		inStep: [now, warned[0]].some(has) ? 'now' : [...before, ...warned].some(has) ? 'before' : 'unknown',
		isWarned: isWarnedLast([now, ...before], warned, has),
		...recallHold(memory, stateHash, brakeLimits),
		dry: ACTIONS.find((action) => memory.has(memory.dry(stateHash, action))),
		failure: memory.failure(stateHash),
		unresolved: memory.failure(unresolved(stateHash)),
		linkKnown,
		sent: sent.filter(has),
		met: memory.has(met),
		unreadable: has(sent[0]) ? 'same' : linkKnown ? 'changed' : 'unknown',
		halfCreated: memory.has(memory.creating(record)),
		deferred: memory.has(memory.deferred(record)),
		uncompared: !has(uncompared.waits) ? 'no' : has(uncompared.as) ? 'as now' : 'changed since',
		drift: drift.filter(({ entry }) => memory.has(entry)).map(({ field }) => field),
		isUnkept: (change) => wasSent(memory, record, change, 'unkept'),
	};
}

/** The newest compare that is known decides: one that found nothing ends an older warning. */
function isWarnedLast(quiet: string[], warned: string[], has: (entry: string) => boolean): boolean {
	const newest = warned.findIndex((entry, period) => has(entry) || has(quiet[period] ?? ''));
	return newest >= 0 && has(warned[newest] ?? '');
}

/** When the period of the newest compare that found the record as it is now began, in milliseconds since 1970. */
export function lastCompared(
	record: MappedRecord,
	{ stateHash }: Pick<RecordHistory, 'stateHash'>,
	{ memory, compare }: HistoryOptions,
): number | undefined {
	const spread = memory.spread(record, compare.everyDays);
	const period = compare.period(spread);
	for (let back = 0; back <= PERIODS_BACK; back++) {
		const found = [false, true].some((isWarned) =>
			memory.has(memory.inStep(stateHash, period - back, isWarned)),
		);
		if (found) return compare.beganAt(period - back, spread);
	}
	return undefined;
}

/** When a record that waits is tried again, in milliseconds since 1970; absent: it doesn't wait. */
export function triedAgainAt(
	{ stateHash }: Pick<RecordHistory, 'stateHash'>,
	memory: RunMemory,
): number | undefined {
	return memory.triedAgainAt(stateHash) ?? memory.triedAgainAt(unresolved(stateHash));
}

/** The name under which the tries of a record that lacks something in the target are kept. */
function unresolved(stateHash: string): string {
	return `unresolved ${stateHash}`;
}

/**
 * What a record in step leaves in memory, and what of it is over.
 * @param plan Where it names something that the target doesn't have yet, it is tried again.
 * @param lasting Changes that were sent and weren't kept: they stand as drift.
 */
export function inStepEntries(
	plan: Plan,
	found: { id: number; listState: string },
	history: RecordHistory,
	{ memory, target, compare }: HistoryOptions,
	lasting: PlannedChange[] = [],
): { remember: string[]; forget: string[] } {
	const { record } = plan;
	const period = compare.period(memory.spread(record, compare.everyDays));
	const stateHash = memory.stateHash(record, found);
	const isWarned = plan.warnings.length > 0;
	// A mend by hand can't be seen here: the next compare reports it for the last time.
	const isUnsent = plan.isUnsent && history.inStep !== 'before';
	const sent = memory.unreadable(record, found.id, target.unreadable(record).now);
	return {
		remember: [
			...(plan.isUnresolved
				? memory.failedAgain(unresolved(stateHash), history.unresolved.attempts)
				: lasting.length > 0
					? driftOf(memory, stateHash, period, fieldsIn(lasting))
					: [memory.inStep(stateHash, period, isWarned)]),
			...(isUnsent ? [] : [sent]),
			memory.met(record),
			// Only where it serves to find the target again: seven more entries for each record.
			...(target.lookUp ? numberEntries(memory.targetId(record), found.id) : []),
		],
		forget: [
			// By hand it was compared a second time, and ended otherwise.
			memory.inStep(stateHash, period, !isWarned),
			...history.holdEntries,
			...Object.values(memory.uncompared(record, history.stateHash)),
			// Else a value that comes back after another one would pass for sent.
			...(isUnsent ? [] : history.sent.filter((entry) => entry !== sent)),
		].filter((entry) => memory.has(entry)),
	};
}

/** What a record leaves in memory that differs and can't be written. */
export function driftEntries(
	record: MappedRecord,
	stateHash: string,
	fields: string[],
	{ memory, compare }: HistoryOptions,
): string[] {
	const period = compare.period(memory.spread(record, compare.everyDays));
	return driftOf(memory, stateHash, period, fields);
}

function driftOf(memory: RunMemory, stateHash: string, period: number, fields: string[]): string[] {
	return [
		memory.hasDrift(stateHash, period),
		...fields.map((field) => memory.driftIn(stateHash, period, field)),
	];
}

function fieldsIn(changes: PlannedChange[]): string[] {
	return [...new Set(changes.map(({ field }) => field))];
}
