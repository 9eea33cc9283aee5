import { fieldProblem, stored, type Fields, type Read, type Values } from './fields.mts';
import type { Problems } from './replies.mts';
import type { CinodeStore, KeptForm } from './store.mts';
import { isBody } from './validate.mts';

/** The paths by which fields are patched: all lower case, as in the vendor's example (docs/vendors.md#cinode-users). */
export function pathsOf(fields: Fields): Fields {
	return Object.fromEntries(
		Object.entries(fields).map(([name, field]) => [`/${name.toLowerCase()}`, { to: name, ...field }]),
	);
}

/**
 * Checks a JSON Patch and says what it would change; nothing is written here, so a patch with one bad
 * operation changes nothing. `personId`: whose record it is.
 */
export function readPatch(store: CinodeStore, paths: Fields, body: unknown, personId?: number): Read {
	if (!Array.isArray(body)) return { problems: { '': ['A JSON Patch is an array of operations.'] } };
	const values: Values = {};
	for (const operation of body as unknown[]) {
		const problems = readOperation(store, paths, operation, values, personId);
		if (problems) return { problems };
	}
	return { values };
}

function readOperation(
	store: CinodeStore,
	paths: Fields,
	operation: unknown,
	values: Values,
	personId?: number,
): Problems | undefined {
	if (!isBody(operation)) return { '': ['Not an operation.'] };
	const { op, path, value, ...rest } = operation;
	const name = String(path);
	const extra = Object.keys(rest)[0];
	if (extra) return { [extra]: ['Unknown member of an operation.'] };
	if (op !== 'replace') return { [name]: [`The operation '${String(op)}' is not supported.`] };
	const field = Object.hasOwn(paths, name) ? paths[name] : undefined;
	if (!field?.to) return { [name]: [`The target location specified by path '${name}' was not found.`] };
	if (value === undefined) return { [name]: ['The value is missing.'] };
	// Whether null clears is unknown (docs/vendors.md#cinode-users); assumed, with a switch.
	if (value === null && store.options.patchNull === 'refuses') return { [name]: ['must not be null.'] };
	const problem = fieldProblem(store, field, value, personId);
	if (problem) return { [field.type === 'email' ? 'Email' : name]: [problem] };
	if (store.options.ignores.includes(name)) return undefined;
	values[field.to] = keptAs(store.options.keepsAs[name], stored(field, value));
	return undefined;
}

/** A value as Cinode keeps it, where that isn't as it was sent. */
function keptAs<T>(form: KeptForm | undefined, value: T): T {
	if (typeof value === 'number' && form === 'whole') return Math.round(value) as T;
	if (typeof value !== 'string') return value;
	if (form === 'trimmed') return value.trim() as T;
	if (form === 'lower') return value.toLowerCase() as T;
	return (typeof form === 'number' ? value.slice(0, form) : value) as T;
}
