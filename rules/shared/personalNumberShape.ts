import { hasValidChecksum } from './personalNumber';
import { plainText } from './plainText';

/**
 * Finds what looks like a Swedish personal number in any text, whatever stands between its digits, before or after it:
 * ten digits, or twelve with the century, with a date and a right check digit; a coordination number (day + 60, month or
 * day not known), and a reserve number with a letter among its last four. A company's number, whose third digit is 2 or
 * more, is none.
 */

/** What stands for a part of a text that must not be seen. */
export const MASK = '•••';

/** A part of a text, from its first character to behind its last one. */
type Span = readonly [from: number, to: number];

/** Fewer digits are no personal number: six of a date and two of a reserve number. */
const FEWEST_DIGITS = /\d(?:\D*\d){7}/;
const CENTURY = /^(?:16|18|19|20)/;
/** What may stand between digits of one number: a dash with spaces around it, brackets; no letters. */
const GAP = 3;
/** Between date and last four digits, words too: "811218 nr 9876". */
const WORDY_GAP = 6;
/** Six digits of a date, then a letter that registers use in the place of the first of the last four. */
const RESERVE = new RegExp(
	[
		'(?:\\d\\d@?)?\\d\\d@?(?:0\\d|1[0-2])@?(?:[0-2]\\d|3[01]|[67]\\d|8\\d|9[01])@{0,3}',
		'(?:[TRSUWXJKLMN]@?\\d{3}|T[A-Z]\\d\\d)(?!\\d)',
	]
		.join('')
		// Neither a letter nor a digit.
		.replaceAll('@', '[^A-Za-z0-9\\u00c0-\\u024f]'),
	'gi',
);

/** Whether a text holds a personal number. */
export function holdsPersonalNumber(text: string): boolean {
	return findPersonalNumbers(text).length > 0;
}

/** The text without the personal numbers in it. */
export function maskPersonalNumbers(text: string, mask = MASK): string {
	return findPersonalNumbers(text).reduceRight(
		(masked, [from, to]) => `${masked.slice(0, from)}${mask}${masked.slice(to)}`,
		text,
	);
}

/** A key as people may read it. */
export function readableKey(key: string): string {
	return holdsPersonalNumber(key) ? '(a personal number)' : key;
}

/** Where personal numbers stand, in their order; none lies over another. */
function findPersonalNumbers(text: string): Span[] {
	const flat = flatten(text);
	if (!FEWEST_DIGITS.test(flat.text)) return [];
	const found = [...digitSpans(flat.text), ...reserveSpans(flat.text)].sort((a, b) => a[0] - b[0]);
	const apart: Span[] = [];
	for (const span of found) {
		const last = apart.at(-1);
		if (last && span[0] < last[1]) apart[apart.length - 1] = [last[0], Math.max(last[1], span[1])];
		else apart.push(span);
	}
	return apart.map(([from, to]) => [flat.from[from] ?? 0, flat.to[to - 1] ?? text.length]);
}

/** A plain text, without marks on its digits, and where each of its characters stands in the given one. */
interface Flat {
	text: string;
	from: number[];
	to: number[];
}

function flatten(text: string): Flat {
	const flat: Flat = { text: '', from: [], to: [] };
	let at = 0;
	for (const character of text) {
		const plain = /\p{M}/u.test(character) ? '' : plainText(character);
		for (let unit = 0; unit < plain.length; unit++) {
			flat.from.push(at);
			flat.to.push(at + character.length);
		}
		flat.text += plain;
		at += character.length;
	}
	return flat;
}

function reserveSpans(text: string): Span[] {
	return [...text.matchAll(RESERVE)].map((match) => [match.index, match.index + match[0].length]);
}

/** Digits that stand together. */
interface Group {
	from: number;
	to: number;
}

function digitSpans(text: string): Span[] {
	const groups: Group[] = [...text.matchAll(/\d+/g)].map(({ index, 0: digits }) => ({
		from: index,
		to: index + digits.length,
	}));
	const spans: Span[] = [];
	// Where one is written out, it is no part of what stands before it.
	const companies = new Set(groups.filter((_, index) => readCompany(text, groups, index)));
	for (let index = 0; index < groups.length; index++) {
		const reading = readAt(text, groups, index, companies);
		if (!reading) continue;
		if (reading.isPersonal) spans.push([reading.from, reading.to]);
		const rest = groups.findIndex(({ to }) => to > reading.to);
		if (rest < 0) break;
		// What is left of a group may be one more.
		const group = groups[rest];
		if (group && group.from < reading.to) groups[rest] = { from: reading.to, to: group.to };
		index = rest - 1;
	}
	return spans;
}

interface NumberReading {
	isPersonal: boolean;
	from: number;
	to: number;
}

/** The number that begins in a group: a person's, a company's, or none. */
function readAt(
	text: string,
	groups: Group[],
	index: number,
	companies: ReadonlySet<Group>,
): NumberReading | undefined {
	const group = groups[index];
	if (!group) return undefined;
	if (companies.has(group)) return readCompany(text, groups, index);
	const run = runFrom(text, groups, index, companies);
	return (
		readPerson(text, run, 12) ??
		readPerson(text, run, 10) ??
		readGroupedCompany(text, groups, index, companies) ??
		readBehindDigits(text, groups, index) ??
		readTail(text, group)
	);
}

/** Digits of groups that stand near one another. */
interface Run {
	digits: string;
	/** Where each digit stands. */
	at: number[];
	/** After how many digits a group ends. */
	ends: number[];
}

function runFrom(text: string, groups: Group[], index: number, barriers?: ReadonlySet<Group>): Run {
	const run: Run = { digits: '', at: [], ends: [] };
	for (let next = index; next < groups.length && run.digits.length < 14; next++) {
		const group = groups[next];
		const before = groups[next - 1];
		if (!group) break;
		if (next > index && (barriers?.has(group) || (before && !isNear(text, before, group, run.ends)))) break;
		for (let at = group.from; at < group.to; at++) run.at.push(at);
		run.digits += text.slice(group.from, group.to);
		run.ends.push(run.digits.length);
	}
	return run;
}

function isNear(text: string, before: Group, after: Group, ends: number[]): boolean {
	const between = text.slice(before.to, after.from).replace(/\s+/g, ' ');
	if (!/\p{L}/u.test(between)) return between.length <= GAP;
	const isDate = ends.length === 1 && (ends[0] === 6 || ends[0] === 8);
	return isDate && after.to - after.from === 4 && between.length <= WORDY_GAP;
}

/** A company's number that is written as one, so that no part of it is taken for a person's. */
function readCompany(text: string, groups: Group[], index: number): NumberReading | undefined {
	const group = groups[index];
	if (!group) return undefined;
	const { digits, at, ends } = runFrom(text, groups, index);
	const company = (start: number, length: number) =>
		isCompany(digits.slice(start, start + 10))
			? { isPersonal: false, from: at[0] ?? 0, to: (at[length - 1] ?? 0) + 1 }
			: undefined;
	const [first = 0] = ends;
	// 12 digits after SE may be a person's with the century, but then they hardly end in 01.
	const isVat = /SE\W?$/i.test(text.slice(Math.max(0, group.from - 3), group.from));
	const isFirst = digits.startsWith('01', 10);
	const isPersons = CENTURY.test(digits) && (!isVat || readPerson(text, { digits, at, ends }, 12));
	if ((isVat || first === 12) && ends.includes(12) && (isVat && isFirst ? true : !isPersons)) {
		const found = (isVat || isFirst) && [6, 10, 12].includes(first) ? company(0, 12) : undefined;
		if (found) return found;
	}
	if (CENTURY.test(digits) && !isVat && ends.includes(12) && [2, 8, 12].includes(first)) {
		const found = company(2, 12);
		if (found) return found;
	}
	return ends.includes(10) && [6, 10].includes(first) ? company(0, 10) : undefined;
}

/** A company's number in groups of its own, "55 60 12-3456", unless a person's begins within it. */
function readGroupedCompany(
	text: string,
	groups: Group[],
	index: number,
	companies: ReadonlySet<Group>,
): NumberReading | undefined {
	const { digits, at, ends } = runFrom(text, groups, index, companies);
	if (!ends.includes(10) || !isCompany(digits.slice(0, 10))) return undefined;
	const company = { isPersonal: false, from: at[0] ?? 0, to: (at[9] ?? 0) + 1 };
	for (let later = index + 1; (groups[later]?.from ?? company.to) < company.to; later++) {
		const run = runFrom(text, groups, later, companies);
		if (readPerson(text, run, 12) ?? readPerson(text, run, 10)) return undefined;
	}
	return company;
}

/** @param length 10, or 12 with the century. */
function readPerson(text: string, run: Run, length: 10 | 12): NumberReading | undefined {
	const { digits, at, ends } = run;
	if (digits.length < length || (length === 12 && !CENTURY.test(digits))) return undefined;
	// Digits may hang on behind, as in a VAT number, but not where somebody put them in groups.
	if (!ends.includes(length) && (ends[0] ?? 0) < 6) return undefined;
	const ten = digits.slice(length - 10, length);
	const kind = kindOf(ten);
	if (!kind || isPhone(run, length) || isTime(text, at, length) || isPeriod(text, run, length)) {
		return undefined;
	}
	const isWrittenAsOne = length === 12 || (ends[0] === 6 && ends[1] === 10);
	if (!hasValidChecksum(ten) && !(kind === 'coordination' && isWrittenAsOne)) return undefined;
	return { isPersonal: true, from: at[0] ?? 0, to: (at[length - 1] ?? 0) + 1 };
}

/** Digits hang on before: "4 811218-9876" without the space. */
function readBehindDigits(text: string, groups: Group[], index: number): NumberReading | undefined {
	const [group, next] = [groups[index], groups[index + 1]];
	if (!group || !next || next.to - next.from !== 4 || group.to - group.from <= 6) return undefined;
	for (const length of [8, 6]) {
		if (group.to - group.from < length) continue;
		const date = { from: group.to - length, to: group.to };
		const reading = readPerson(text, runFrom(text, [date, next], 0), length === 8 ? 12 : 10);
		if (reading) return reading;
	}
	return undefined;
}

/** The end of a long number. */
function readTail(text: string, { from, to }: Group): NumberReading | undefined {
	const isForeignPhone = text[from - 1] === '+' || text.startsWith('00', from);
	if (to - from <= 10 || isForeignPhone) return undefined;
	for (const length of [12, 10] as const) {
		if (to - from < length) continue;
		const reading = readPerson(text, runFrom(text, [{ from: to - length, to }], 0), length);
		if (reading) return reading;
	}
	return undefined;
}

function isCompany(ten: string): boolean {
	return /^\d\d[2-9]\d{7}$/.test(ten) && hasValidChecksum(ten);
}

/** What ten digits may be by their date; `undefined`: nobody's number. */
function kindOf(ten: string): 'personal' | 'coordination' | undefined {
	const [month, day] = [Number(ten.slice(2, 4)), Number(ten.slice(4, 6))];
	const isCoded = day >= 60 && day <= 91;
	if (month > 12 || (!isCoded && (month === 0 || day === 0 || day > 31))) return undefined;
	return isCoded ? 'coordination' : 'personal';
}

/** 070-123 45 67, 08-123 456 78, (0)70 …: written as nobody writes a date. */
function isPhone({ digits, ends }: Run, length: number): boolean {
	if (length !== 10 || !digits.startsWith('0')) return false;
	const [first = 0, second = 0] = ends;
	const next = second - first;
	return [3, 4, 5].includes(first) || (first === 1 && next > 1) || (first === 2 && next === 3);
}

/** A date with a time behind it: 2026-11-30 07:05. */
function isTime(text: string, at: number[], length: number): boolean {
	const [hour, minute] = [at[length - 4] ?? 0, at[length - 2] ?? 0];
	return text.slice(hour, minute + 2).search(/^(?:[01]\d|2[0-3]):[0-5]\d$/) === 0;
}

/** From one date to another: 2026-01-01 – 2026-12-31. */
function isPeriod(text: string, { at, ends }: Run, length: number): boolean {
	const isDateInParts = (ends[0] ?? 0) < 6;
	return isDateInParts && /^(?:19|20)\d\d([-./])\d{1,2}\1\d{1,2}(?!\d)/.test(text.slice(at[length - 4]));
}
