import type { Field } from './fields.mts';

type Row = Record<string, unknown>;

/** An answer before it is known whether the caller reads XML or JSON. */
export interface KleerReply {
	status: number;
	/** Name of the root element; for lists also the one key in JSON. */
	root: string;
	fields: Field[];
	/** One object, or a list of objects whose element is `item`. */
	value: object | object[];
	item?: string;
	headers?: Record<string, string>;
}

/** JSON by the conventions of docs/vendors.md#kleer-json. `bareEmpty`: an empty list comes as `{}`. */
export function toJson(reply: KleerReply, bareEmpty: boolean): string {
	if (!Array.isArray(reply.value)) return JSON.stringify(jsonObject(reply.fields, reply.value as Row));
	if (reply.value.length === 0 && bareEmpty) return '{}';
	return JSON.stringify({ [reply.root]: reply.value.map((row) => jsonObject(reply.fields, row as Row)) });
}

function jsonObject(fields: Field[], row: Row): Row {
	const out: Row = {};
	for (const field of fields) {
		const value = jsonValue(field, row[field.name]);
		if (value !== undefined) out[field.name] = value;
	}
	return out;
}

function jsonValue(field: Field, value: unknown): unknown {
	if (value === undefined || value === null) {
		if (field.nillable) return null;
		// Unset strings come as "": facts show it for foreign-id, which the XSD calls optional.
		if (field.name === 'foreign-id') return '';
		return field.optional ? undefined : unset(field);
	}
	if (field.kind === 'enum') return upperSnake(String(value));
	if (field.kind === 'object') return jsonObject(field.fields ?? [], value as Row);
	if (field.kind === 'repeat' && (value as Row[]).length === 0) return undefined;
	if (field.kind === 'list' || field.kind === 'repeat')
		return (value as Row[]).map((row) => jsonObject(field.fields ?? [], row));
	return value;
}

/** What a required field holds when it was never set. */
function unset(field: Field): unknown {
	if (field.kind === 'boolean') return false;
	if (field.kind === 'int' || field.kind === 'decimal') return 0;
	if (field.kind === 'list' || field.kind === 'repeat') return [];
	if (field.kind === 'object') return jsonObject(field.fields ?? [], {});
	return '';
}

/** Enumerations are UPPER_SNAKE in JSON and as in the XSD in XML. */
export function upperSnake(text: string): string {
	return text.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
}

/** XML with the elements in the order of the XSD, without namespaces. */
export function toXml(reply: KleerReply): string {
	const inner = Array.isArray(reply.value)
		? reply.value.map((row) => element(reply.item ?? 'item', xmlFields(reply.fields, row as Row))).join('')
		: xmlFields(reply.fields, reply.value as Row);
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${element(reply.root, inner)}`;
}

const NIL = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"';

function xmlFields(fields: Field[], row: Row): string {
	return fields.map((field) => xmlField(field, row[field.name])).join('');
}

function xmlField(field: Field, given: unknown): string {
	const absent = given === undefined || given === null;
	if (absent && field.nillable) return `<${field.name} ${NIL}/>`;
	if (absent && field.optional && field.name !== 'foreign-id') return '';
	const value = absent ? unset(field) : given;
	const rows = () =>
		(value as Row[]).map((row) => element(field.item ?? '', xmlFields(field.fields ?? [], row))).join('');
	if (field.kind === 'repeat') return rows();
	if (field.kind === 'list') return element(field.name, rows());
	if (field.kind === 'object') return element(field.name, xmlFields(field.fields ?? [], value as Row));
	return element(field.name, escape(String(value)));
}

function element(name: string, inner: string): string {
	return inner === '' ? `<${name}/>` : `<${name}>${inner}</${name}>`;
}

function escape(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
