import { foldText } from './alike';
import { cleanText } from './plainText';

export interface SplitName {
	firstName: string;
	lastName: string;
	/** Set when another split is just as likely. */
	uncertain?: boolean;
}

export type NameSplit = 'particles' | 'firstWord';

/** Words that belong to the last name when something follows them. */
const PARTICLES = new Set(
	(
		'von vom zu zum zur af av de del dela della delle dem den der des di do dos das da du la le ' +
		"van ver ter ten te 't al el ul bin ibn bint ben abu abd ap mac san santa st"
	).split(' '),
);

/** "al-Rashid" is a last name by itself, and so is what follows it. */
const JOINED_PARTICLE = /^(al|el|ul|ash|az)-\p{L}/u;

/** "Jr", "d.y.", "III": they belong to the last name before them. */
const SUFFIX = /^(?:(?:jr|sr|junior|j\u00fanior|senior)\.?|d\.[y\u00e4]\.?)$/i;
const NUMERAL = /^(?:II|III|IV)$/;

/**
 * Splits a full name (docs/field-rules.md#users-kleer--cinode: Full Name). "Last, First" is turned round; particles and suffixes stay with
 * the last name; else the last word is the last name, or, where set-up says so, all but the first word.
 * @returns `undefined` for a name of one word: Cinode needs both parts.
 */
export function splitName(name: string, split: NameSplit = 'particles'): SplitName | undefined {
	const [before = [], ...after] = cleanText(name).split(',').map(wordsOf);
	const turned = before.length > 0 ? after.flat() : [];
	// "Juniorlund, Karl Jr"; but "Karl Juniorlund, Jr" isn't turned round.
	const suffix = turned.slice(turned.length - suffixLength(turned));
	const firstNames = turned.slice(0, turned.length - suffix.length);
	if (firstNames.length > 0) {
		return { firstName: firstNames.join(' '), lastName: [...before, ...suffix].join(' ') };
	}
	const words = [...before, ...after.flat()];
	if (words.length < 2) return undefined;
	if (split === 'firstWord') return cut(words, 1);

	const particle = words.findIndex((word, index) => index > 0 && isParticle(word, index, words.length));
	if (particle > 0) return cut(words, particle);
	// Of two words the second is the last name, whatever it looks like.
	const count = words.length - suffixLength(words.slice(2));
	const parts = cut(words, count - 1);
	return count > 2 ? { ...parts, uncertain: true } : parts;
}

function wordsOf(text: string): string[] {
	return text.split(' ').filter(Boolean);
}

/** How many words at the end are a suffix: one, or "d. y." */
function suffixLength(words: string[]): number {
	const isSuffix = (word = '') => SUFFIX.test(word) || NUMERAL.test(word);
	if (isSuffix(words.at(-1))) return 1;
	return isSuffix(words.slice(-2).join('')) ? 2 : 0;
}

function isParticle(word: string, index: number, count: number): boolean {
	const folded = word.toLowerCase();
	return (index < count - 1 && PARTICLES.has(folded)) || JOINED_PARTICLE.test(folded);
}

function cut(words: string[], at: number): SplitName {
	return { firstName: words.slice(0, at).join(' '), lastName: words.slice(at).join(' ') };
}

/** Whether two splits are the same full name: people's own split is then left alone. */
export function isSameFullName(
	wanted: { firstName?: unknown; lastName?: unknown },
	current: { firstName?: unknown; lastName?: unknown },
): boolean {
	const full = (name: typeof wanted) => foldText(`${name.firstName ?? ''} ${name.lastName ?? ''}`);
	return full(wanted) === full(current);
}
