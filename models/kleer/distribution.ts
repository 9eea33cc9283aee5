import { id, list, number, object, required, type Infer, type Reader } from '../decode';

/** A share of something on a category; without percentage all of it. */
const dimensionShare = object({ id: required(id), percentage: number }, true);

const inner = object({ 'dimension-entries': list(dimensionShare, 'dimension-entry') });

/** The XSD's dimensions-distribution: `{}`, `{"dimension-entries": [..]}`, the same in the singular, or a bare list. */
export const distribution: Reader<Infer<typeof inner.fields>> = {
	matches: (value) => typeof value === 'object' && value !== null,
	read(value, place) {
		if (Array.isArray(value)) return inner.read({ 'dimension-entries': value }, place);
		const held = value as Record<string, unknown> | null;
		if (held && typeof held === 'object' && 'dimension-entry' in held) {
			const { 'dimension-entry': entries, ...rest } = held;
			return inner.read({ ...rest, 'dimension-entries': entries }, place);
		}
		return inner.read(value, place);
	},
};
