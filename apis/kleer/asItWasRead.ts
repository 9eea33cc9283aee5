import type { Form } from '../../models/decode';

/**
 * A body in the form in which Kleer wrote its records: what was read wrapped goes back wrapped (facts/kleer.md 1.4b).
 * @param forms By key, as they were read.
 */
export function asItWasRead(
	body: Record<string, unknown>,
	forms: ReadonlyMap<string, Form>,
): Record<string, unknown> {
	if (forms.size === 0) return body;
	return written(body, forms) as Record<string, unknown>;
}

function written(value: unknown, forms: ReadonlyMap<string, Form>, key = ''): unknown {
	const { wrappedIn, isPlainId, isTextNumber } = forms.get(key) ?? {};
	if (Array.isArray(value)) {
		const items = value.map((item) => written(item, forms));
		return wrappedIn ? { [wrappedIn]: items } : items;
	}
	if (typeof value === 'number') return isTextNumber ? String(value) : value;
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).map(([name, inner]) => [name, written(inner, forms, name)] as const);
	const [[name, inner] = []] = entries;
	if (isPlainId && entries.length === 1 && name === 'id') return inner;
	return Object.fromEntries(entries);
}
