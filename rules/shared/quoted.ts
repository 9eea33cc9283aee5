import { comparablePhone } from './alike';
import { isRealDate } from './dates';
import { MASK } from './personalNumberShape';
import { plainText } from './plainText';

/**
 * Takes known values out of somebody else's words, in whatever way they are written there: 72112, 72 112 and 72.112,00;
 * 1965-05-31, 31.05.1965 and 05/31/1965.
 */

const MONTHS = [
	'jan',
	'feb',
	'mar',
	'apr',
	'ma[jy]',
	'jun',
	'jul',
	'aug',
	'sep',
	'o[ck]t',
	'nov',
	'de[cz]',
] as const;
/** A shorter value says nothing, and stands in every sentence. */
const SHORTEST = 2;
/** Of a long text, a beginning of so many characters is known again where it was cut. */
const CUT_AT_LEAST = 16;
const GROUP = "[\\s.,'’]?";
const NOT_IN_NUMBER = ['(?<![\\d])(?<!\\d[.,])', '(?!\\d)'] as const;
/** What may stand between digits of one number, and how many stand before a phone's own: "0046 (0)". */
const GAP = 4;
const PREFIX = 5;
/** A shorter text is no part of a word. */
const WORD = 4;

/** Every text and number in a value, however deep; of a JSON patch only what is written. */
export function valuesIn(value: unknown): Array<string | number> {
	if (typeof value === 'string' || typeof value === 'number') return [value];
	if (typeof value !== 'object' || value === null) return [];
	const isPatch = 'op' in value && 'path' in value;
	return isPatch ? valuesIn((value as { value?: unknown }).value) : Object.values(value).flatMap(valuesIn);
}

/** The words without the values. */
export function withoutValues(words: string, values: Array<string | number>): string {
	const plain = plainText(words);
	const masked = [...new Set(values)]
		// The longest first: a shorter one may be a part of it.
		.sort((a, b) => String(b).length - String(a).length)
		.reduce<string>((rest, value) => withoutValue(rest, plainText(String(value)).trim()), plain);
	// Where nothing was found the words stay as they were.
	return masked === plain ? words : masked;
}

function withoutValue(words: string, text: string): string {
	if (text.length < SHORTEST) return words;
	const without = (patterns: RegExp[]) =>
		patterns.reduce((rest, pattern) => rest.replace(pattern, MASK), words);
	const date = /^(\d{4}-\d\d-\d\d)(?:T|$)/.exec(text)?.[1];
	if (date && isRealDate(date)) return without(datePatterns(date));
	if (/^-?\d+(?:\.\d+)?$/.test(text)) return without(numberPatterns(text));
	const isNumber = text.replace(/\D/g, '').length >= 6 && !/\p{L}{3}/u.test(text);
	return withoutText(isNumber ? withoutDigits(words, text) : words, text);
}

/** Amounts may be in öre on one side. */
function numberPatterns(text: string): RegExp[] {
	const amount = Number(text);
	const isText = /^-?0\d/.test(text) || !Number.isSafeInteger(Math.trunc(amount));
	const forms =
		isText || Math.abs(amount) < 1000 ? [text] : [text, String(amount * 100), String(amount / 100)];
	return forms.map((form) => {
		const [whole = '', fraction = ''] = form.replace('-', '').split('.');
		const decimals = fraction ? `[.,]${fraction}0*` : '(?:[.,]0{1,2})?';
		return new RegExp(`${NOT_IN_NUMBER[0]}${[...whole].join(GROUP)}${decimals}${NOT_IN_NUMBER[1]}`, 'gu');
	});
}

function datePatterns(date: string): RegExp[] {
	const [year = '', month = '', day = ''] = date.split('-');
	const [m, d] = [month, day].map((two) => (two.startsWith('0') ? `0?${two.slice(1)}` : two));
	const y = `(?:${year.slice(0, 2)})?${year.slice(2)}`;
	const word = `${MONTHS[Number(month) - 1]}\\p{L}*\\.?`;
	const between = '[-./\\s]{1,2}';
	const orders = [
		[y, m, d],
		[d, m, y],
		[m, d, y],
		[d && `${d}(?:st|nd|rd|th|\\.|:e)?`, word, y],
		[word, d && `${d}(?:st|nd|rd|th)?,?`, y],
	].map((parts) => parts.join(between));
	return [...orders, `${y}${month}${day}`].map((form) => new RegExp(`(?<!\\d)${form}(?!\\d)`, 'giu'));
}

/** A phone, an organisation number: digits with anything but letters between them. */
function withoutDigits(words: string, text: string): string {
	const isPhone = /^[+0]/.test(text);
	const wanted = (isPhone ? comparablePhone(text).replace(/^\+46/, '') : text).replace(/\D/g, '');
	const digits = [...words.matchAll(/\d/g)].map(({ index }) => index);
	const isNear = (one = 0, next = 0) => next - one <= GAP && !/\p{L}/u.test(words.slice(one, next));
	for (let first = 0; first + wanted.length <= digits.length; first++) {
		const at = digits.slice(first, first + wanted.length);
		const isIt = at.every(
			(place, index) => words[place] === wanted[index] && (index === 0 || isNear(at[index - 1], place)),
		);
		if (!isIt) continue;
		// A phone's country, and the 0 in its place.
		let start = first;
		while (isPhone && first - start < PREFIX && isNear(digits[start - 1] ?? -GAP - 1, digits[start])) start--;
		const [from = 0, to = 0] = [digits[start], at.at(-1)];
		return `${words.slice(0, from)}${MASK}${withoutDigits(words.slice(to + 1), text)}`;
	}
	return words;
}

/** Whatever its case, spaces and ends of lines; a short one only as a word of its own. */
function withoutText(words: string, text: string): string {
	const isInWord = (character = '') => /[\p{L}\p{N}]/u.test(character);
	const masked = words.replace(new RegExp(spaced(text), 'giu'), (found: string, at: number) => {
		const isPart = isInWord(words[at - 1]) || isInWord(words[at + found.length]);
		return isPart && text.length < WORD ? found : MASK;
	});
	return withoutBeginning(masked, text);
}

/** Takes out the beginnings of a long text, as far as they go. */
function withoutBeginning(words: string, text: string): string {
	if (text.length <= CUT_AT_LEAST) return words;
	const start = new RegExp(spaced(text.slice(0, CUT_AT_LEAST)), 'iu');
	const found = start.exec(words);
	if (!found) return words;
	let end = found.index + found[0].length;
	for (let at = CUT_AT_LEAST; at < text.length && isSame(words[end], text[at]); at++) end++;
	return `${words.slice(0, found.index)}${MASK}${withoutBeginning(words.slice(end), text)}`;
}

function isSame(one: string | undefined, other: string | undefined): boolean {
	const isSpace = (character = '') => /\s/.test(character);
	return one?.toLowerCase() === other?.toLowerCase() || (isSpace(one) && isSpace(other));
}

function spaced(text: string): string {
	return escaped(text).replace(/\s+/g, '\\s+');
}

function escaped(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
