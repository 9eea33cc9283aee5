/**
 * Readers for what the vendors answer. A model is declared once, as a shape; the TypeScript type follows from it.
 * A reader takes every form that the facts call possible and gives one: ids plain or as `{"id": n}`, numbers as
 * numbers or text, nested lists flat, wrapped or as one bare object, dates with or without a time.
 *
 * Absent, `null` and "" stay apart: a key that isn't there isn't there afterwards either, and never clears anything.
 */

/** What isn't what was asked for. */
export class ShapeError extends Error {
	constructor(
		/** The place, as a path of keys; empty for the whole. */
		readonly where: string,
		readonly expected: string,
		/** The kind of what came instead; never a value. */
		readonly found: string,
		/** The innermost key. */
		readonly key = '',
	) {
		super(`${where || 'the answer'} is ${found} instead of ${expected}`);
		this.name = 'ShapeError';
	}
}

/** How a key is written in an answer, so that what is sent back can be written alike. */
export interface Form {
	/** The key under which a nested list stands in an object of its own. */
	wrappedIn?: string;
	/** A reference is a plain number. */
	isPlainId?: boolean;
	/** A number is text. */
	isTextNumber?: boolean;
}

/** What one reading of an answer found out beside the values. */
export class Reading {
	/** Optional values that could not be read: they count as not returned. */
	readonly unread: ShapeError[] = [];
	/** Forms by key; the last one seen holds. */
	readonly forms = new Map<string, Form>();
	/** Whether any nested list was there, in whatever form. */
	hasLists = false;
	/** Forms that were met, by key, for people: "wrapped in 'users'". */
	readonly dialects = new Map<string, Set<string>>();

	note(key: string, dialect: string, form?: Form): void {
		const known = this.dialects.get(key) ?? new Set();
		this.dialects.set(key, known.add(dialect));
		if (form) this.forms.set(key, { ...this.forms.get(key), ...form });
	}
}

/** A place in an answer. */
export interface Place {
	reading: Reading;
	where: string;
	/** The innermost key. */
	key: string;
}

export interface Reader<T> {
	/** @throws ShapeError */
	read(value: unknown, place: Place): T;
	/** Whether a value looks like one of these; no proof. */
	matches(value: unknown): boolean;
	/** A nested list: one that is left out may well hold something. */
	readonly isList?: boolean;
}

/** A field that an object may lack. */
export interface OptionalField<T> extends Reader<T> {
	isRequired?: false;
}

/** A field without which an object isn't one. */
export interface RequiredField<T> extends Reader<T> {
	isRequired: true;
}

type Field = OptionalField<unknown> | RequiredField<unknown>;
export type Shape = Record<string, Field>;

type ValueOf<F> = F extends Reader<infer T> ? T : never;
type RequiredKeys<S extends Shape> = {
	[K in keyof S]: S[K] extends { isRequired: true } ? K : never;
}[keyof S];

/** The type of what a shape reads. */
export type Infer<S extends Shape> = { [K in RequiredKeys<S>]: ValueOf<S[K]> } & {
	[K in Exclude<keyof S, RequiredKeys<S>>]?: ValueOf<S[K]>;
};

/** What a value is, in a word or two, without showing it. */
export function kindOf(value: unknown): string {
	if (value === undefined) return 'nothing';
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'object') return 'an object';
	if (typeof value === 'string') return value === '' ? 'an empty text' : 'text';
	return typeof value === 'number' ? 'a number' : 'true or false';
}

function fail(place: Place, expected: string, value: unknown): never {
	throw new ShapeError(place.where, expected, kindOf(value), place.key);
}

function inside(place: Place, key: string): Place {
	return { reading: place.reading, where: place.where ? `${place.where}.${key}` : key, key };
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a reader gives, or why it could not read. */
export function readWith<T>(reader: Reader<T>, value: unknown, place: Place): { value: T } | ShapeError {
	let failure: unknown;
	try {
		return { value: reader.read(value, place) };
	} catch (error) {
		failure = error;
	}
	if (failure instanceof ShapeError) return failure;
	throw failure as Error;
}

/** Without it, an object isn't one. */
export function required<T>(reader: Reader<T>): RequiredField<NonNullable<T>> {
	return {
		isRequired: true,
		matches: (value) => value !== null && reader.matches(value),
		read(value, place) {
			const read = reader.read(value, place);
			if (read === null || read === undefined) return fail(place, 'a value', value);
			return read;
		},
	};
}

/** Text, as it is; a number is taken as its digits. */
export const text: Reader<string | null> = {
	matches: (value) => typeof value === 'string' || typeof value === 'number',
	read(value, place) {
		if (value === null || typeof value === 'string') return value;
		if (typeof value === 'number') return String(value);
		return fail(place, 'text', value);
	},
};

const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/** A number, or one as text; an empty text is `null`. */
export const number: Reader<number | null> = {
	matches: (value) => typeof value === 'number' || (typeof value === 'string' && NUMBER.test(value.trim())),
	read(value, place) {
		if (value === null || typeof value === 'number') return value;
		if (typeof value === 'string') {
			const trimmed = value.trim();
			if (trimmed === '') return null;
			if (NUMBER.test(trimmed)) {
				place.reading.note(place.key, 'number as text', { isTextNumber: true });
				return Number(trimmed);
			}
		}
		return fail(place, 'a number', value);
	},
};

/** True or false, or one of them as text; an empty text is `null`. */
export const flag: Reader<boolean | null> = {
	matches: (value) => typeof value === 'boolean',
	read(value, place) {
		if (value === null || typeof value === 'boolean') return value;
		const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
		if (value === '') return null;
		if (word === 'true' || word === 'false') {
			place.reading.note(place.key, 'true or false as text');
			return word === 'true';
		}
		return fail(place, 'true or false', value);
	},
};

/** The id of something: a whole number, as text too, or in an object. */
export const id: Reader<number | null> = {
	matches: (value) => (isObject(value) ? id.matches(value.id) : number.matches(value)),
	read(value, place) {
		if (isObject(value) && 'id' in value) {
			place.reading.note(place.key, 'id in an object');
			return id.read(value.id, place);
		}
		const read = number.read(value, place);
		if (read !== null && !Number.isSafeInteger(read)) return fail(place, 'a whole number', value);
		return read;
	},
};

/** A reference to something: `{"id": n}`, or a plain number. */
export const reference: Reader<{ id: number } | null> = {
	matches: (value) => id.matches(value),
	read(value, place) {
		if (value === null || value === '') return null;
		if (!isObject(value)) place.reading.note(place.key, 'reference as a number', { isPlainId: true });
		const read = isObject(value) ? id.read(value.id, inside(place, 'id')) : id.read(value, place);
		if (read === null) return fail(place, 'a reference', value);
		return { id: read };
	},
};

/** .NET's and XML's way to say that there is no date. */
const NO_DATE = /^0001-01-01/;
const DATE = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/;
/** Midnight in Sweden, as a machine writes it that counts in UTC. */
const LATE = /^2[23]:00(:00(\.0+)?)?$/;

/**
 * A date, YYYY-MM-DD, whatever time stands behind it; "" and year 1 are `null`. A Swedish midnight that was written in
 * UTC is the day that it begins.
 */
export const day: Reader<string | null> = {
	matches: (value) => typeof value === 'string',
	read(value, place) {
		if (value === null || value === '') return null;
		if (typeof value !== 'string') return fail(place, 'a date', value);
		const given = value.trim();
		if (NO_DATE.test(given)) {
			place.reading.note(place.key, 'year 1 for no date');
			return null;
		}
		const parts = DATE.exec(given);
		if (!parts) return fail(place, 'a date', value);
		const [, date = '', time, zone] = parts;
		if (time) place.reading.note(place.key, zone ? 'date with time and zone' : 'date with time');
		if (zone && time && LATE.test(time)) return swedishMidnight(given) ?? date;
		return date;
	},
};

/** The Swedish day that begins at just this time; `undefined` when none does. */
function swedishMidnight(stamp: string): string | undefined {
	const shown = new Intl.DateTimeFormat('sv-SE', {
		timeZone: 'Europe/Stockholm',
		dateStyle: 'short',
		timeStyle: 'medium',
	}).format(new Date(stamp));
	return shown.endsWith('00:00:00') ? shown.slice(0, 10) : undefined;
}

/** A time stamp in UTC without offset, as Cinode writes it; year 1 is `null`. */
export const stamp: Reader<string | null> = {
	matches: (value) => typeof value === 'string',
	read(value, place) {
		if (value === null || value === '') return null;
		if (typeof value !== 'string') return fail(place, 'a time stamp', value);
		const given = value.trim();
		if (NO_DATE.test(given)) return null;
		const parts = DATE.exec(given);
		if (!parts) return fail(place, 'a time stamp', value);
		if (!parts[3]) return given;
		place.reading.note(place.key, 'time stamp with zone');
		return new Date(given).toISOString().replace(/Z$/, '');
	},
};

/**
 * One of an enumeration's numbers: given as the number, its digits, or its name in any case, with or without `_`. A
 * number that isn't in the list stays.
 */
export function numbered(names: Readonly<Record<string, number>>): Reader<number | null> {
	const byName = new Map(Object.entries(names).map(([name, value]) => [folded(name), value]));
	return {
		matches: (value) => typeof value === 'number' || typeof value === 'string',
		read(value, place) {
			if (typeof value === 'string' && byName.has(folded(value))) {
				place.reading.note(place.key, 'enumeration by name');
				return byName.get(folded(value)) ?? null;
			}
			return number.read(value, place);
		},
	};
}

/** One of an enumeration's words, in any case, with or without `_`, as it is declared; any other stays as it is. */
export function worded<Word extends string>(...words: readonly Word[]): Reader<Word | (string & {}) | null> {
	const byName = new Map<string, Word>(words.map((word) => [folded(word), word]));
	return {
		matches: text.matches,
		read(value, place) {
			const read = text.read(value, place);
			return read === null || read === '' ? null : (byName.get(folded(read)) ?? read);
		},
	};
}

function folded(name: string): string {
	return name.toLowerCase().replace(/[_\s-]/g, '');
}

/** A value that is passed on as it came. */
export const anything: Reader<unknown> = { matches: () => true, read: (value) => value };

export interface ObjectReader<S extends Shape, T = Infer<S>> extends Reader<T> {
	readonly fields: S;
}

/**
 * An object. What it must have and hasn't, or what can't be read of that, makes it no such object; another value that
 * can't be read counts as not returned, and is noted.
 * @param keepsRest Keys that aren't declared are kept as they came: for documents that are written back whole.
 */
export function object<S extends Shape>(fields: S, keepsRest?: false): ObjectReader<S>;
export function object<S extends Shape>(
	fields: S,
	keepsRest: true,
): ObjectReader<S, Infer<S> & Record<string, unknown>>;
export function object<S extends Shape>(fields: S, keepsRest = false): ObjectReader<S> {
	const entries = Object.entries(fields);
	const needed = entries.filter(([, field]) => field.isRequired);
	return {
		fields,
		matches: (value) =>
			isObject(value) && needed.every(([key, field]) => key in value && field.matches(value[key])),
		read(value, place) {
			if (!isObject(value)) return fail(place, 'an object', value);
			const result: Record<string, unknown> = keepsRest ? { ...value } : {};
			for (const [key, field] of entries) {
				const at = inside(place, key);
				if (!(key in value) || value[key] === undefined) {
					if (field.isRequired) fail(at, 'a value', undefined);
					continue;
				}
				if (field.isRequired) {
					result[key] = field.read(value[key], at);
					continue;
				}
				const outcome = readWith(field, value[key], at);
				if (outcome instanceof ShapeError) {
					place.reading.unread.push(outcome);
					delete result[key];
				} else result[key] = outcome.value;
			}
			return result as Infer<S>;
		},
	};
}

/** An object, or `null`. */
export function nullable<T>(reader: Reader<T>): Reader<T | null> {
	return {
		matches: (value) => value === null || reader.matches(value),
		read: (value, place) => (value === null ? null : reader.read(value, place)),
	};
}

/** Attributes of a paged result, which may stand beside a list (XSD paged-result). */
export const PAGING = ['offset', 'limit', 'size'];

/**
 * A nested list: flat, under its plural or singular key in an object of its own, or a single element without a list
 * (kleer.md 1.4b). `null` and `{}` are an empty list.
 * @param singular The name of one element, where it isn't the plural without its "s" or "ies".
 */
export function list<T>(item: Reader<T>, singular?: string): Reader<T[]> {
	const all = (values: unknown[], place: Place): T[] =>
		values.map((value, index) => item.read(value, { ...place, where: `${place.where}[${index}]` }));
	const reader: Reader<T[]> = {
		isList: true,
		matches: (value) => value === null || typeof value === 'object',
		read(value, place) {
			if (Array.isArray(value)) {
				place.reading.hasLists ||= value.length > 0 && place.key !== '';
				return all(value, place);
			}
			if (value === null) return [];
			if (!isObject(value)) {
				if (item.matches(value)) return all([value], place);
				return fail(place, 'a list', value);
			}
			const keys = Object.keys(value).filter((key) => !PAGING.includes(key));
			if (keys.length === 0) return [];
			const names = [place.key, singular ?? singularOf(place.key)];
			const [key = ''] = keys;
			const held = value[key];
			const isWrapper =
				keys.length === 1 &&
				names.includes(key) &&
				(Array.isArray(held) || held === null || item.matches(held));
			if (isWrapper) {
				place.reading.hasLists = true;
				place.reading.note(place.key, `wrapped in '${key}'`, { wrappedIn: key });
				if (held === null) return [];
				return all(Array.isArray(held) ? held : [held], place);
			}
			if (!item.matches(value)) return fail(place, 'a list', value);
			place.reading.note(place.key, 'one element without a list');
			return all([value], place);
		},
	};
	return reader;
}

/** "activities" → "activity", "users" → "user". */
export function singularOf(plural: string): string {
	return plural.endsWith('ies') ? `${plural.slice(0, -3)}y` : plural.replace(/s$/, '');
}
