import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { SCHEMES } from '../rules';
import { countryCode, countryName } from './countries';
import { closestCalled, didYouMean, type Called } from './suggest';
import type { Remark } from './types';

const PROJECT_FIELDS = SCHEMES.projects.furtherFields.map(({ field }) => field);

/** What the dropdowns that ask the vendors keep, where it is not simply an id. */
export const KEPT: Record<string, { pattern: RegExp; text: string }> = {
	getCategories: { pattern: /^\d+\|.+$/, text: 'a text "id|name", e.g. "41|Backend"' },
	getStages: { pattern: /^\d+\|\d+$/, text: 'a text "pipeline|stage" of two ids, e.g. "4|17"' },
	getTags: { pattern: /\S/, text: 'a text, the name of the tag' },
	getOwnFields: {
		pattern: new RegExp(`^(${PROJECT_FIELDS.join('|')}|field:\\S.*)$`),
		text: `one of ${PROJECT_FIELDS.map((field) => `"${field}"`).join(', ')}, or "field:" with the alias of a field of your own in Kleer`,
	},
};

/** What is wrong with a text whose form the editor can't tell, if anything. */
const TEXTS: Record<string, (value: string) => string | undefined> = {
	code: whyNoCountry,
	keyPrefix: whyNoPrefix,
	numberPrefix: whyNoPrefix,
	// "BV=" and 30 days make one tag.
	paymentTermsPrefix: (value) =>
		/\d\s*$/.test(value) ? 'must not end with a digit: nobody could tell where the days begin' : undefined,
};

const LONGEST_PREFIX = 12;

function whyNoPrefix(value: string): string | undefined {
	if (value === '') return undefined;
	if (/[\s\p{Cc}]/u.test(value)) return 'must have no spaces: they would stand in every key';
	if (value.includes(',')) return 'must have no comma: lists of keys are separated by commas';
	if (/^\d+$/.test(value)) return 'must not be digits alone: keys without it would pass for keys with it';
	return value.length > LONGEST_PREFIX ? `must have ${LONGEST_PREFIX} letters at most` : undefined;
}

function whyNoCountry(value: string): string | undefined {
	if (countryName(value)) return undefined;
	const code = countryCode(value);
	return `must be an ISO code of two letters like "NO"${code ? `; did you mean "${code}"?` : ''}`;
}

/** Checks a value against the parameter's description; gives it as the parameter keeps it. */
export class ValueCheck {
	constructor(
		/** Name of the node that the parameter belongs to. */
		private readonly node: string,
		private readonly errors: Remark[],
	) {}

	check(value: unknown, property: INodeProperties, path: string): unknown {
		const say = (message: string) => {
			this.errors.push({ path, message });
			return undefined;
		};
		if (isExpressionFor(property, value)) return value;
		const where = `${kindOf(property)} '${plainName(property)}' in the node '${this.node}'`;
		switch (property.type) {
			case 'boolean':
				return typeof value === 'boolean' ? value : say(`must be true or false (${where})`);
			case 'number':
				return this.number(value, property, (text) => say(`${text} (${where})`));
			case 'dateTime':
				return isDate(value) ? value : say(`must be a date like "2026-01-31" (${where})`);
			case 'options':
				return this.option(value, property, (text) => say(`${text} (${where})`));
			case 'multiOptions':
				if (!Array.isArray(value)) return say(`must be a list […] (${where})`);
				return value.map((one: unknown, index) =>
					this.check(one, { ...property, type: 'options' }, `${path}[${index}]`),
				);
			case 'collection':
				return this.fields(value, property.options as INodeProperties[], path, where);
			case 'fixedCollection':
				return this.rows(value, property, path, where);
			default:
				return this.text(value, property, say, where);
		}
	}

	private text(
		value: unknown,
		{ name }: INodeProperties,
		say: (message: string) => undefined,
		where: string,
	): unknown {
		if (typeof value !== 'string') return say(`must be a text (${where})`);
		if (name === OWN_VALUE && value.trim() === '') return say(`must not be empty (${where})`);
		if (value.startsWith('=')) return say('must not begin with "=": n8n would take it for an expression');
		const wrong = TEXTS[name]?.(value);
		return wrong ? say(`${wrong} (${where})`) : value;
	}

	/** A collection's entries, or a row's columns. */
	private fields(value: unknown, allowed: INodeProperties[], path: string, where: string): unknown {
		if (!isObject(value)) {
			this.errors.push({ path, message: `must be an object {…} (${where})` });
			return undefined;
		}
		const checked: Record<string, unknown> = {};
		for (const [key, one] of Object.entries(value)) {
			const property = allowed.find((column) => column.name === key && isShownIn(value, column));
			if (property) checked[key] = this.check(one, property, `${path}.${key}`);
			else this.errors.push({ path: `${path}.${key}`, message: unknownKey(key, called(allowed), where) });
		}
		return checked;
	}

	/** A table in the editor: a list in the file. */
	private rows(value: unknown, property: INodeProperties, path: string, where: string): unknown {
		const [table] = property.options as INodePropertyCollection[];
		if (!Array.isArray(value) || !table) {
			this.errors.push({ path, message: `must be a list of rows [{…}] (${where})` });
			return undefined;
		}
		const rows = value.map((row: unknown, index) => {
			const checked = this.fields(row, table.values, `${path}[${index}]`, where);
			for (const column of table.values) {
				if (!isObject(row) || column.name in row || isOptional(column) || !isShownIn(row, column)) continue;
				this.errors.push({ path: `${path}[${index}].${column.name}`, message: `is missing (${where})` });
			}
			return checked;
		});
		if (property.name === 'ownRows') this.ownFieldsOnce(value, path, where);
		return { [table.name]: rows };
	}

	/** Two rows can't write one field. */
	private ownFieldsOnce(rows: unknown[], path: string, where: string): void {
		const fields = rows.map((row) => (isObject(row) ? row.field : undefined));
		for (const [index, field] of fields.entries()) {
			if (field === undefined || fields.indexOf(field) === index) continue;
			const message = `is the field of row ${fields.indexOf(field)} already (${where})`;
			this.errors.push({ path: `${path}[${index}].field`, message });
		}
	}

	private number(value: unknown, { typeOptions }: INodeProperties, say: (text: string) => undefined) {
		const { minValue = -Infinity, maxValue = Infinity } = typeOptions ?? {};
		if (typeof value !== 'number') return say('must be a number');
		if (typeOptions?.numberPrecision === 0 && !Number.isInteger(value)) return say('must be a whole number');
		if (value < minValue) return say(`must be ${minValue} or more`);
		return value > maxValue ? say(`must be ${maxValue} or less`) : value;
	}

	private option(value: unknown, property: INodeProperties, say: (text: string) => undefined) {
		const method = property.typeOptions?.loadOptionsMethod;
		if (!method) {
			const options = (property.options ?? []) as INodePropertyOptions[];
			const known = options.map((option) => option.value);
			if (known.includes(value as never)) return value;
			const list = options
				.map((one) =>
					typeof one.value === 'number' ? `${one.value} (${one.name})` : JSON.stringify(one.value),
				)
				.join(', ');
			const guess = typeof value === 'string' ? didYouMean(value, known.map(String)) : '';
			return say(`must be one of ${list}${guess}`);
		}
		const kept = KEPT[method];
		if (kept) {
			return typeof value === 'string' && kept.pattern.test(value) && !value.startsWith('=')
				? value
				: say(`must be ${kept.text}, as the dropdown keeps it`);
		}
		return Number.isInteger(value) && (value as number) > 0 ? value : say('must be a number, the id');
	}
}

/** The value of an own row, which may be read from each record. */
const OWN_VALUE = 'value';

function isExpressionFor({ name }: INodeProperties, value: unknown): boolean {
	return name === OWN_VALUE && typeof value === 'string' && /^=[\s\S]*\{\{[\s\S]*\}\}/.test(value);
}

/** A category without a tag gives one of its own name; what has a default for every row needn't be given. */
function isOptional({ typeOptions, required, default: fallback }: INodeProperties): boolean {
	return typeOptions?.loadOptionsMethod === 'getTags' || (!required && fallback !== '');
}

/** Whether the editor shows a column in this row; several of one name share their place. */
function isShownIn(row: Record<string, unknown>, { displayOptions }: INodeProperties): boolean {
	const fits = (conditions: object | undefined) =>
		Object.entries(conditions ?? {}).every(
			([name, values]) => Array.isArray(values) && (values as unknown[]).includes(row[name]),
		);
	if (displayOptions?.show && !fits(displayOptions.show)) return false;
	return !displayOptions?.hide || !fits(displayOptions.hide);
}

/**
 * What is said of a key that isn't there: what was probably meant, else all that there is.
 *
 * @param deeper Keys further inside, which may be meant as well.
 */
export function unknownKey(
	key: string,
	known: readonly Called[],
	where = '',
	deeper: readonly Called[] = [],
): string {
	const meant = closestCalled(key, [...known, ...deeper]);
	const words = known.map(({ word }) => word).sort();
	const there = words.length > 0 ? `; there is ${words.join(', ')}` : '';
	return `is not known${where && ` in the ${where}`}${meant ? `; did you mean "${meant}"?` : there}`;
}

/** Parameters by their key, and by what the editor calls them. */
export function called(properties: INodeProperties[]): Called[] {
	return properties.map((property) => ({ word: property.name, names: [plainName(property)] }));
}

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isDate(value: unknown): boolean {
	if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
	const date = new Date(`${value}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

function kindOf({ type }: INodeProperties): string {
	return type === 'options' || type === 'multiOptions' ? 'dropdown' : 'parameter';
}

/** What the editor calls it, without n8n's hint that an id will do. */
export function plainName({ displayName }: INodeProperties): string {
	// A row of the field table is called by its target and its source.
	return displayName.replace(/ ← .*$/, '').replace(/ Names? or IDs?$/, '');
}
