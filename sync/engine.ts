import type { MappedRecord } from '../rules';
import { attempt } from './attempt';
import { checkBrake, type BrakeLimits, type BrakeVerdict } from './brake';
import { LeaseLostError, defersTheRest } from './errors';
import { planCompare } from './memory/comparePeriod';
import type { RunMemory } from './memory/runMemory';
import { RunReport, type ReportOptions } from './report';
import { hasVanished, triage, type TriageOptions } from './triage';
import type { Clock, SyncResult, SyncSummary } from './types';
import { Writer, type WriterDependencies } from './writer';

export interface SyncOptions extends Omit<TriageOptions, 'stillOurs'>, ReportOptions {
	/** Percent of the day's requests that full compares may take. */
	compareShare: number;
	requestsPerDay: number;
	brake: BrakeLimits;
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
	if (wanted.length === 0 && records.length > 0) return close();

	const sorted = await attempt(async () => {
		const listed = await target.list(wanted.length);
		await target.prepare?.(wanted);
		await memory.open();
		// Settled in any case: what was asked must not stay as if it were known.
		const stillOurs = async () => await deps.lease?.check();
		const outcome = await attempt(() =>
			triage(wanted, listed, { ...options, stillOurs }, recallOptions, report),
		);
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
	const { work, toRemember, ...counted } = sorted.value;

	const writer = new Writer(deps, recallOptions, report, options.dryRun);
	try {
		await memory.remember(toRemember);
		await writer.plan(work);
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
					`${options.dryRun ? 'A run that writes would stop before its first write' : 'Nothing was written'}. ${howToAllow(verdict)}` +
					(isUsed ? ', after one with 0: this count was allowed before' : ''),
			});
		}
		const { stillHeld } = counted;
		if (stillHeld && !stops) report.warnOfHeld(`${stillHeld.reasons.join('; ')}. ${howToAllow(stillHeld)}`);
		if (options.dryRun) writer.tell(work);
		else if (stops) writer.hold(work, verdict.tripped);
		else {
			if (passes) await memory.remember(counted.allowance.use);
			await writer.write(work);
		}
	} finally {
		await writer.flush();
	}
	return close();
}

function howToAllow({ count }: BrakeVerdict): string {
	return `If this is right, set 'Allow Once' to ${count} for the next run`;
}
