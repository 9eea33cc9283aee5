import type { Problems } from './replies.mts';
import type { CinodeStore } from './store.mts';
import { isBody, problemOf, toDateTime, type Type } from './validate.mts';

/** A field of a write model. */
export interface Field {
	type: Type;
	/** Null may stand in it, and clears it. */
	nullable: boolean;
	/** What it is called where it is stored: as here, unless said otherwise. Null: checked, and not kept. */
	to?: string | null;
}

export type Fields = Record<string, Field>;
export type Values = Record<string, unknown>;
export type Read = { problems: Problems } | { values: Values };

export const maybe = (type: Type, to?: string | null): Field => ({ ...always(type, to), nullable: true });
export const always = (type: Type, to?: string | null): Field =>
	to === undefined ? { type, nullable: false } : { type, nullable: false, to };

/** Some of the fields: the vendor's models overlap. */
export function only<Name extends string>(fields: Record<Name, Field>, ...names: Name[]): Fields {
	return Object.fromEntries(names.map((name) => [name, fields[name]]));
}

export interface BodyRules {
	required?: readonly string[];
	/** The field that must repeat the password. */
	confirm?: string;
	/** Whose record it is: their own e-mail isn't taken. */
	personId?: number;
	/** PUT: what isn't given becomes empty. */
	replaces?: true;
}

/**
 * Checks a body against its model, strictly: unknown fields (additionalProperties: false), nulls, types, missing
 * ones. Nothing is written here; the values carry the names and the form in which they are stored.
 */
export function readBody(store: CinodeStore, body: unknown, fields: Fields, rules: BodyRules = {}): Read {
	if (!isBody(body)) return { problems: { '': ['A non-empty request body is required.'] } };
	const problems: Problems = {};
	for (const [name, value] of Object.entries(body)) {
		const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
		const problem = field ? fieldProblem(store, field, value, rules.personId) : 'Unknown field.';
		if (problem) problems[field ? upper(name) : name] = [problem];
	}
	for (const name of rules.required ?? []) {
		if (body[name] === undefined) problems[upper(name)] = [`The ${upper(name)} field is required.`];
	}
	if (rules.confirm && body.password !== body[rules.confirm])
		problems[upper(rules.confirm)] = ['does not match the password.'];
	if (Object.keys(problems).length > 0) return { problems };
	return { values: valuesOf(body, fields, rules.replaces === true) };
}

function valuesOf(body: Values, fields: Fields, replaces: boolean): Values {
	const values: Values = {};
	for (const [name, field] of Object.entries(fields)) {
		if (field.to === null) continue;
		const value = body[name] === undefined && replaces ? emptyOf(field) : stored(field, body[name]);
		if (value !== undefined) values[field.to ?? name] = value;
	}
	return values;
}

export function fieldProblem(
	store: CinodeStore,
	field: Field,
	value: unknown,
	personId?: number,
): string | undefined {
	if (value !== null) return problemOf(store, field.type, value, personId);
	return field.nullable ? undefined : 'must not be null.';
}

/** A value in the form in which it is stored. */
export function stored(field: Field, value: unknown): unknown {
	if (value === null || value === undefined) return value;
	if (field.type === 'date') return toDateTime(value);
	if (field.type === 'customerStatus') return value === true ? 1 : 0;
	return value;
}

/** What a PUT makes of a field that it leaves out; undefined: it is kept, as it has no empty value. */
function emptyOf(field: Field): unknown {
	if (field.nullable) return null;
	if (['name', 'email', 'password'].includes(field.type)) return undefined;
	return field.type === 'boolean' ? false : 0; // The zero of its enumeration, whatever that means.
}

const upper = (name: string) => name.slice(0, 1).toUpperCase() + name.slice(1);
