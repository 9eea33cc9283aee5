import type { MappedRecord } from '../../rules';
import type { PlannedChange } from '../contract/plan';
import { numberEntries, numberQuestions } from './numbers';
import type { RunMemory } from './runMemory';

/**
 * Changes that were sent and that the target doesn't show (docs/decisions.md#what-was-sent-is-what-is-there). Kept under the
 * record's identity, the field, what was sent, and what the target showed instead: when one of them changes, it is sent again.
 */

/**
 * What is kept of a change: that it was sent in vain, or only that it was sent, where the answer shows nothing. The latter
 * is looked at when it comes again.
 */
export type SentAs = 'unkept' | 'sent unseen';

/** So many digits of a fingerprint of what was found are kept. */
const FOUND_DIGITS = 5;

/** There is such a change of the record. */
export function sentMarker(memory: RunMemory, record: MappedRecord): string {
	return `sent changes ${memory.who(record)}`;
}

/** The fields whose changes may not be kept: those of the record, and what isn't a field. */
function fieldsOf(record: MappedRecord): string[] {
	return [...Object.keys(record.values), 'tags', 'status'];
}

function wanted({ values, tags, active, left, starts }: MappedRecord, field: string): unknown {
	if (field === 'tags') return tags;
	if (field === 'status') return [active, left, starts];
	return values[field] ?? null;
}

function fieldEntry(memory: RunMemory, record: MappedRecord, field: string, as: SentAs): string {
	return `${as} ${field} ${memory.digest([memory.who(record), field, wanted(record, field)])}`;
}

function foundEntries(memory: RunMemory, entry: string, from: PlannedChange['from']): string[] {
	const found = memory.number(['found', from], 10 ** FOUND_DIGITS);
	return numberEntries(entry, found, FOUND_DIGITS);
}

/** Asks about all records that have such changes; the marker has been asked about. */
export async function askSent(memory: RunMemory, records: MappedRecord[]): Promise<void> {
	const entries = records
		.filter((record) => memory.has(sentMarker(memory, record)))
		.flatMap((record) =>
			fieldsOf(record).flatMap((field) => [
				fieldEntry(memory, record, field, 'unkept'),
				fieldEntry(memory, record, field, 'sent unseen'),
			]),
		);
	await memory.ask(entries);
	await memory.ask(
		entries.filter((entry) => memory.has(entry)).flatMap((entry) => numberQuestions(entry, FOUND_DIGITS)),
	);
}

/** Whether just this change was sent before, with the target showing the same as now afterwards. */
export function wasSent(
	memory: RunMemory,
	record: MappedRecord,
	{ name, from }: Pick<PlannedChange, 'name' | 'from'>,
	as: SentAs,
): boolean {
	if (!memory.has(sentMarker(memory, record))) return false;
	const entry = fieldEntry(memory, record, name, as);
	return memory.has(entry) && foundEntries(memory, entry, from).every((one) => memory.has(one));
}

/** What to remember of changes that were sent in vain, or unseen. */
export function sentEntries(
	memory: RunMemory,
	record: MappedRecord,
	changes: PlannedChange[],
	as: SentAs,
): string[] {
	if (changes.length === 0) return [];
	const entries = changes.flatMap(({ name, from }) => {
		const entry = fieldEntry(memory, record, name, as);
		return [entry, ...foundEntries(memory, entry, from)];
	});
	return [sentMarker(memory, record), ...entries];
}
