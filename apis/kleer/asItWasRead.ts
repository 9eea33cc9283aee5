import { singularOf, type Form } from '../../models/decode';

/**
 * A body in the form in which Kleer wrote its records: what was read wrapped goes back wrapped (docs/vendors.md#kleer-answers-in-other-forms).
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
		const items = value.map((item) => (isPlainId ? plainId(item, isTextNumber) : written(item, forms)));
		const wrapper = key === '' ? undefined : (wrappedIn ?? habitOf(forms, key));
		return wrapper ? { [wrapper]: items } : items;
	}
	if (typeof value === 'number') return isTextNumber ? String(value) : value;
	if (typeof value !== 'object' || value === null) return value;
	if (isPlainId) return plainId(value, isTextNumber);
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [name, written(inner, forms, name)]),
	);
}

/** A reference as its number; what says more than that stays an object. */
function plainId(value: unknown, isText: boolean | undefined): unknown {
	const isReference = typeof value === 'object' && value !== null && Object.keys(value).join() === 'id';
	if (!isReference) return value;
	const { id } = value as { id: unknown };
	return isText ? String(id) : id;
}

/** The key in which a list would be wrapped that no record showed, by how the others are; `undefined`: they aren't. */
function habitOf(forms: ReadonlyMap<string, Form>, key: string): string | undefined {
	const [wrapped] = [...forms].filter(([, { wrappedIn }]) => wrappedIn !== undefined);
	if (!wrapped) return undefined;
	const [plural, { wrappedIn }] = wrapped;
	return wrappedIn === plural ? key : singularOf(key);
}
