import { addDays } from '../../rules';
import type { Fingerprints } from './fingerprints';

/** How long a record that is gone is still known, so that one that comes back soon isn't news. */
const DAYS_KEPT = 30;

/** What is remembered between polls, in n8n's static data: ids and fingerprints, nothing that can be read. */
export interface Known {
	/** Which company and resource it is about. */
	source: string;
	/** Name of the fingerprints' key: another token makes other fingerprints. */
	key: string;
	/** By record id. */
	fingerprints: Record<string, string>;
	/** By the id of a record that is gone: the day on which that was seen, YYYY-MM-DD. */
	gone: Record<string, string>;
}

export interface ListedRecord {
	id: number;
	json: object;
}

export interface Change {
	event: 'new' | 'updated';
	record: ListedRecord;
}

export interface Found {
	/** Nothing was known of this list before. */
	first: boolean;
	/** All records, new, at the first time. */
	changes: Change[];
	/** What to remember once the changes are handed over. */
	known: Known;
}

/** Compares a list with what is known of it. */
export function findChanges(
	before: Partial<Known>,
	records: ListedRecord[],
	source: string,
	fingerprints: Fingerprints,
	today: string,
): Found {
	const first = before.source !== source;
	const old = first ? {} : { ...before.fingerprints };
	const comparable = before.key === fingerprints.name;
	const known: Known = { source, key: fingerprints.name, fingerprints: {}, gone: {} };
	const changes: Change[] = [];
	for (const record of records) {
		const fingerprint = fingerprints.of(record.json);
		const previous = old[record.id];
		if (previous === undefined) changes.push({ event: 'new', record });
		else if (comparable && previous !== fingerprint) changes.push({ event: 'updated', record });
		known.fingerprints[record.id] = fingerprint;
	}
	for (const [id, fingerprint] of Object.entries(old)) {
		const since = before.gone?.[id] ?? today;
		if (id in known.fingerprints || addDays(since, DAYS_KEPT) < today) continue;
		known.fingerprints[id] = fingerprint;
		known.gone[id] = since;
	}
	return { first, changes, known };
}
