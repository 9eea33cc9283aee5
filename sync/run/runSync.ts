import { SCHEMES, type MappedRecord } from '../../rules';
import { attempt } from '../../base/attempt';
import { checkBrake, type BrakeLimits, type BrakeVerdict } from '../brake/brake';
import { Canary } from './canary';
import { LeaseLostError, defersTheRest } from '../../base/errors';
import { planCompare } from '../memory/comparePeriod';
import { numberEntries, numberQuestions, recallNumber } from '../memory/numbers';
import type { RunMemory } from '../memory/runMemory';
import { ResultCollector, type ReportOptions } from '../outcome/resultCollector';
import { classify, type ClassifyOptions } from './classify';
import { hasVanished } from './pendingRecord';
import { type PendingRecord } from './pendingRecord';
import { isShrunk, shrunk } from '../../base/shrunkList';
import type { Clock } from '../../base';
import type { SyncResult, SyncSummary } from '../contract/result';
import type { ListedTarget } from '../contract/listedTarget';
import { Writer, type WriterDependencies } from './writer';

export interface SyncOptions extends Omit<ClassifyOptions, 'stillOurs'>, ReportOptions {
	/** Percent of the day's requests that full compares may take. */
	compareShare: number;
	requestsPerDay: number;
	brake: BrakeLimits;
	/** The package's version: another one may write otherwise. */
	version: string;
	/** Started by a person, not by a schedule or an event. */
	byHand: boolean;
	/** The workflow's id: another one creates in another order. */
	workflow: string;
}

export interface SyncDependencies extends WriterDependencies {
	memory: RunMemory;
	clock: Clock;
	/** Requests of this execution so far, and what the target says is left of its day. */
	usage(): { kleer: number; cinode: number; dailyLeft: number | null };
}

/**
 * Brings mapped records and the target system in step (docs/decisions.md#same-input-same-result): list, match, recall, plan, brake, write,
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
	const report = new ResultCollector(target.scheme, options, clock.now(), records);
	const compare = planCompare(records.length, options.compareShare, options.requestsPerDay, clock.now());
	const historyOptions = { memory, target, compare, brakeLimits: options.brake };
	const close = () => report.close(records, compare.everyDays, deps.usage(), clock.now());

	for (const record of records) {
		if (record.notSent) report.addNotSent(record, record.notSent);
	}
	const wanted = records.filter(({ notSent }) => !notSent);
	const day = new Date(clock.now()).toISOString().slice(0, 10);
	const canary = new Canary(memory, wanted, options.version, day);
	// Another company's list is another list.
	const sizeName = `size ${memory.digest('the list')}`;
	const knownSize = () => recallNumber(sizeName, (entry) => memory.has(entry));
	if (wanted.length === 0 && records.length > 0) return close();

	const sorted = await attempt(async () => {
		let listed = await target.list(wanted.length);
		await target.prepare?.(wanted);
		await memory.open();
		await memory.ask([...numberQuestions(sizeName), ...canary.questions]);
		if (!options.byHand && isShrunk(sizeOf(listed), knownSize(), options.brake.maxChangedShare)) {
			listed = await target.list(wanted.length);
		}
		const [now, before] = [sizeOf(listed), knownSize()];
		if (before !== undefined && !options.byHand && isShrunk(now, before, options.brake.maxChangedShare)) {
			await memory.abandon();
			throw shrunk(target.links.system, SCHEMES[target.scheme].targets, now, before);
		}
		// Settled in any case: what was asked must not stay as if it were known.
		const stillOurs = async () => await deps.lease?.check();
		const outcome = await attempt(async () => {
			const sorted = await classify(wanted, listed, { ...options, stillOurs }, historyOptions, report);
			return { ...sorted, size: sizeOf(listed) };
		});
		// Whoever has the lease now has a memory of its own.
		if (outcome.ok || !(outcome.error instanceof LeaseLostError)) await memory.settle();
		if (!outcome.ok) throw outcome.error;
		return outcome.value;
	});
	if (!sorted.ok) {
		if (!defersTheRest(sorted.error)) throw sorted.error;
		report.deferAll(wanted, sorted.error as Error);
		return close();
	}
	const { work, toRemember, size, ...counted } = sorted.value;

	const writer = new Writer(deps, historyOptions, report, options, canary);
	try {
		await memory.remember(toRemember);
		if (size !== knownSize()) await rememberSize(memory, sizeName, size);
		const stopping = { report, writer, system: target.links.system };
		const unkeptToday = options.dryRun || options.byHand ? [] : canary.failures;
		if (unkeptToday.length > 0 && work.length > 0) {
			if (work.length !== options.brake.allowOnce) {
				// Before anything is read: it would be read in every run while it waits.
				stopForCanary(
					unkeptToday.map((name) => target.fieldName(name)),
					work,
					stopping,
				);
				return close();
			}
			// A person has seen what isn't kept, and lets everything through.
			writer.acceptCanary();
		}
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
			const ready = work.filter(({ plan }) => plan);
			if (unkeptToday.length > 0 || !canary.isNeeded(ready.flatMap(({ plan }) => plan ?? []))) {
				await writer.write(ready);
			} else {
				const { unkept, rest } = await writer.tryCanary(ready);
				const fields = unkept.map(({ field }) => field);
				if (fields.length > 0 && rest.length > 0) stopForCanary(fields, rest, stopping);
				else await writer.write(rest);
			}
			await writer.tellFoundTwice();
		}
	} finally {
		await writer.flush();
		if (writer.leftTheList > 0) await rememberSize(memory, sizeName, Math.max(0, size - writer.leftTheList));
	}
	return close();
}

/** Those that the list shows in any case: whether it shows the disconnected ones depends on how it was asked. */
function sizeOf(listed: ListedTarget[]): number {
	return listed.filter(({ disconnected }) => !disconnected).length;
}

async function rememberSize(memory: RunMemory, name: string, size: number): Promise<void> {
	const entries = numberEntries(name, size);
	await memory.forget(numberQuestions(name).filter((entry) => memory.has(entry) && !entries.includes(entry)));
	await memory.remember(entries);
}

/** What a run does that waits for a person, since a canary was not kept. */
function stopForCanary(
	fields: string[],
	rest: PendingRecord[],
	{ report, writer, system }: { report: ResultCollector; writer: Writer; system: string },
): void {
	const names = [...new Set(fields)].join(', ');
	const reason = `${system} did not keep ${names} of the first record that was written`;
	const { length: count } = rest;
	const howToAllow = `${count} wait. Switch the row off in the mapper, or set 'Allow Once' to ${count} for the next run; it is tried again tomorrow, or by hand`;
	report.setBrake({ reasons: [reason], count, howToAllow });
	writer.holdForCanary(rest, reason);
}

function howToAllow({ count }: BrakeVerdict): string {
	return `If this is right, set 'Allow Once' to ${count} for the next run`;
}
