import type { MappedRecord, Scheme } from '../rules';
import { attempt } from './attempt';
import { checkBrake, type BrakeLimits, type BrakeVerdict } from './brake';
import { Canary } from './canary';
import { LeaseLostError, defersTheRest } from './errors';
import { planCompare } from './memory/comparePeriod';
import { numberEntries, numberQuestions, recallNumber } from './memory/numbers';
import type { RunMemory } from './memory/runMemory';
import { RunReport, type ReportOptions } from './report';
import { hasVanished, triage, type TriageOptions, type Work } from './triage';
import { isShrunk, shrunk } from './shrinking';
import type { Clock, ListedTarget, Plan, SyncResult, SyncSummary } from './types';
import { Writer, type WriterDependencies } from './writer';

export interface SyncOptions extends Omit<TriageOptions, 'stillOurs'>, ReportOptions {
	/** Percent of the day's requests that full compares may take. */
	compareShare: number;
	requestsPerDay: number;
	brake: BrakeLimits;
	/** The package's version: another one may write otherwise. */
	version: string;
	/** Started by a person, not by a schedule or an event. */
	byHand: boolean;
}

export interface SyncDependencies extends WriterDependencies {
	memory: RunMemory;
	clock: Clock;
	/** Requests of this execution so far, and what the target says is left of its day. */
	usage(): { kleer: number; cinode: number; dailyLeft: number | null };
}

/**
 * Brings mapped records and the target system in step (design.md 4): list, match, recall, plan, brake, write,
 * remember. One bad record never stops the others.
 * @throws VendorError when nothing can go on: wrong token, missing right, vendor unreachable. What was done
 *   until then is remembered.
 */
export async function runSync(
	records: MappedRecord[],
	options: SyncOptions,
	deps: SyncDependencies,
): Promise<{ results: SyncResult[]; summary: SyncSummary }> {
	const { clock, target, memory } = deps;
	const report = new RunReport(target.scheme, options, clock.now());
	const compare = planCompare(records.length, options.compareShare, options.requestsPerDay, clock.now());
	const recallOptions = { memory, target, compare, brakeLimits: options.brake };
	const close = () => report.close(records, compare.everyDays, deps.usage(), clock.now());

	for (const record of records) {
		if (record.notSent) report.addNotSent(record, record.notSent);
	}
	const wanted = records.filter(({ notSent }) => !notSent);
	const day = new Date(clock.now()).toISOString().slice(0, 10);
	const canary = new Canary(memory, wanted, options.version, day);
	const knownSize = () => recallNumber(SIZE, (entry) => memory.has(entry));
	if (wanted.length === 0 && records.length > 0) return close();

	const sorted = await attempt(async () => {
		let listed = await target.list(wanted.length);
		await target.prepare?.(wanted);
		await memory.open();
		await memory.ask([...numberQuestions(SIZE), ...canary.questions]);
		if (!options.byHand && isShrunk(sizeOf(listed), knownSize(), options.brake.maxChangedShare)) {
			listed = await target.list(wanted.length);
		}
		// Settled in any case: what was asked must not stay as if it were known.
		const stillOurs = async () => await deps.lease?.check();
		const outcome = await attempt(async () => {
			const [now, before] = [sizeOf(listed), knownSize()];
			if (before !== undefined && !options.byHand && isShrunk(now, before, options.brake.maxChangedShare)) {
				throw shrunk(target.links.system, WHAT[target.scheme], now, before);
			}
			const sorted = await triage(wanted, listed, { ...options, stillOurs }, recallOptions, report);
			return { ...sorted, size: now };
		});
		// Whoever has the lease now has a memory of its own.
		if (outcome.ok || !(outcome.error instanceof LeaseLostError)) await memory.settle();
		if (!outcome.ok) throw outcome.error;
		return outcome.value;
	});
	if (!sorted.ok) {
		if (!defersTheRest(sorted.error)) throw sorted.error;
		report.deferAll(wanted, (sorted.error as Error).message);
		return close();
	}
	const { work, toRemember, size, ...counted } = sorted.value;

	const writer = new Writer(deps, recallOptions, report, options, canary);
	try {
		await memory.remember(toRemember);
		if (size !== knownSize()) await rememberSize(memory, size);
		await writer.plan(work);
		writer.countAnew();
		const plans = work.flatMap((one) =>
			one.plan ? [{ plan: one.plan, hasVanished: hasVanished(one) }] : [],
		);
		const verdict = checkBrake({ plans, ...counted }, options.brake);
		const passes = verdict?.count === options.brake.allowOnce && counted.allowance.isThere;
		const stops = verdict !== undefined && !passes;
		if (stops) {
			const isUsed = verdict.count === options.brake.allowOnce;
			report.setBrake({
				...verdict,
				howToAllow:
					`Nothing was written. ${howToAllow(verdict)}` +
					(isUsed ? ', after one with 0: this count was allowed before' : ''),
			});
		}
		const { stillHeld } = counted;
		if (stillHeld && !stops) report.warnOfHeld(`${stillHeld.reasons.join('; ')}. ${howToAllow(stillHeld)}`);
		if (options.dryRun) writer.tell(work);
		else if (stops) writer.hold(work, verdict.tripped);
		else {
			if (passes) await memory.remember(counted.allowance.use);
			await writeAfterCanary(work, writer, canary, options, report, target.links.system);
		}
	} finally {
		await writer.flush();
		if (writer.leftTheList > 0) await rememberSize(memory, Math.max(0, size - writer.leftTheList));
	}
	return close();
}

/** How many targets the last run saw. */
const SIZE = 'size of the list';

/** What the records of a scheme are called. */
const WHAT: Record<Scheme, string> = {
	users: 'users',
	subcontractors: 'subcontractors',
	customers: 'customers',
	projects: 'client projects',
};

/** Those that the list shows in any case: whether it shows the disconnected ones depends on how it was asked. */
function sizeOf(listed: ListedTarget[]): number {
	return listed.filter(({ disconnected }) => !disconnected).length;
}

async function rememberSize(memory: RunMemory, size: number): Promise<void> {
	const entries = numberEntries(SIZE, size);
	await memory.forget(numberQuestions(SIZE).filter((entry) => memory.has(entry) && !entries.includes(entry)));
	await memory.remember(entries);
}

/** Writes one record of each kind first where nobody knows yet that this tenant keeps what is written. */
async function writeAfterCanary(
	work: Work[],
	writer: Writer,
	canary: Canary,
	options: SyncOptions,
	report: RunReport,
	system: string,
): Promise<void> {
	const plans = work.flatMap(({ plan }) => plan ?? []);
	const stop = (fields: string[], rest: Work[]): void => {
		const count = countIn(rest);
		const names = [...new Set(fields)].join(', ');
		const reason = `${system} did not keep ${names} of the first record that was written`;
		const howTo = `${count} wait. Switch the row off in the mapper, or set 'Allow Once' to ${count} for the next run; it is tried again tomorrow, or by hand`;
		report.setBrake({ reasons: [reason], count, howToAllow: howTo });
		writer.holdForCanary(rest, reason);
	};
	if (!canary.isNeeded(plans)) return await writer.write(work);
	const known = options.byHand ? [] : canary.failures;
	if (known.length > 0) {
		if (countIn(work) !== options.brake.allowOnce)
			return stop(
				known.map((name) => fieldOf(plans, name)),
				work,
			);
		// A person has seen what isn't kept, and lets everything through.
		writer.acceptCanary();
		return await writer.write(work);
	}
	const { unkept, rest } = await writer.tryCanary(work);
	if (unkept.length > 0 && countIn(rest) > 0)
		return stop(
			unkept.map(({ field }) => field),
			rest,
		);
	await writer.write(rest);
}

function countIn(work: Work[]): number {
	return work.filter(({ plan }) => plan).length;
}

function fieldOf(plans: Plan[], name: string): string {
	return plans.flatMap(({ changes }) => changes).find((change) => change.name === name)?.field ?? name;
}

function howToAllow({ count }: BrakeVerdict): string {
	return `If this is right, set 'Allow Once' to ${count} for the next run`;
}
