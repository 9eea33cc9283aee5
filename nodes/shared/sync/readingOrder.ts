import type { IExecuteFunctions } from 'n8n-workflow';
import type { MappedRecord } from '../../../rules';

const MODE = { mode: 'entries' } as const;
const HOUR_MS = 3_600_000;
/** Two readings within the same slot are taken for equally old. */
const SLOT_MS = 10;
/** So long a reading may wait before it is written, in n8n's queue or for a machine that was down. */
const WINDOW_H = 14 * 24;
/** Of two machines one may be ahead. */
const AHEAD_H = 1;
/** At four for each project that was ever pushed the row is begun anew at ten thousand projects. */
const MAX_ENTRIES = 40_000;

/**
 * Of two readings of one project the older must not overwrite what the newer one wrote. n8n's database keeps when
 * each was read that was written last. Its helper can only tell whether an entry is there, so a time is four of
 * them: the hour, and within it the minute, the second and the slot. To be used under the lease.
 */
export class ReadingOrder {
	/** What the row held of the records that were asked about. */
	private readonly held = new Map<string, string[]>();

	constructor(private readonly helpers: IExecuteFunctions['helpers']) {}

	/** Whether a later reading of the record's source was written already. */
	async isOlder(record: MappedRecord, now: number): Promise<boolean> {
		const at = readAt(record);
		// A clock that is wrong by more than that says nothing.
		if (at === undefined || at > now + AHEAD_H * HOUR_MS) return false;
		const ladder = times(nameOf(record), now);
		// The helper adds what it is asked about, so what wasn't there is taken out again.
		const found = await this.helpers.checkProcessedAndRecord(ladder.flat(), 'node', MODE);
		if (found.new.length > 0) await this.helpers.removeProcessed(found.new, 'node', MODE);
		const held = found.processed.map(String);
		this.held.set(nameOf(record), held);
		const written = ladder.map((rung) => rung.filter((entry) => held.includes(entry)));
		// None, or what a run left that was killed between asking and taking out.
		if (written.some((rung) => rung.length !== 1)) return false;
		const own = entriesOf(nameOf(record), at);
		const place = (entry: string | undefined, rung: number) => ladder[rung]?.indexOf(entry ?? '') ?? -1;
		for (const [rung, [entry]] of written.entries()) {
			// Older than the window is before all of it.
			const difference = place(entry, rung) - place(own[rung], rung);
			if (difference !== 0) return difference > 0;
		}
		return false;
	}

	/** The records as they were read are written. */
	async note(records: MappedRecord[]): Promise<void> {
		const latest = new Map<string, number>();
		for (const record of records) {
			const at = readAt(record);
			if (at !== undefined) latest.set(nameOf(record), Math.max(at, latest.get(nameOf(record)) ?? 0));
		}
		if (latest.size === 0) return;
		const before = [...latest.keys()].flatMap((name) => this.held.get(name) ?? []);
		if (before.length > 0) await this.helpers.removeProcessed(before, 'node', MODE);
		if ((await this.helpers.getProcessedDataCount('node', MODE)) > MAX_ENTRIES) {
			await this.helpers.clearAllProcessedItems('node', MODE);
		}
		const entries = [...latest].flatMap(([name, at]) => entriesOf(name, at));
		await this.helpers.checkProcessedAndRecord(entries, 'node', MODE);
	}
}

function readAt(record: MappedRecord): number | undefined {
	const at = Date.parse(record.readAt ?? '');
	return at > 0 ? at : undefined;
}

function nameOf({ sourceId, key }: MappedRecord): string {
	return String(sourceId ?? key);
}

/** The four entries of a time. */
function entriesOf(name: string, at: number): string[] {
	const hour = Math.floor(at / HOUR_MS);
	const slot = Math.floor((at % HOUR_MS) / SLOT_MS);
	return [
		`${name} read in hour ${hour}`,
		`${name} read in minute ${Math.floor(slot / 6000)}`,
		`${name} read in second ${Math.floor(slot / 100) % 60}`,
		`${name} read in slot ${slot % 100}`,
	];
}

/** All that the four may be, each in the order of time. */
function times(name: string, now: number): string[][] {
	const first = Math.floor(now / HOUR_MS) - WINDOW_H;
	const rung = (length: number, word: string, from = 0) =>
		Array.from({ length }, (_, index) => `${name} read in ${word} ${from + index}`);
	return [
		rung(WINDOW_H + 1 + AHEAD_H, 'hour', first),
		rung(60, 'minute'),
		rung(60, 'second'),
		rung(100, 'slot'),
	];
}
