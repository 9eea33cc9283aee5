import type { Answer } from './http.mts';

/**
 * The forms in which the vendors may write the same data (kleer.md 1.4b, cinode.md 1.3b). Nobody knows which one a
 * tenant meets; all mean the same, alone and together.
 */
export interface KleerDialect {
	/** Nested lists in an object of their own, under the plural or the singular key. */
	nested?: 'plural' | 'singular';
	/** A nested list of one as that one. */
	single?: 'bare';
	/** The key of a list; without one the list itself. */
	listKey?: 'singular' | 'none' | 'wrapped';
	/** Attributes of a paged result beside the list. */
	paging?: boolean;
	/** Every id in an object, or none. */
	ids?: 'wrapped' | 'plain';
	numbers?: 'text';
	flags?: 'text';
	enums?: 'PascalCase' | 'lower';
	/** What stands where nothing is set. */
	unset?: 'null' | 'empty';
	dates?: 'time' | 'zulu' | 'offset' | 'decimals' | 'midnight in UTC';
}

export interface CinodeDialect {
	/** What stands where there is nothing. */
	nulls?: 'absent' | 'empty';
	numbers?: 'text';
	enums?: 'names' | 'UPPER_SNAKE';
	dates?: 'zulu' | 'offset' | 'decimals' | 'day';
	noDate?: 'year 1';
	/** An empty list. */
	empty?: '204' | 'null' | 'nothing';
}

export const KLEER_DIALECTS: Record<string, KleerDialect> = {
	'nested lists wrapped': { nested: 'plural' },
	'nested lists wrapped in the singular': { nested: 'singular' },
	'one element without a list': { single: 'bare' },
	'lists under the singular': { listKey: 'singular' },
	'lists without a key': { listKey: 'none' },
	'lists wrapped twice': { listKey: 'wrapped' },
	'paging attributes': { paging: true },
	'plain ids': { ids: 'plain' },
	'wrapped ids': { ids: 'wrapped' },
	'numbers as text': { numbers: 'text' },
	'true and false as text': { flags: 'text' },
	'enumerations as in the XSD': { enums: 'PascalCase' },
	'enumerations in lower case': { enums: 'lower' },
	'null for nothing': { unset: 'null' },
	'dates with a time': { dates: 'time' },
	'dates with Z': { dates: 'zulu' },
	'dates with an offset': { dates: 'offset' },
	'dates with seven decimals': { dates: 'decimals' },
	'dates as midnight in UTC': { dates: 'midnight in UTC' },
};

export const CINODE_DIALECTS: Record<string, CinodeDialect> = {
	'nothing is left out': { nulls: 'absent' },
	'numbers as text': { numbers: 'text' },
	'enumerations by name': { enums: 'names' },
	'enumerations in capitals': { enums: 'UPPER_SNAKE' },
	'dates with Z': { dates: 'zulu' },
	'dates with an offset': { dates: 'offset' },
	'dates with seven decimals': { dates: 'decimals' },
	'dates without a time': { dates: 'day' },
	'year 1 for no date': { noDate: 'year 1' },
	'empty lists as 204': { empty: '204' },
	'empty lists as null': { empty: 'null' },
	'empty lists without a body': { empty: 'nothing' },
};

type Json = unknown;
type Row = Record<string, Json>;

const isRow = (value: Json): value is Row =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const DAY = /^\d{4}-\d\d-\d\d$/;
const ENUM_KEYS = ['status', 'monthly-salary-type', 'month-report-strategy', 'variable-salary-type'];

/** Kleer's answer in a dialect. */
export function inKleersDialect(answer: Answer, dialect: KleerDialect): Answer {
	if (answer.status !== 200 || !answer.text || !/json/.test(answer.contentType ?? 'json')) return answer;
	const body = JSON.parse(answer.text) as Row;
	const [key = '', ...others] = Object.keys(body);
	const rows = body[key];
	const isList = others.length === 0 && Array.isArray(rows);
	if (!isList) {
		// What a write answers is an id alone.
		const isWritten = Object.keys(body).every((name) => name === 'id');
		return { ...answer, text: JSON.stringify(isWritten ? body : kleerValue(body, '', dialect)) };
	}
	const items = rows.map((row) => kleerValue(row, '', dialect));
	const singular = singularOf(key);
	const paging = dialect.paging ? { offset: 0, limit: Math.max(100, items.length), size: items.length } : {};
	const list: Json =
		dialect.listKey === 'none'
			? items
			: dialect.listKey === 'singular'
				? { ...paging, [singular]: items }
				: dialect.listKey === 'wrapped'
					? { ...paging, [key]: { [singular]: items } }
					: { ...paging, [key]: items };
	return { ...answer, text: JSON.stringify(list) };
}

function kleerValue(value: Json, key: string, dialect: KleerDialect): Json {
	if (Array.isArray(value)) {
		const items = value.map((one) => kleerValue(one, '', dialect));
		const held = dialect.single === 'bare' && items.length === 1 ? items[0] : items;
		if (!dialect.nested) return held;
		return { [dialect.nested === 'plural' ? key : singularOf(key)]: held };
	}
	if (isRow(value)) {
		const isReference = Object.keys(value).length === 1 && typeof value.id === 'number' && key !== '';
		if (isReference && dialect.ids === 'plain' && key !== 'id') return number(value.id, dialect);
		if (isReference && dialect.ids === 'plain') return number(value.id, dialect);
		if (isReference) return { id: number(value.id, dialect) };
		return Object.fromEntries(
			Object.entries(value).map(([name, inner]) => [name, kleerValue(inner, name, dialect)]),
		);
	}
	if (typeof value === 'number') {
		if (key === 'id' && dialect.ids === 'wrapped') return { id: number(value, dialect) };
		return number(value, dialect);
	}
	if (typeof value === 'boolean') return dialect.flags === 'text' ? String(value) : value;
	if (value === '' && dialect.unset === 'null') return null;
	if (typeof value !== 'string') return value;
	if (DAY.test(value)) return kleerDate(value, dialect.dates);
	if (ENUM_KEYS.includes(key) && dialect.enums) {
		return dialect.enums === 'lower'
			? value.toLowerCase().replaceAll('_', '')
			: value.toLowerCase().replace(/(^|_)(\w)/g, (_, __, letter: string) => letter.toUpperCase());
	}
	return value;
}

const number = (value: Json, { numbers }: { numbers?: 'text' }): Json =>
	numbers === 'text' ? String(value) : value;

function kleerDate(day: string, form: KleerDialect['dates']): string {
	if (form === 'time') return `${day}T00:00:00`;
	if (form === 'zulu') return `${day}T00:00:00Z`;
	if (form === 'offset') return `${day}T00:00:00+02:00`;
	if (form === 'decimals') return `${day}T00:00:00.0000000`;
	if (form !== 'midnight in UTC') return day;
	const zone = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Stockholm', timeZoneName: 'longOffset' })
		.formatToParts(new Date(`${day}T12:00:00Z`))
		.find(({ type }) => type === 'timeZoneName');
	const offset = zone?.value.replace('GMT', '') ?? '+01:00';
	return new Date(`${day}T00:00:00${offset}`).toISOString();
}

/** What is written to a Kleer that speaks a dialect has to come in it; here in the form that the store keeps. */
export function fromKleersDialect(body: Json, dialect: KleerDialect): Json {
	const { nested, ids, numbers } = dialect;
	if (!nested && ids !== 'plain' && numbers !== 'text') return body;
	const plain = (value: Json, key: string): Json => {
		if (nested && Array.isArray(value) && key !== '') return { 'not in the dialect': value };
		const isId = typeof value === 'number' || (numbers === 'text' && /^\d+$/.test(String(value)));
		if (ids === 'plain' && isId && REFERENCES.includes(key)) return { id: Number(value) };
		if (Array.isArray(value))
			return value.map((one) => plain(one, key === 'dimension-entries' ? 'entry' : ''));
		if (ids === 'plain' && isRow(value) && REFERENCES.includes(key) && isReference(value)) {
			return { 'not in the dialect': value };
		}
		if (isRow(value)) {
			const [[name, inner] = ['', undefined], ...more] = Object.entries(value);
			const wrapped = nested === 'plural' ? key : singularOf(key);
			if (nested && more.length === 0 && key !== '' && name === wrapped && Array.isArray(inner)) {
				return inner.map((one) => plain(one, key === 'dimension-entries' ? 'entry' : ''));
			}
			return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v, k)]));
		}
		if (
			numbers === 'text' &&
			typeof value === 'string' &&
			/^-?\d+(\.\d+)?$/.test(value) &&
			!TEXTS.includes(key)
		)
			return Number(value);
		return value;
	};
	return plain(body, '');
}

/** Keys of what is referred to by its id alone. */
const REFERENCES = [
	'client',
	'broker-client',
	'our-reference',
	'user',
	'activity',
	'template',
	'approver',
	'entry',
];

const isReference = (value: Row) => Object.keys(value).join() === 'id';

/** Texts that may be all digits. */
const TEXTS = ['number', 'foreign-id', 'po-nr', 'comment', 'name', 'zip-code', 'orgno', 'phone', 'value'];

function singularOf(plural: string): string {
	if (plural === 'children') return 'child';
	return plural.endsWith('ies') ? `${plural.slice(0, -3)}y` : plural.replace(/s$/, '');
}

const CINODE_ENUMS: Record<string, Record<number, string>> = {
	contractType: { 0: 'Hourly', 1: 'Fixed' },
	extentType: { 0: 'Percent', 1: 'Hours' },
	currentState: { 0: 'Open', 30: 'Won', 40: 'Lost', 50: 'Abandoned', 60: 'Suspended' },
	projectState: { 0: 'Open', 30: 'Won', 40: 'Lost', 50: 'Abandoned', 60: 'Suspended' },
	companyUserType: { 0: 'Employee', 10: 'Candidate', 20: 'Subcontractor', 30: 'Api', 40: 'Bot' },
	addressType: { 0: 'Undefined', 1: 'Street', 2: 'Invoice', 3: 'Location' },
};
const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?$/;
const DATE_KEYS = /date|start|end/i;

/** Cinode's answer in a dialect. */
export function inCinodesDialect(answer: Answer, dialect: CinodeDialect, isList: boolean): Answer {
	if (answer.status >= 300 || !answer.text) return answer;
	const body = JSON.parse(answer.text) as Json;
	if (isList && Array.isArray(body) && body.length === 0 && dialect.empty) {
		const { text: _text, ...rest } = answer;
		if (dialect.empty === 'null') return { ...answer, text: 'null' };
		return { ...rest, status: dialect.empty === '204' ? 204 : 200 };
	}
	return { ...answer, text: JSON.stringify(cinodeValue(body, '', dialect)) };
}

function cinodeValue(value: Json, key: string, dialect: CinodeDialect): Json {
	if (Array.isArray(value)) return value.map((one) => cinodeValue(one, '', dialect));
	if (isRow(value)) {
		const entries = Object.entries(value)
			.map(([name, inner]) => [name, cinodeValue(inner, name, dialect)] as const)
			.filter(([, inner]) => !(inner === null && dialect.nulls === 'absent'));
		return Object.fromEntries(entries);
	}
	if (value === null) {
		if (dialect.noDate && /Date$/.test(key)) return '0001-01-01T00:00:00';
		return null;
	}
	const names = CINODE_ENUMS[key];
	if (typeof value === 'number' && names?.[value] !== undefined && dialect.enums) {
		return dialect.enums === 'names' ? names[value] : names[value]?.toUpperCase();
	}
	if (typeof value === 'number') return number(value, dialect);
	if (typeof value !== 'string' || !STAMP.test(value)) return value;
	const isDay = DATE_KEYS.test(key) && value.endsWith('T00:00:00');
	switch (dialect.dates) {
		case 'zulu':
			return `${value}Z`;
		case 'offset':
			return isDay ? `${value}+01:00` : `${value}+00:00`;
		case 'decimals':
			return `${value.replace(/\.\d+$/, '')}.${(/\.(\d+)$/.exec(value)?.[1] ?? '').padEnd(7, '0')}`;
		case 'day':
			return isDay ? value.slice(0, 10) : value;
		default:
			return value;
	}
}
