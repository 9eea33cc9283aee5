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
/** Seven for each project that was ever pushed: the row is begun anew at eight thousand projects. */
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

	/** Those of which a later reading was written already. */
	async older(records: MappedRecord[], now: number): Promise<MappedRecord[]> {
		// A clock that is wrong by more than that says nothing.
		const dated = records.filter((record) => (readAt(record) ?? Number.POSITIVE_INFINITY) <= now + AHEAD_MS);
		// One question each for those that are new, which may be many at once.
		const known = await this.ask([...new Set(dated.map((record) => markOf(nameOf(record))))]);
		const asked = dated.filter((record) => known.has(markOf(nameOf(record))));
		const ladders = new Map(asked.map((record) => [nameOf(record), allEntries(nameOf(record))]));
		const found = await this.ask([...ladders.values()].flat(2));
		// The last time that has these words.
		const latest = slotOf(now + AHEAD_MS);
		return asked.filter((record) => {
			const ladder = ladders.get(nameOf(record)) ?? [];
			const written = ladder.map((rung) => rung.filter((entry) => found.has(entry)));
			this.held.set(nameOf(record), written.flat());
			// What a run left that was killed between asking and taking out.
			if (written.some((rung) => rung.length !== 1)) return false;
			const slot = RUNGS.reduce(
				(sum, [, count], rung) => sum * count + (ladder[rung]?.indexOf(written[rung]?.[0] ?? '') ?? 0),
				0,
			);
			return latest - ((latest - slot) % ALL_SLOTS) > slotOf(readAt(record) ?? 0);
		});
	}

	/** Which of the entries are there. The helper adds what it is asked about, so what wasn't there is taken out again. */
	private async ask(entries: string[]): Promise<Set<string>> {
		if (entries.length === 0) return new Set();
		const found = await this.helpers.checkProcessedAndRecord(entries, 'node', MODE);
		if (found.new.length > 0) await this.helpers.removeProcessed(found.new, 'node', MODE);
		return new Set(found.processed.map(String));
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
		const entries = [...latest].flatMap(([name, at]) => [markOf(name), ...entriesOf(name, at)]);
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
	return `${name} was last read in ${word} ${number}`;
}

/** Stands beside a time: without it nothing else is asked. */
function markOf(name: string): string {
	return `${name} was read`;
}
