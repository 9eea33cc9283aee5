import type { MappedRecord } from '../../rules';
import { CAUSES, verdictOf, type BrakeVerdict } from '../brake/brake';
import { holdQuestions, recallHold, isHeld, type Hold } from '../memory/hold';
import { matchRecords } from './matchRecords';
import { numberQuestions, recallNumber } from '../memory/numbers';
import { recordHistory, type RecordHistory, type HistoryOptions } from '../memory/recordHistory';
import type { Match } from '../contract/match';
import { ACTIONS, type Action } from '../contract/result';
import type { ListedTarget } from '../contract/listedTarget';
import type { SchemeTarget } from '../contract/schemeTarget';

type Conflict = Match & { kind: 'conflict' };

export interface ResolveOptions {
	/** Keeps the lease during a long look. */
	stillOurs(): Promise<void>;
	dryRun: boolean;
	/** What waits, or was told already, is tried and told again: a run by hand, a push, an explanation. */
	retriesAll: boolean;
	takeOverKeys: boolean;
	/** The one record that the run is about: the others are matched beside it, and nothing is asked for their sake. */
	only?: MappedRecord;
}

/** What is known of a record that only a closer look can explain, at the cost of requests each time. */
export interface LookHistory extends Hold {
	/** The record's state without target: the plain list shows none. */
	stateHash: string;
	/** The name under which looks at it are kept. */
	lookName: string;
	/** Looks that ended in a conflict. */
	attempts: number;
	/** A conflict was found lately: it isn't looked at again yet. */
	waits: boolean;
	/** What the last dry run said, for the next one that a schedule starts. */
	dry?: Action;
	/** Writes that failed after the last look. */
	failed: { attempts: number; waits: boolean };
}

/** The name under which memory counts how often a write failed after a look. */
export function failedAfter(lookName: string): string {
	return `written ${lookName}`;
}

type HistoryOf = (record: MappedRecord) => RecordHistory;

export interface ResolvedMatches {
	matches: Map<MappedRecord, Match>;
	/** The targets that were matched, those of a closer look among them. */
	targets: ListedTarget[];
	historyOf: HistoryOf;
	/** Records that a closer look is about, in this run or lately. */
	looks: Map<MappedRecord, LookHistory>;
	/** What the safety brake holds since an earlier run, where that is still too much. */
	stillHeld?: BrakeVerdict;
	/** What to remember of the looks at strangers that carry a record's key. */
	lookedInVain: string[];
	/** Records whose target the list doesn't show, without proof that it is gone. */
	unproven: ReadonlySet<MappedRecord>;
}

/**
 * Matches by the plain list; looks closer only when a record to create is nowhere in it, or when a name or a key is
 * all that a record and its target have in common.
 */
export async function resolveMatches(
	records: MappedRecord[],
	listed: ListedTarget[],
	options: ResolveOptions,
	historyOptions: HistoryOptions,
): Promise<ResolvedMatches> {
	const { target, memory } = historyOptions;
	const match = async (targets: ListedTarget[]) => {
		const by = (historyOf?: HistoryOf) =>
			matchRecords(records, targets, target, {
				knowsLink: (record) => !historyOf || historyOf(record).linkKnown || historyOf(record).halfCreated,
				hasMet: (record) => !historyOf || historyOf(record).linkKnown,
				takeOver: options.takeOverKeys,
			});
		// The first round takes every link for known, so that memory can be asked about each pair.
		const historyOf = await recordHistory(by(), historyOptions);
		return { matches: by(historyOf), historyOf };
	};

	const first = await match(listed);
	const all = [...first.matches];
	const asked = options.only ? all.filter(([record]) => record === options.only) : all;
	const unlisted = asked
		.filter(([record, found]) => isNewcomer(record, found, first.historyOf, options))
		.map(([record]) => record);
	const looks = await foundLately(unlisted, listed, first.matches, options, historyOptions);
	const stillHeld = stillTooMany(first, looks, historyOptions);
	const untold = unlisted.filter((record) => {
		if (isHeld(first.historyOf(record).held, stillHeld)) {
			looks.delete(record);
			return false;
		}
		const look = looks.get(record);
		return !look?.dry && !isHeld(look?.held ?? [], stillHeld) && !look?.failed.waits;
	});
	const asking = untold.filter((record) => !looks.get(record)?.waits);
	// A look for a new record also serves those that wait. A look at doubtful keys doesn't: they may stand in every run.
	const isForAll = asking.length > 0;
	for (const look of looks.values()) look.waits &&= !isForAll;
	const newcomers = isForAll ? untold : [];
	const isAsked = new Set(newcomers);
	const strangers = await keysOnStrangers(asked, options, historyOptions);
	const doubts = asked.flatMap(([record, found]) => {
		if (found.kind === 'link') return isAsked.has(record) ? (found.doubts ?? []) : [];
		const waits = looks.get(record)?.waits || (!isForAll && strangers.get(record)?.waits);
		if (found.kind !== 'conflict' || waits || isIdle(record, found, target)) return [];
		return found.doubts ?? [];
	});
	const doubtful = [...new Set(doubts)];
	if (newcomers.length + doubtful.length === 0) {
		return { ...first, targets: listed, looks, stillHeld, lookedInVain: [], unproven: new Set() };
	}
	const keys = new Set(records.map(({ key }) => key));
	const unclaimed = listed.filter(({ key }) => !keys.has(key));
	const vanished = newcomers.filter((record) => first.historyOf(record).met);
	const unmatched = newcomers.filter((record) => first.matches.get(record)?.kind === 'none');
	const { stillOurs } = options;
	const { found, unproven } = await lookUp(vanished, historyOptions);
	const closer = [
		...(await target.findUnlisted({ newcomers, doubtful, unmatched, vanished, unclaimed, stillOurs })),
		...found,
	];
	const targets = [...new Map([...listed, ...closer].map((one) => [one.id, one])).values()];
	const second = closer.length > 0 ? await match(targets) : first;
	const lookedInVain = [...strangers].flatMap(([record, { lookName, attempts, waits }]) =>
		!waits && second.matches.get(record)?.kind === 'conflict' ? memory.lookedInVain(lookName, attempts) : [],
	);
	return { ...second, targets, looks, stillHeld, lookedInVain, unproven };
}

/**
 * Asks for targets that the list doesn't show any more by their ids: only the target system itself can say that one is
 * gone.
 */
async function lookUp(
	vanished: MappedRecord[],
	{ memory, target }: HistoryOptions,
): Promise<{ found: ListedTarget[]; unproven: ReadonlySet<MappedRecord> }> {
	const unproven = new Set<MappedRecord>();
	if (!target.lookUp || vanished.length === 0) return { found: [], unproven };
	await memory.ask(vanished.flatMap((record) => numberQuestions(memory.targetId(record))));
	const found: ListedTarget[] = [];
	for (const record of vanished) {
		const id = recallNumber(memory.targetId(record), (entry) => memory.has(entry));
		if (id === undefined) unproven.add(record);
		const one = id === undefined ? undefined : await target.lookUp(id);
		if (one) found.push(one);
	}
	return { found, unproven };
}

/** Conflicts of a record with a stranger that carries its key: a closer look may show that it is none. */
async function keysOnStrangers(
	matches: Array<[MappedRecord, Match]>,
	{ retriesAll }: ResolveOptions,
	{ memory }: HistoryOptions,
): Promise<Map<MappedRecord, { lookName: string; attempts: number; waits: boolean }>> {
	const found = matches.flatMap(([record, match]) =>
		match.kind === 'conflict' && match.isByKey && match.doubts
			? [{ record, lookName: `looked ${memory.stateHash(record, match.target)}` }]
			: [],
	);
	await memory.ask(found.flatMap(({ lookName }) => memory.failures(lookName)));
	return new Map(
		found.map(({ record, lookName }) => {
			const { attempts, waits } = memory.failure(lookName);
			return [record, { lookName, attempts, waits: waits && !retriesAll }];
		}),
	);
}

/** Whether the records that the brake holds would still trip it: one may have been corrected, or have left, meanwhile. */
function stillTooMany(
	{ matches, historyOf }: Pick<ResolvedMatches, 'matches' | 'historyOf'>,
	looks: Map<MappedRecord, LookHistory>,
	{ target, brakeLimits }: HistoryOptions,
): BrakeVerdict | undefined {
	const counts = { new: 0, identity: 0, salary: 0 };
	let linked = 0;
	const changed = { now: 0, later: 0 };
	for (const [record, match] of matches) {
		const { held, holdEntries, inStep, met, drift, failure, unresolved } = historyOf(record);
		const isLinked = match.kind === 'key' && target.skipReason(record, match.target) === undefined;
		const hasVanished = match.kind === 'none' && !record.notCreated && met;
		if (isLinked || hasVanished) linked++;
		const all = new Set([...held, ...(looks.get(record)?.held ?? [])]);
		for (const cause of CAUSES) if (all.has(cause)) counts[cause]++;
		if (!isLinked) continue;
		const isKnown = inStep !== 'unknown' || drift.length > 0 || failure.waits || unresolved.waits;
		if (holdEntries.length > 0) changed.now++;
		else if (!isKnown) changed.later++;
	}
	return verdictOf(counts, { linked, changed }, brakeLimits);
}

/**
 * Whether nothing would be done if the conflict were settled: a record that isn't created isn't linked either, and the
 * target that carries its key may need nothing.
 */
export function isIdle(
	record: MappedRecord,
	found: Conflict,
	target: Pick<SchemeTarget, 'skipReason'>,
): boolean {
	if (!record.notCreated) return false;
	if (!found.isByKey) return true;
	return found.target !== undefined && target.skipReason(record, found.target) !== undefined;
}

/** What earlier runs found about records of which the plain list shows nothing, or not enough. */
async function foundLately(
	unlisted: MappedRecord[],
	listed: ListedTarget[],
	matches: Map<MappedRecord, Match>,
	{ retriesAll, dryRun }: ResolveOptions,
	historyOptions: HistoryOptions,
): Promise<Map<MappedRecord, LookHistory>> {
	const { memory, brakeLimits } = historyOptions;
	// Which targets the list holds, and by what they are found: a new one may have settled the conflict. Anything else in
	// the list changes all day long.
	const all = unlisted.length > 0 ? memory.digest(listed.map(howToFind).sort()) : '';
	const found = unlisted.map((record) => {
		const stateHash = memory.stateHash(record, undefined);
		return { record, stateHash, lookName: `looked ${all} ${stateHash}` };
	});
	const told = dryRun && !retriesAll ? ACTIONS : [];
	await memory.ask(
		found.flatMap(({ lookName }) => [
			...memory.failures(lookName),
			...memory.failures(failedAfter(lookName)),
			...told.map((action) => memory.dry(lookName, action)),
			...holdQuestions(lookName, brakeLimits),
		]),
	);
	return new Map(
		found.map(({ record, stateHash, lookName }) => {
			const { attempts, waits } = memory.failure(lookName);
			// The list links it now.
			const isConflict = waits && !retriesAll && matches.get(record)?.kind !== 'link';
			const dry = told.find((action) => memory.has(memory.dry(lookName, action)));
			const failure = memory.failure(failedAfter(lookName));
			const failed = { ...failure, waits: failure.waits && !retriesAll };
			const held = recallHold(memory, lookName, brakeLimits);
			return [record, { stateHash, lookName, attempts, waits: isConflict, dry, failed, ...held }];
		}),
	);
}

function howToFind({ id, key, linkKeys, disconnected }: ListedTarget): string {
	return JSON.stringify([id, key, linkKeys, disconnected]);
}

/** Whether the record is to be created or linked for the first time: the list alone may not show its target. */
function isNewcomer(
	record: MappedRecord,
	match: Match,
	historyOf: HistoryOf,
	{ retriesAll }: ResolveOptions,
): boolean {
	const { inStep, failure, linkKnown, drift } = historyOf(record);
	// A namesake that carries another key may hide the one that has the record's number.
	const isHidden = match.kind === 'conflict' && match.doubts !== undefined && !match.isByKey;
	const isNew = match.kind === 'none' || (match.kind === 'link' && !linkKnown) || isHidden;
	const isTold = failure.waits || drift.length > 0;
	return isNew && !record.notCreated && inStep === 'unknown' && (retriesAll || !isTold);
}
