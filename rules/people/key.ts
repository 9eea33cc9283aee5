import type { KleerId, PeopleSetup } from './setup';

/** A Kleer record's ids. */
export interface KleerIds {
	id: number;
	internalId?: number | null;
	foreignId?: string | null;
}

/** One of a record's Kleer ids as text; `null` when it is empty, `undefined` when Kleer didn't return it. */
export function kleerId(record: KleerIds, which: KleerId): string | null | undefined {
	const value = record[which];
	if (value === undefined) return undefined;
	const text = value === null ? '' : String(value).trim();
	// An internal id of 0 is Kleer's way of saying none.
	return text === '' || (which !== 'foreignId' && text === '0') ? null : text;
}

/** The key with its prefix; `undefined` when Kleer has no value in the chosen field. */
export function keyOf(
	record: KleerIds,
	setup: Pick<PeopleSetup, 'keySource' | 'keyPrefix'>,
): string | undefined {
	const id = kleerId(record, setup.keySource);
	return id ? `${setup.keyPrefix}${id}` : undefined;
}
