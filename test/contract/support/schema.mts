/** A schema as OpenAPI 3.0 writes it, as far as Cinode's document uses it. */
export interface Schema {
	$ref?: string;
	allOf?: Schema[];
	type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
	format?: string;
	nullable?: boolean;
	enum?: unknown[];
	minLength?: number;
	items?: Schema;
	required?: string[];
	properties?: Record<string, Schema>;
	additionalProperties?: boolean | Schema;
}

export type Schemas = Record<string, Schema>;

const FORMATS: Record<string, RegExp> = {
	'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/,
	email: /^[^@\s]+@[^@\s]+$/,
	uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
};

/** What is wrong with a value, one line per fault that says where but never shows the value. */
export function faultsOf(value: unknown, schema: Schema, schemas: Schemas, at = 'body'): string[] {
	if (schema.$ref) {
		const name = schema.$ref.split('/').at(-1) ?? '';
		const target = schemas[name];
		return target ? faultsOf(value, target, schemas, at) : [`${at}: the spec has no schema ${name}`];
	}
	if (value === null) {
		const mayBe = schema.nullable || (!schema.type && !schema.allOf);
		return mayBe ? [] : [`${at}: null isn't allowed`];
	}
	const faults = (schema.allOf ?? []).flatMap((part) => faultsOf(value, part, schemas, at));
	if (schema.enum && !schema.enum.includes(value)) faults.push(`${at}: not one of ${schema.enum.join(', ')}`);
	if (!schema.type) return faults;
	if (typeOf(value) !== schema.type && !(schema.type === 'number' && typeOf(value) === 'integer')) {
		return [...faults, `${at}: ${typeOf(value)} instead of ${schema.type}`];
	}
	if (typeof value === 'string') faults.push(...textFaults(value, schema, at));
	if (Array.isArray(value) && schema.items) {
		const { items } = schema;
		faults.push(...value.flatMap((item, index) => faultsOf(item, items, schemas, `${at}[${index}]`)));
	}
	if (schema.type === 'object') faults.push(...objectFaults(value as object, schema, schemas, at));
	return faults;
}

function typeOf(value: unknown): string {
	if (Array.isArray(value)) return 'array';
	return Number.isInteger(value) ? 'integer' : typeof value;
}

function textFaults(value: string, { minLength, format }: Schema, at: string): string[] {
	const faults = value.length < (minLength ?? 0) ? [`${at}: shorter than ${minLength}`] : [];
	const pattern = format && FORMATS[format];
	return pattern && !pattern.test(value) ? [...faults, `${at}: not a ${format}`] : faults;
}

function objectFaults(value: object, schema: Schema, schemas: Schemas, at: string): string[] {
	const known = schema.properties ?? {};
	const missing = (schema.required ?? []).filter((name) => !(name in value));
	const faults = missing.map((name) => `${at}: '${name}' is missing`);
	for (const [name, one] of Object.entries(value)) {
		const property = known[name];
		if (property) faults.push(...faultsOf(one, property, schemas, `${at}.${name}`));
		else if (schema.additionalProperties === false) faults.push(`${at}: '${name}' is unknown`);
		else if (typeof schema.additionalProperties === 'object') {
			faults.push(...faultsOf(one, schema.additionalProperties, schemas, `${at}.${name}`));
		}
	}
	return faults;
}
