import { isDate } from '../dates.mts';
import type { Call } from '../http.mts';
import type { Field } from './fields.mts';
import { upperSnake } from './render.mts';

/**
 * Why a body is refused, or undefined. Unknown fields and wrong types are refused, and a missing element that
 * the XSD requires gives the general "Tekniskt fel" (docs/vendors.md#kleer-errors).
 */
export function checkWrite(fields: Field[], call: Call): string | undefined {
	const isObject = call.body !== null && typeof call.body === 'object' && !Array.isArray(call.body);
	if (call.brokenJson || call.contentType !== 'application/json' || !isObject) return 'Tekniskt fel';
	return checkObject(fields, call.body as Record<string, unknown>);
}

function checkObject(fields: Field[], body: Record<string, unknown>): string | undefined {
	const known = new Set(fields.map((field) => field.name));
	for (const key of Object.keys(body)) {
		if (!known.has(key)) return `UnrecognizedPropertyException: Unrecognized field "${key}"`;
	}
	for (const field of fields) {
		const value = body[field.name];
		const absent = value === undefined || value === null;
		if (absent && !field.optional) return 'Tekniskt fel';
		const problem = absent ? undefined : checkValue(field, value);
		if (problem) return problem;
	}
	return undefined;
}

function checkValue(field: Field, value: unknown): string | undefined {
	const wrong = `InvalidFormatException: Cannot deserialize value of field "${field.name}"`;
	const ok = (good: boolean) => (good ? undefined : wrong);
	switch (field.kind) {
		case 'string':
			return ok(typeof value === 'string');
		case 'boolean':
			return ok(typeof value === 'boolean');
		case 'int':
			return ok(Number.isInteger(value));
		case 'decimal':
			return ok(typeof value === 'number');
		case 'date':
			return ok(isDate(value));
		case 'enum':
			return ok((field.values ?? []).some((v) => v === value || upperSnake(v) === value));
		case 'object':
			return isPlain(value) ? checkObject(field.fields ?? [], value) : wrong;
		case 'list':
		case 'repeat':
			if (!Array.isArray(value)) return wrong;
			for (const item of value) {
				const problem = isPlain(item) ? checkObject(field.fields ?? [], item) : wrong;
				if (problem) return problem;
			}
			return undefined;
	}
}

function isPlain(value: unknown): value is Record<string, unknown> {
	return value !== null && typeof value === 'object' && !Array.isArray(value);
}
