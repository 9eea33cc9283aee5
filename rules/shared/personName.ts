import { foldText } from './alike';

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

/**
 * Splits a full name (design.md 3, users: Full Name). "Last, First" is turned round; particles stay with the
 * last name; else the last word is the last name, or, where set-up says so, all but the first word.
 * @returns `undefined` for a name of one word: Cinode needs both parts.
 */
export function splitName(name: string, split: NameSplit = 'particles'): SplitName | undefined {
	const text = name.normalize('NFC').trim().replace(/\s+/g, ' ');
	const comma = text.indexOf(',');
	if (comma >= 0) {
		const lastName = text.slice(0, comma).trim();
		const firstName = text
			.slice(comma + 1)
			.replace(/,/g, ' ')
			.trim()
			.replace(/\s+/g, ' ');
		if (firstName && lastName) return { firstName, lastName };
	}
	const words = text.replace(/,/g, ' ').trim().split(/\s+/).filter(Boolean);
	if (words.length < 2) return undefined;
	if (split === 'firstWord') return cut(words, 1);

	const particle = words.findIndex((word, index) => index > 0 && isParticle(word, index, words.length));
	if (particle > 0) return cut(words, particle);
	const parts = cut(words, words.length - 1);
	return words.length > 2 ? { ...parts, uncertain: true } : parts;
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
