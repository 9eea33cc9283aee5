import { LeaseLostError, attempt, defersTheRest, shrunk, type Clock } from '../../base';
import { isShrunk } from '../../base/shrunkList';
import { SCHEMES, type MappedRecord } from '../../rules';
import { checkBrake, type BrakeLimits, type BrakeVerdict } from '../brake/brake';
import type { ListedTarget } from '../contract/listedTarget';
import type { SyncResult, SyncSummary } from '../contract/result';
import { planCompare } from '../memory/comparePeriod';
import { numberEntries, numberQuestions, recallNumber } from '../memory/numbers';
import type { HistoryOptions } from '../memory/recordHistory';
import type { RunMemory } from '../memory/runMemory';
import { ResultCollector, type ResultOptions } from '../outcome/resultCollector';
import { Canary } from './canary';
import { classify, type Classified, type ClassifyOptions } from './classify';
import { hasVanished, type PendingRecord } from './pendingRecord';
import { Writer, type WriterDependencies } from './writer';

export interface SyncOptions extends Omit<ClassifyOptions, 'stillOurs'>, ResultOptions {
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
 * Brings mapped records and the target system in step (docs/decisions.md#same-input-same-result): list, match, recall,
 * plan, brake, write, remember. One bad record never stops the others.
 * @throws VendorError when nothing can go on: wrong token, missing right, vendor unreachable. What was done
 *   until then is remembered.
 */
export async function runSync(
	records: MappedRecord[],
	options: SyncOptions,
	deps: SyncDependencies,
): Promise<{ results: SyncResult[]; summary: SyncSummary }> {
	return await new SyncRun(records, options, deps).run();
}

class SyncRun {
	private readonly collector: ResultCollector;
	private readonly historyOptions: HistoryOptions;
	private readonly canary: Canary;
	/** The records that may be sent. */
	private readonly wanted: MappedRecord[];
	/** The records that the run is about: all, or the only one. */
	private readonly told: MappedRecord[];
	/** The name under which the list's size is kept: another company's list is another list. */
	private readonly sizeName: string;

	constructor(
		records: MappedRecord[],
		private readonly options: SyncOptions,
		private readonly deps: SyncDependencies,
	) {
		const { clock, target, memory } = deps;
		const now = clock.now();
		this.collector = new ResultCollector(target.scheme, options, now, records);
		const { only } = options;
		this.told = only ? [only] : records;
		const compare = planCompare(records.length, options.compareShare, options.requestsPerDay, now);
		this.historyOptions = { memory, target, compare, brakeLimits: options.brake };
		this.wanted = records.filter(({ notSent }) => !notSent);
		const day = new Date(now).toISOString().slice(0, 10);
		this.canary = new Canary(memory, this.wanted, options.version, day);
		this.sizeName = `size ${memory.digest('the list')}`;
	}

	async run() {
		const { wanted, collector, told } = this;
		for (const record of this.told) if (record.notSent) collector.addNotSent(record, record.notSent);
		if (told.length > 0 && told.every(({ notSent }) => notSent)) return this.close();
		const read = await attempt(async () => await this.read());
		if (read.ok) return await this.write(read.value);
		if (!defersTheRest(read.error)) throw read.error;
		collector.deferAll(
			wanted.filter((record) => told.includes(record)),
			read.error as Error,
		);
		return this.close();
	}

	/** Lists the targets and says what each record is. */
	private async read(): Promise<Classified & { size: number }> {
		const { options, wanted } = this;
		const { memory, lease } = this.deps;
		const listed = await this.list();
		const stillOurs = async () => await lease?.check();
		const outcome = await attempt(
			async () =>
				await classify(wanted, listed, { ...options, stillOurs }, this.historyOptions, this.collector),
		);
		// Memory is settled in any case: entries that were only asked for must not stay as if they were known. Without the
		// lease it is left alone, since another run works with it now.
		if (outcome.ok || !(outcome.error instanceof LeaseLostError)) {
			// A run about one record asks little about the others, so what memory holds of them stays.
			if (options.only && memory.isTrusted) await memory.abandon();
			else await memory.settle();
		}
		if (!outcome.ok) throw outcome.error;
		return { ...outcome.value, size: sizeOf(listed) };
	}

	/**
	 * The target's list; one that shrank more than ordinary days explain is read once more.
	 * @throws VendorError `unreadable` when it is as short again; a run by hand takes it for right.
	 */
	private async list(): Promise<ListedTarget[]> {
		const { wanted, canary, sizeName } = this;
		const { target, memory } = this.deps;
		const { byHand, brake } = this.options;
		const listed = await target.list(wanted.length);
		await target.prepare?.(wanted);
		await memory.open();
		await memory.ask([...numberQuestions(sizeName), ...canary.questions]);
		const before = this.knownSize();
		const isTooShort = (list: ListedTarget[]) =>
			!byHand && isShrunk(sizeOf(list), before, brake.maxChangedShare);
		if (!isTooShort(listed)) return listed;
		const again = await target.list(wanted.length);
		if (before === undefined || !isTooShort(again)) return again;
		await memory.abandon();
		throw shrunk(target.links.system, SCHEMES[target.scheme].targets, sizeOf(again), before);
	}

	private async write({ work, toRemember, size, ...counted }: Classified & { size: number }) {
		const { collector, options } = this;
		const { memory } = this.deps;
		const writer = new Writer(this.deps, this.historyOptions, collector, options, this.canary);
		try {
			await memory.remember(toRemember);
			if (size !== this.knownSize()) await this.rememberSize(size);
			if (this.isCanaryDead(work, writer)) return this.close();
			await writer.plan(work);
			writer.countAnew();
			const verdict = this.judge(work, counted);
			if (options.dryRun) writer.tell(work);
			else if (verdict.stops) writer.hold(work, verdict.stops.tripped);
			else {
				if (verdict.isAllowed) await memory.remember(counted.allowance.use);
				await this.writeReady(
					work.filter(({ plan }) => plan),
					writer,
				);
				await writer.tellFoundTwice();
			}
		} finally {
			await writer.flush();
			if (writer.leftTheList > 0) await this.rememberSize(Math.max(0, size - writer.leftTheList));
		}
		return this.close();
	}

	/**
	 * Whether a canary of today wasn't kept. Then no record's details are read: they would be read again in every run
	 * until a person has seen what isn't kept and lets everything through.
	 */
	private isCanaryDead(work: PendingRecord[], writer: Writer): boolean {
		const names = this.unkeptToday;
		if (names.length === 0 || work.length === 0) return false;
		if (work.length !== this.options.brake.allowOnce) {
			this.stopForCanary(
				names.map((name) => this.deps.target.fieldName(name)),
				work,
				writer,
			);
			return true;
		}
		writer.acceptCanary();
		return false;
	}

	/** The safety brake's judgement of all plans at once, and what there is to say of it. */
	private judge(
		work: PendingRecord[],
		{ allowance, stillHeld, ...counted }: Omit<Classified, 'work' | 'toRemember'>,
	): { stops?: BrakeVerdict; isAllowed: boolean } {
		const { collector, options } = this;
		const plans = work.flatMap((one) =>
			one.plan ? [{ plan: one.plan, hasVanished: hasVanished(one) }] : [],
		);
		const verdict = checkBrake({ plans, ...counted }, options.brake);
		const isNamed = verdict !== undefined && verdict.count === options.brake.allowOnce;
		const isAllowed = isNamed && allowance.isThere;
		const stops = isAllowed ? undefined : verdict;
		if (stops) {
			const what = options.dryRun
				? 'A run that writes would stop before its first write'
				: 'Nothing was written';
			const used = isNamed ? ', after one with 0: this count was allowed before' : '';
			collector.setBrake({ ...stops, howToAllow: `${what}. ${howToAllow(stops)}${used}` });
		} else if (stillHeld) {
			collector.warnOfHeld(`${stillHeld.reasons.join('; ')}. ${howToAllow(stillHeld)}`);
		}
		return { stops, isAllowed };
	}

	/** Writes everything; where no canary has tried the kinds of writes, one record of each kind goes first. */
	private async writeReady(ready: PendingRecord[], writer: Writer): Promise<void> {
		const isTried =
			this.unkeptToday.length > 0 || !this.canary.isNeeded(ready.flatMap(({ plan }) => plan ?? []));
		if (isTried) return await writer.write(ready);
		const { unkept, rest } = await writer.tryCanary(ready);
		const fields = unkept.map(({ field }) => field);
		if (fields.length > 0 && rest.length > 0) this.stopForCanary(fields, rest, writer);
		else await writer.write(rest);
	}

	/** Holds the rest of the records until a person decides, because a canary was not kept. */
	private stopForCanary(fields: string[], rest: PendingRecord[], writer: Writer): void {
		const names = [...new Set(fields)].join(', ');
		const { system } = this.deps.target.links;
		const reason = `${system} did not keep ${names} of the first record that was written`;
		const { length: count } = rest;
		const howToAllow = `${count} wait. Switch the row off in the mapper, or set 'Allow Once' to ${count} for the next run; it is tried again tomorrow, or by hand`;
		this.collector.setBrake({ reasons: [reason], count, howToAllow });
		writer.holdForCanary(rest, reason);
	}

	/** Names of fields that a canary of today found not kept; by hand it is tried again. */
	private get unkeptToday(): string[] {
		return this.options.dryRun || this.options.byHand ? [] : this.canary.failures;
	}

	private knownSize(): number | undefined {
		return recallNumber(this.sizeName, (entry) => this.deps.memory.has(entry));
	}

	private async rememberSize(size: number): Promise<void> {
		const { memory } = this.deps;
		const entries = numberEntries(this.sizeName, size);
		const questions = numberQuestions(this.sizeName);
		await memory.forget(questions.filter((entry) => memory.has(entry) && !entries.includes(entry)));
		await memory.remember(entries);
	}

	private close() {
		const { compare } = this.historyOptions;
		const outcome = this.collector.close(
			this.told,
			compare.everyDays,
			this.deps.usage(),
			this.deps.clock.now(),
		);
		if (this.options.only) outcome.summary.onlyRecord = true;
		return outcome;
	}
}

/** The number of targets without the disconnected ones, which only some ways of listing show. */
function sizeOf(listed: ListedTarget[]): number {
	return listed.filter(({ disconnected }) => !disconnected).length;
}

function howToAllow({ count }: BrakeVerdict): string {
	return `If this is right, set 'Allow Once' to ${count} for the next run`;
}
