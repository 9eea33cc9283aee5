import type { Employee } from '../kleerRecords';
import type { KleerId } from './setup';

/** One of a person's Kleer ids as text; `null` when it is empty, `undefined` when Kleer didn't return it. */
export function kleerId(employee: Employee, which: KleerId): string | null | undefined {
	const value = employee[which];
	if (value === undefined) return undefined;
	const text = value === null ? '' : String(value).trim();
	// An internal id of 0 is Kleer's way of saying none.
	return text === '' || (which !== 'foreignId' && text === '0') ? null : text;
}
