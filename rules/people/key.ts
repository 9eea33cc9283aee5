import { holdsPersonalNumber } from '../shared/personalNumberShape';
import { comparableKey } from '../shared/plainText';
import { KLEER_IDS, type KleerId, type PeopleSetup } from './setup';

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
	const text = comparableKey(value);
	// An internal id of 0 is Kleer's way of saying none.
	return text === '' || (which !== 'foreignId' && text === '0') ? null : text;
}

/** What a record's mapping needs of its key. */
export interface KeyParts {
	/** With its prefix; `undefined` when Kleer has no value in the chosen field, or one that is no key. */
	key: string | undefined;
	/** What Kleer calls the field that it comes from. */
	keyName: string;
	keyPrefix: string;
	/** Why the field's value is no key. */
	keyProblem?: string;
}

/** A person's key. */
export function personKey(record: KleerIds, setup: Pick<PeopleSetup, 'keySource' | 'keyPrefix'>): KeyParts {
	const { keySource, keyPrefix } = setup;
	return keyParts(record, keySource, KLEER_IDS[keySource].name, keyPrefix);
}

/** A record's key. A personal number is none: keys stand in results, reports and alerts (docs/decisions.md#sensitive). */
export function keyParts(record: KleerIds, which: KleerId, keyName: string, keyPrefix: string): KeyParts {
	const id = kleerId(record, which);
	const key = id ? `${keyPrefix}${id}` : undefined;
	if (!key || !holdsPersonalNumber(key)) return { key, keyName, keyPrefix };
	return { key: undefined, keyName, keyPrefix, keyProblem: personalKeyProblem('Kleer', keyName) };
}

/** Why a personal number is no key. */
export function personalKeyProblem(system: string, keyName: string): string {
	return `${system}'s '${keyName}', the key that set-up chose, holds a personal number, and keys are shown in reports: choose another`;
}
