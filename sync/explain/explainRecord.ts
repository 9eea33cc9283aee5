import {
	SCHEMES,
	identifyingValues,
	maskPersonalNumbers,
	readableKey,
	withoutValues,
	type MappedRecord,
} from '../../rules';
import { attempt, defersTheRest, reasonCodeOf, stopsTheRun } from '../../base';
import { checkBrake } from '../brake/brake';
import { holdReason, isHeld, type HoldCause } from '../memory/hold';
import type { Match } from '../contract/match';
import type { Plan } from '../contract/plan';
import { resolveMatches, type LookHistory, type ResolvedMatches } from '../match/resolveMatches';
import { planCompare } from '../memory/comparePeriod';
import { Onlooker } from '../memory/onlooker';
import { lastCompared, triedAgainAt, type HistoryOptions } from '../memory/recordHistory';
import { NoStore, SignedSet, type MemoryStore } from '../memory/store';
import { errorWithoutSensitive, tellable, withoutSensitive } from '../outcome/masking';
import { driftReason } from '../outcome/resultCollector';
import { PushMemory } from '../push/pushMemory';
import { linkedIn } from '../run/classify';
import { Lease } from '../run/lease';
import { hasVanished } from '../run/pendingRecord';
import { memoryOf, underLease, type OpenedTarget, type SyncJob } from '../run/syncJob';
import { planWithoutDetails } from '../run/verdicts';
import { alikeTargets, candidatesOf } from './candidates';
import type { ExplainedMemory, ExplainedOutcome, Explanation } from './explanation';
import { explainRows } from './explainRows';
import { findRecords } from './findRecord';

/** More to choose from than this says nothing. */
const CHOICES = 20;
/** A run at work is waited for so many quarters of a second; then memory isn't looked at. */
const LOOKS = 60;

/**
 * What would happen to one record, and why: matched, compared, planned and judged by what a run uses, with what a run
 * remembers. Nothing is written, in the target or in memory.
 * @param asked What the record is known by; empty means the only one that is given.
 * @throws VendorError when nothing can go on, as `runSync` does.
 */
export async function explainRecord(job: SyncJob, asked: string): Promise<Explanation> {
	const { scheme, records, options } = job;
	const found = asked.trim() === '' && records.length === 1 ? records : findRecords(records, asked);
	const [record] = found;
	const base = { explained: scheme, asked: maskPersonalNumbers(asked), isDryRun: options.dryRun };
	const opened = await job.open();
	const { kleer, cinode } = opened.usage();
	if (record && found.length > 1) {
		const choices = found
			.slice(0, CHOICES)
			.map(({ key, label }) => ({ key, label: maskPersonalNumbers(label) }));
		return { ...base, found: 'several', choices, requests: { kleer, cinode } };
	}
	const part = record ? await explainOne(job, opened, record) : await findTargets(job, opened, asked);
	const { kleer: kleerNow, cinode: cinodeNow } = opened.usage();
	return { ...base, ...nameless(part, records), requests: { kleer: kleerNow, cinode: cinodeNow } };
}

/** Another record's page may name a person whose identity is protected. */
function nameless(part: Part, records: readonly MappedRecord[]): Part {
	const unnamed = records.flatMap((one) => (one.isProtected ? identifyingValues(one.values) : []));
	if (unnamed.length === 0) return part;
	const hide = (told: unknown): unknown => {
		if (typeof told === 'string') return withoutValues(told, unnamed);
		if (Array.isArray(told)) return told.map(hide);
		if (typeof told !== 'object' || told === null) return told;
		return Object.fromEntries(Object.entries(told).map(([name, one]) => [name, hide(one)]));
	};
	return hide(part) as Part;
}

type Part = Omit<Explanation, 'explained' | 'asked' | 'isDryRun' | 'requests'>;

/** What only the target has: a record that the source doesn't know. */
async function findTargets({ records }: SyncJob, { target }: OpenedTarget, asked: string): Promise<Part> {
	const listed = await target.list(records.length);
	return { found: 'none', targets: alikeTargets(listed, asked) };
}

async function explainOne(job: SyncJob, opened: OpenedTarget, record: MappedRecord): Promise<Part> {
	const { rows, clock, owner, options, records } = job;
	const { target } = opened;
	const about = aboutOf(record);
	const nameOf = (field: string) => target.fieldName(field);
	if (record.notSent) {
		const outcome: ExplainedOutcome = {
			action: 'skipped',
			reason: record.notSent,
			reasonCode: 'notSent',
			warnings: [],
		};
		return { found: 'one', record: about, outcome, rows: explainRows(record, undefined, nameOf) };
	}
	const listed = await target.list(records.length);
	const wanted = records.filter(({ notSent }) => !notSent);
	await target.prepare?.(wanted);
	const lease = rows && (await Lease.waitFor(rows.workflow, clock, owner, LOOKS));
	return await underLease(lease, async () => {
		const onlooker = new Onlooker(rows && lease ? storeOf(job, new SignedSet(rows.node)) : new NoStore());
		const memory = memoryOf(job, onlooker, opened.memoryKey);
		const now = clock.now();
		const compare = planCompare(records.length, options.compareShare, options.requestsPerDay, now);
		const historyOptions: HistoryOptions = { memory, target, compare, brakeLimits: options.brake };
		try {
			await memory.open();
			const resolved = await resolveMatches(
				wanted,
				listed,
				{ ...options, retriesAll: true, only: record, stillOurs: async () => await lease?.check() },
				historyOptions,
			);
			target.onMatched?.(resolved.matches);
			const match = resolved.matches.get(record) ?? { kind: 'none' };
			await memory.takeTexts([record]);
			const seen = { record, match, resolved, historyOptions };
			const { outcome, plan } = await planned(seen);
			return {
				found: 'one',
				record: about,
				match: {
					...matchOf(match, record),
					candidates: candidatesOf(record, match, resolved.targets, target),
				},
				outcome,
				rows: explainRows(record, plan, nameOf),
				memory: rows && !lease ? { isRead: false, isBusy: true } : memoryIn(seen),
			};
		} finally {
			await onlooker.leave();
		}
	});
}

/** One record as a run sees it. */
interface Seen {
	record: MappedRecord;
	match: Match;
	resolved: ResolvedMatches;
	historyOptions: HistoryOptions;
}

/** Where a run of this kind remembers. */
function storeOf({ scheme }: SyncJob, store: SignedSet): MemoryStore {
	return SCHEMES[scheme].startedBy === 'event' ? new PushMemory(store) : store;
}

function aboutOf(record: MappedRecord): Explanation['record'] {
	const { key, label, active, isProtected, warnings, notes } = record;
	return {
		key: readableKey(key),
		label: maskPersonalNumbers(label),
		...(active === undefined ? {} : { active }),
		...(isProtected ? { isProtected } : {}),
		warnings: warnings.map((text) => tellable(text, record)),
		notes: notes.map((text) => tellable(text, record)),
	};
}

function matchOf(match: Match, record: MappedRecord) {
	if (match.kind !== 'conflict') return { kind: match.kind };
	const { kind, reason, reasonCode } = match;
	return { kind, reason: tellable(reason, record), reasonCode };
}

/** What a run by hand would do, as far as it plans anything, and what the brake says of it. */
async function planned(seen: Seen): Promise<{ outcome: ExplainedOutcome; plan?: Plan }> {
	const { record, match, resolved, historyOptions } = seen;
	const { target } = historyOptions;
	const verdict = planWithoutDetails(record, match, target);
	if (verdict) return { outcome: outcomeOf(verdict) };
	if (resolved.unproven.has(record)) {
		const reason = `It was in ${target.links.system} before, and its list doesn't show it now: it isn't created a second time`;
		return { outcome: { action: 'failed', reason, reasonCode: 'invalid', warnings: [] } };
	}
	const history = resolved.historyOf(record);
	const none: Plan = { record, action: 'failed', changes: [], warnings: [] };
	const made = await attempt(async () => await target.plan(record, match, history));
	if (!made.ok) {
		if (stopsTheRun(made.error) || defersTheRest(made.error)) throw errorWithoutSensitive(made.error, none);
		const error = made.error as Error & { advice?: string };
		const text = withoutSensitive(error, none);
		const outcome: ExplainedOutcome = {
			action: 'failed',
			error: error.advice ? `${text}. ${error.advice}` : text,
			reasonCode: reasonCodeOf(error),
			warnings: [],
		};
		return { outcome };
	}
	const plan = asDrift(made.value, target.links.system);
	const brake = plan.payload ? brakeOf(plan, seen) : undefined;
	return { plan, outcome: { ...outcomeOf(plan), ...(brake ? { brake } : {}) } };
}

/** As results say it. */
function asDrift(plan: Plan, system: 'Cinode' | 'Kleer'): Plan {
	if (plan.action !== 'drift' || plan.reason) return plan;
	const fields = plan.changes.map(({ field }) => field);
	return { ...plan, reason: driftReason(fields, system), reasonCode: plan.reasonCode ?? 'notWritable' };
}

function outcomeOf({ record, action, reason, reasonCode, warnings }: Plan): ExplainedOutcome {
	return {
		action,
		...(reason ? { reason: tellable(reason, record) } : {}),
		...(reasonCode ? { reasonCode } : {}),
		warnings: warnings.map((text) => tellable(text, record)),
	};
}

/** Why the brake would stop the write: as one more of those that it holds, or since it holds this one. */
function brakeOf(plan: Plan, { record, match, resolved, historyOptions }: Seen): string[] | undefined {
	const { matches, historyOf, looks, stillHeld } = resolved;
	const history = historyOf(record);
	const as = [...new Set([...history.held, ...(looks.get(record)?.held ?? [])])];
	if (stillHeld && isHeld(as, stillHeld)) return [holdReason(as), ...stillHeld.reasons];
	const held = { new: 0, identity: 0, salary: 0 };
	for (const other of matches.keys()) {
		const one = historyOf(other);
		if (other === record || !isHeld(one.held, stillHeld)) continue;
		for (const cause of ['new', 'identity', 'salary'] as const) if (one.held.includes(cause)) held[cause]++;
	}
	const verdict = checkBrake(
		{
			plans: [{ plan, hasVanished: hasVanished({ record, match, history }) }],
			linked: linkedIn(matches),
			changed: { now: 0, later: 0 },
			held,
		},
		historyOptions.brakeLimits,
	);
	return verdict?.reasons;
}

/** What memory holds of the record in the state that it is in now. */
function memoryIn({ record, resolved, historyOptions }: Seen): ExplainedMemory {
	const { memory } = historyOptions;
	if (!memory.isTrusted) return { isRead: false };
	const history = resolved.historyOf(record);
	const look: LookHistory | undefined = resolved.looks.get(record);
	const comparedAt = lastCompared(record, history, historyOptions);
	const again = triedAgainAt(history, memory);
	const said = memory.textOf(record);
	const held: HoldCause[] = [...new Set([...history.held, ...(look?.held ?? [])])];
	return {
		isRead: true,
		...(comparedAt === undefined ? {} : { comparedAt }),
		inStep: history.inStep,
		isWarned: history.isWarned,
		failures: history.failure.attempts || look?.failed.attempts || 0,
		...(again === undefined ? {} : { triedAgainAt: again }),
		isUnresolved: history.unresolved.attempts > 0,
		drift: history.drift,
		held,
		...(history.dry ? { dry: history.dry } : {}),
		...(said ? { said: tellable(said, record) } : {}),
		hasMet: history.met,
		isHalfCreated: history.halfCreated,
	};
}
