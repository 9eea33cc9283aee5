import type { Category } from '../kleerRecords';
import { hasCategory, type CategoryScope } from './categories';
import type { LeftOutKind } from './types';

/** What is said of each; `many` is for counting, `why` for a list. */
export const LEFT_OUT: Record<LeftOutKind, { many: string; why: string }> = {
	outOfScope: { many: 'out of scope', why: 'Out of scope' },
	privatePersons: { many: 'private persons', why: 'A private person' },
	protected: { many: 'people with a protected identity', why: 'Protected identity' },
	subcontractors: {
		many: 'subcontractors',
		why: 'A subcontractor: tied to a supplier, or with the category that set-up chose',
	},
	users: { many: 'people who are no subcontractors', why: 'No subcontractor' },
};

/** Why set-up doesn't want the record; `undefined` when it does (docs/decisions.md#scope). */
export function whyOutOfScope(
	record: { categories?: Category[] },
	key: string,
	{ neverKeys, onlyCategories, notCategories }: CategoryScope,
): string | undefined {
	const { why } = LEFT_OUT.outOfScope;
	if (neverKeys.includes(key)) return `${why}: the key is among 'Never These Keys'`;
	if (onlyCategories.length > 0 && !hasCategory(record, onlyCategories)) {
		return `${why}: none of the categories in 'Only With Category'`;
	}
	const carried = notCategories.find((category) => hasCategory(record, [category]));
	return carried && `${why}: the category ${carried.name || carried.id} is in 'Not With Category'`;
}
