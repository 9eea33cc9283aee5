import type { IExecuteFunctions } from 'n8n-workflow';
import type { MappedRecord } from '../../../rules';

const MODE = { mode: 'entries' } as const;
const HOUR_MS = 3_600_000;
/** Two readings within the same slot are taken for equally old. */
const SLOT_MS = 10;
/** Of two machines one may be ahead. */
const AHEAD_MS = HOUR_MS;
/** A time is so many words, each with a number below: they begin anew after 448 days. */
const RUNGS = [
	['week', 64],
	['day', 7],
	['hour', 24],
	['minute', 60],
	['second', 60],
	['slot', 100],
] as const;
const ALL_SLOTS = RUNGS.reduce((product, [, count]) => product * count, 1);
/** Six for each project that was ever pushed: the row is begun anew at ten thousand projects. */
const MAX_ENTRIES = 60_000;

/**
 * Of two readings of one project the older must not overwrite what the newer one wrote. n8n's database keeps when
 * each was read that was written last. Its helper can only tell whether an entry is there, so a time is one entry for
 * each rung, and all that there may be are asked about: none is ever left behind. To be used under the lease.
 */
export class ReadingOrder {
	/** What the row held of the records that were asked about. */
	private readonly held = new Map<string, string[]>();

	constructor(private readonly helpers: IExecuteFunctions['helpers']) {}

	/** Whether a later reading of the record's source was written already. */
	async isOlder(record: MappedRecord, now: number): Promise<boolean> {
		const at = readAt(record);
		// A clock that is wrong by more than that says nothing.
		if (at === undefined || at > now + AHEAD_MS) return false;
		const ladder = allEntries(nameOf(record));
		// The helper adds what it is asked about, so what wasn't there is taken out again.
		const found = await this.helpers.checkProcessedAndRecord(ladder.flat(), 'node', MODE);
		if (found.new.length > 0) await this.helpers.removeProcessed(found.new, 'node', MODE);
		const held = found.processed.map(String);
		this.held.set(nameOf(record), held);
		const written = ladder.map((rung) => rung.filter((entry) => held.includes(entry)));
		// None, or what a run left that was killed between asking and taking out.
		if (written.some((rung) => rung.length !== 1)) return false;
		const slot = RUNGS.reduce(
			(sum, [, count], rung) => sum * count + (ladder[rung]?.indexOf(written[rung]?.[0] ?? '') ?? 0),
			0,
		);
		// The last time that has these words.
		const latest = slotOf(now + AHEAD_MS);
		return latest - ((latest - slot) % ALL_SLOTS) > slotOf(at);
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

function slotOf(at: number): number {
	return Math.floor(at / SLOT_MS);
}

/** The entries of a time, the smallest rung last. */
function entriesOf(name: string, at: number): string[] {
	let rest = slotOf(at);
	const entries: string[] = [];
	for (const [word, count] of RUNGS.toReversed()) {
		entries.unshift(entryOf(name, word, rest % count));
		rest = Math.floor(rest / count);
	}
	return entries;
}

/** All that there may be, each rung in the order of time. */
function allEntries(name: string): string[][] {
	return RUNGS.map(([word, count]) =>
		Array.from({ length: count }, (_, number) => entryOf(name, word, number)),
	);
}

function entryOf(name: string, word: string, number: number): string {
	return `${name} was read in ${word} ${number}`;
}
