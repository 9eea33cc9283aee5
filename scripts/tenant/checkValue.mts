import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { didYouMean } from './suggest.mts';
import type { Remark } from './types.mts';

/** What the dropdowns that ask the vendors keep, where it is not simply an id. */
const KEPT: Record<string, { pattern: RegExp; text: string }> = {
	getCategories: { pattern: /^\d+\|.+$/, text: 'a text "id|name", e.g. "41|Backend"' },
	getStages: { pattern: /^\d+\|\d+$/, text: 'a text "pipeline|stage" of two ids, e.g. "4|17"' },
	getTags: { pattern: /\S/, text: 'a text, the name of the tag' },
};

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
				if (typeof value !== 'string') return say(`must be a text (${where})`);
				return value.startsWith('=')
					? say('must not begin with "=": n8n would take it for an expression')
					: value;
		}
	}

	/** A collection's entries, or a row's columns. */
	private fields(value: unknown, allowed: INodeProperties[], path: string, where: string): unknown {
		if (!isObject(value)) {
			this.errors.push({ path, message: `must be an object {…} (${where})` });
			return undefined;
		}
		const names = allowed.map(({ name }) => name);
		const checked: Record<string, unknown> = {};
		for (const [key, one] of Object.entries(value)) {
			const property = allowed.find(({ name }) => name === key);
			if (property) checked[key] = this.check(one, property, `${path}.${key}`);
			else this.errors.push({ path: `${path}.${key}`, message: unknownKey(key, names, where) });
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
				// A category without a tag gives one of its own name.
				const isOptional = column.typeOptions?.loadOptionsMethod === 'getTags';
				if (!isObject(row) || column.name in row || isOptional) continue;
				this.errors.push({ path: `${path}[${index}].${column.name}`, message: `is missing (${where})` });
			}
			return checked;
		});
		return { [table.name]: rows };
	}

	private number(value: unknown, { typeOptions }: INodeProperties, say: (text: string) => undefined) {
		const { minValue = -Infinity, maxValue = Infinity } = typeOptions ?? {};
		if (typeof value !== 'number') return say('must be a number');
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

export function unknownKey(key: string, known: readonly string[], where?: string): string {
	const there = known.length > 0 ? `; there is ${[...known].sort().join(', ')}` : '';
	return `is not known${where ? ` in the ${where}` : ''}${didYouMean(key, known) || there}`;
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

function plainName({ displayName }: INodeProperties): string {
	return displayName.replace(/ Names? or IDs?$/, '');
}
