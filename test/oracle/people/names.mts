import { asSent } from '../support/sent.mts';

/** The particles that the tests use; the design ends its list with "…". */
const PARTICLES = ['von', 'af', 'de', 'van', 'der', 'la', 'al'];

const SUFFIXES = ['jr', 'd.y.', 'iii'];

export interface SplitName {
	first: string;
	last: string;
}

/**
 * "Last, First" is turned round; particles and suffixes stay with the last name; else it is the last word (docs/field-rules.md#users-kleer--cinode,
 * "Full Name"). Undefined: one word, which is rejected.
 */
export function splitName(full: string): SplitName | undefined {
	const [beforeComma = '', afterComma] = full.split(',').map(asSent);
	if (afterComma !== undefined)
		return beforeComma && afterComma ? { first: afterComma, last: beforeComma } : undefined;
	const words = beforeComma.split(' ');
	if (words.length < 2) return undefined;
	const hasSuffix = words.length > 2 && SUFFIXES.includes(words.at(-1)?.toLowerCase() as string);
	let start = words.length - (hasSuffix ? 2 : 1);
	while (start > 1 && PARTICLES.includes(words[start - 1] as string)) start--;
	return { first: words.slice(0, start).join(' '), last: words.slice(start).join(' ') };
}

/** "names without regard to spaces and case" */
export function sameName(one: SplitName, other: SplitName): boolean {
	const plain = ({ first, last }: SplitName) => (first + last).replace(/\s/g, '').toLowerCase();
	return plain(one) === plain(other);
}
