import { HOUR_MS } from '../../base';
import type { MappedRecord } from '../../rules';
import { numberEntries, numberQuestions, recallNumber } from '../memory/numbers';
import type { EntryRow } from '../memory/row';
import { SignedSet } from '../memory/store';

/** Two readings within the same slot are taken for equally old. */
const SLOT_MS = 10;
/** Slots since 1970 have so many digits until the year 2286. */
const DIGITS = 12;
/** How far one machine's clock may be ahead of another's. */
const AHEAD_MS = HOUR_MS;
/** Thirteen for each project that was ever pushed: the row is begun anew at eight thousand projects. */
const MAX_ENTRIES = 104_000;

/**
 * Keeps, as a number, when the reading of each project that was written last was made: of two readings the older must not
 * overwrite what the newer one wrote. To be used under the lease.
 */
export class ReadingOrder {
	/** What the row held of the records that were asked about. */
	private readonly held = new Map<string, string[]>();
	private readonly notes: SignedSet;

	constructor(private readonly row: EntryRow) {
		this.notes = new SignedSet(row);
	}

	/** The records of which a later reading was written already. */
	async older(records: MappedRecord[], now: number): Promise<MappedRecord[]> {
		// A time that is further ahead than clocks may differ says nothing.
		const dated = records.filter((record) => (readAt(record) ?? Number.POSITIVE_INFINITY) <= now + AHEAD_MS);
		// New projects, which may be many at once, cost one question each.
		const known = await this.notes.peek([...new Set(dated.map(markOf))]);
		const asked = dated.filter((record) => known.has(markOf(record)));
		const found = await this.notes.peek(asked.flatMap((record) => numberQuestions(timeOf(record), DIGITS)));
		return asked.filter((record) => {
			const name = timeOf(record);
			this.held.set(
				name,
				numberQuestions(name, DIGITS).filter((entry) => found.has(entry)),
			);
			// A run that was killed between asking and taking out left half of a number.
			const written = recallNumber(name, (entry) => found.has(entry), DIGITS);
			return written !== undefined && written > slotOf(readAt(record) ?? 0);
		});
	}

	/** Notes that these readings are written. */
	async note(records: MappedRecord[]): Promise<void> {
		const latest = new Map<string, { record: MappedRecord; at: number }>();
		for (const record of records) {
			const at = readAt(record);
			if (at === undefined) continue;
			const before = latest.get(timeOf(record))?.at ?? 0;
			latest.set(timeOf(record), { record, at: Math.max(at, before) });
		}
		if (latest.size === 0) return;
		await this.notes.remove([...latest.keys()].flatMap((name) => this.held.get(name) ?? []));
		if ((await this.row.size()) > MAX_ENTRIES) await this.row.clear();
		await this.notes.add(
			[...latest].flatMap(([name, { record, at }]) => [
				markOf(record),
				...numberEntries(name, slotOf(at), DIGITS),
			]),
		);
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

/** The name under which the time is kept. */
function timeOf(record: MappedRecord): string {
	return `${nameOf(record)} was last read in slot`;
}

/** The entry that stands beside every time: without it nothing else is asked. */
function markOf(record: MappedRecord): string {
	return `${nameOf(record)} was read`;
}
