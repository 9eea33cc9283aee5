import { MINUTE_MS } from '../../base';
import { createHmac } from 'node:crypto';
import type { MappedRecord } from '../../rules';
import type { Action } from '../contract/result';
import type { ListedTarget } from '../contract/listedTarget';
import { MemorySession } from './memorySession';
import type { MemoryStore } from './store';
import { recallTexts, textEntries, textSize } from './texts';

/** Waits after the first, second, … failure of a record that didn't change. */
const BACK_OFF_MS = [15, 60, 4 * 60, 12 * 60, 24 * 60].map((minutes) => minutes * MINUTE_MS);

/** The day's compared records are counted in steps of this many, to keep the set small. */
const COUNT_STEP = 20;

/** What is said of records that stand may take so many bytes in all, since each bit of it is an entry. */
const TEXT_BYTES = 8_000;

/**
 * What a sync's run remembers of its records, by names of its own. Entries are HMACs under a key derived from the
 * credential, so that a reader of n8n's database can't guess a salary from one (docs/decisions.md#memory).
 */
export class RunMemory extends MemorySession {
	private readonly texts = new Map<string, string>();
	private textBytes = 0;

	constructor(
		store: MemoryStore,
		private readonly secret: string,
		/** What else decides a record's outcome: the sync's options. */
		private readonly options: string,
		private readonly now: number,
	) {
		super(store);
	}

	/**
	 * Reads what earlier runs said of these records, and takes it out: what still stands is kept again. To be called
	 * before settling.
	 */
	async takeTexts(records: MappedRecord[]): Promise<void> {
		const names = [...new Set(records.map((record) => this.stateHash(record, undefined)))];
		const { texts, entries } = await recallTexts(names, async (asked) => await this.ask(asked));
		for (const entry of entries) this.drop(entry);
		for (const [name, text] of texts) this.texts.set(name, text);
	}

	/** What an earlier run said of the record, of those that were asked about. */
	textOf(record: MappedRecord): string | undefined {
		return this.texts.get(this.stateHash(record, undefined));
	}

	/** What to remember, so that later runs can say the same of the record; nothing once there is too much of it. */
	keepText(record: MappedRecord, text: string): string[] {
		const size = textSize(text);
		if (size === 0 || this.textBytes + size > TEXT_BYTES) return [];
		this.textBytes += size;
		return textEntries(this.stateHash(record, undefined), text);
	}

	/** What decides how the record ends: its mapping, what the target's list says, and the options. */
	stateHash(record: MappedRecord, target: ListedTarget | { listState: string } | undefined): string {
		return this.hmac(JSON.stringify([{ ...record, notes: [] }, target?.listState ?? null, this.options]));
	}

	/** The record is in step, as compared in this period; with or without something to warn of. */
	inStep(stateHash: string, period: number, isWarned = false): string {
		return `${isWarned ? 'warned' : 'ok'} ${period} ${stateHash}`;
	}

	/** The record differs, and can't be written in all, as compared in this period. */
	hasDrift(stateHash: string, period: number): string {
		return `drifts ${period} ${stateHash}`;
	}

	/** The record differs in this field, which can't be written, as compared in this period. */
	driftIn(stateHash: string, period: number, field: string): string {
		return `drift ${period} ${field} ${stateHash}`;
	}

	standing(stateHash: string, action: Action, reason = ''): string {
		return `standing ${action} ${reason ? this.hmac(reason) : ''} ${stateHash}`;
	}

	/** Fields that can't be read back, as last sent to this target; also the sign that the two have met. */
	unreadable(record: MappedRecord, targetId: number, values: unknown): string {
		return `sent ${this.hmac(JSON.stringify([whoItIs(record), targetId, values]))}`;
	}

	/** A record of this key had a target. */
	met(record: MappedRecord): string {
		return `met ${this.hmac(`${record.key} ${record.sourceCompany ?? ''}`)}`;
	}

	/** The name under which the id of the record's target is kept, for targets that are found by it alone. */
	targetId(record: MappedRecord): string {
		return `target ${this.hmac(whoItIs(record))}`;
	}

	/** What is known of how the target keeps what these rows write, under these options. */
	writes(what: string, rows: unknown): string {
		return `canary ${what} ${this.hmac(JSON.stringify([rows, this.options]))}`;
	}

	/** Stands for who a record is. */
	who(record: MappedRecord): string {
		return this.hmac(whoItIs(record));
	}

	/** What a dry run said about the record in this state. */
	dry(stateHash: string, action: Action): string {
		return `dry ${action} ${stateHash}`;
	}

	/** "Allow Once" was used for this count, and for these records. */
	allowance(count: number, keys: string[]): { used: string; usedForThese: string } {
		return {
			used: `allowed ${count}`,
			usedForThese: `allowed ${count} ${this.hmac(JSON.stringify([...keys].sort()))}`,
		};
	}

	/** A creation of this record has begun. */
	creating(record: MappedRecord): string {
		return `creating ${this.hmac(whoItIs(record))}`;
	}

	/** The record waits for its first compare, and in which state it was when it began to. */
	uncompared(record: MappedRecord, stateHash: string): { waits: string; as: string } {
		return { waits: `uncompared ${this.who(record)}`, as: `uncompared as ${stateHash}` };
	}

	/** The record waits since an earlier run. */
	deferred(record: MappedRecord): string {
		return `deferred ${this.hmac(record.key)}`;
	}

	/** The entries that say how often and when the record failed in this state. */
	failures(stateHash: string): string[] {
		return BACK_OFF_MS.flatMap((_, attempt) => [
			`failed ${attempt} ${stateHash}`,
			...this.waits(stateHash, attempt),
		]);
	}

	/** What to remember after the record failed once more. */
	failedAgain(stateHash: string, attemptsBefore: number): string[] {
		const attempt = Math.min(attemptsBefore, BACK_OFF_MS.length - 1);
		return [`failed ${attempt} ${stateHash}`, this.waits(stateHash, attempt)[0] as string];
	}

	/** What to remember after a closer look: the next one is in a quarter of an hour, and then in an hour or two. */
	lookedInVain(looked: string, attemptsBefore: number): string[] {
		return this.failedAgain(looked, Math.min(attemptsBefore, 1));
	}

	/** How often the record failed in this state, and whether it still has to wait. */
	failure(stateHash: string): { attempts: number; waits: boolean } {
		const attempts = BACK_OFF_MS.filter((_, attempt) => this.has(`failed ${attempt} ${stateHash}`)).length;
		const waits = BACK_OFF_MS.some((_, attempt) =>
			this.waits(stateHash, attempt).some((entry) => this.has(entry)),
		);
		return { attempts, waits };
	}

	/** When a record that failed in this state is tried again, in milliseconds since 1970; absent: it doesn't wait. */
	triedAgainAt(stateHash: string): number | undefined {
		const ends = BACK_OFF_MS.flatMap((wait, attempt) => {
			const window = Math.floor(this.now / wait);
			const [present, before] = this.waits(stateHash, attempt);
			if (this.has(present)) return [(window + 2) * wait];
			return this.has(before) ? [(window + 1) * wait] : [];
		});
		return ends.length > 0 ? Math.max(...ends) : undefined;
	}

	/** The day's counter of compared records, as entries to ask about. */
	comparedEntries(day: string, atMost: number): string[] {
		return Array.from({ length: Math.ceil(atMost / COUNT_STEP) }, (_, step) => `compared ${day} ${step + 1}`);
	}

	compared(day: string, atMost: number): number {
		return this.comparedEntries(day, atMost).filter((entry) => this.has(entry)).length * COUNT_STEP;
	}

	/** The entries that raise the day's counter; a started step counts as a whole one. */
	countCompared(day: string, before: number, more: number): string[] {
		const from = before / COUNT_STEP;
		return Array.from(
			{ length: Math.ceil(more / COUNT_STEP) },
			(_, step) => `compared ${day} ${from + step + 1}`,
		);
	}

	/** Stands for any data, without showing it. */
	digest(data: unknown): string {
		return this.hmac(JSON.stringify(data));
	}

	/** A number that is the same for a record in every run, for spreading records over days. */
	spread(record: MappedRecord, over: number): number {
		return this.number(record.key, over);
	}

	/** A number below `below` that stands for any data, the same in every run. */
	number(data: unknown, below: number): number {
		const text = typeof data === 'string' ? data : JSON.stringify(data);
		return parseInt(this.hmac(text, 'hex').slice(0, 8), 16) % below;
	}

	/** A failure waits for this wait's present window and the next: between one and two times the wait. */
	private waits(stateHash: string, attempt: number): [string, string] {
		const window = Math.floor(this.now / (BACK_OFF_MS[attempt] as number));
		return [`wait ${attempt} ${window} ${stateHash}`, `wait ${attempt} ${window - 1} ${stateHash}`];
	}

	private hmac(text: string, encoding: 'base64' | 'hex' = 'base64'): string {
		return createHmac('sha256', this.secret).update(text).digest(encoding);
	}
}

/**
 * The record's key, and its owner in Kleer: a key that changed hands there doesn't prove that the two have met, nor does
 * the same key of another company.
 */
function whoItIs({ key, kleerId, sourceCompany = '' }: MappedRecord): string {
	return JSON.stringify([key, kleerId ?? null, sourceCompany]);
}
