import type { Category } from '../kleerRecords';

/** A category as it was when set-up chose it: the id finds it after a renaming, the name was its tag until then. */
export interface ChosenCategory {
	id: number;
	name: string;
}

export interface CategoryScope {
	/** Only records with one of these; empty: all. */
	onlyCategories: ChosenCategory[];
	/** Not records with one of these. */
	notCategories: ChosenCategory[];
	/** Never these keys, prefix included. */
	neverKeys: string[];
}

/** Whether the record carries one of the chosen categories, found by id. */
export function hasCategory(record: { categories?: Category[] }, chosen: ChosenCategory[]): boolean {
	return chosen.some((choice) => record.categories?.some((category) => category.id === choice.id));
}

/** Whether set-up wants the record at all (design.md 3, Scope). */
export function isInScope(record: { categories?: Category[] }, key: string, scope: CategoryScope): boolean {
	if (scope.neverKeys.includes(key)) return false;
	if (scope.onlyCategories.length > 0 && !hasCategory(record, scope.onlyCategories)) return false;
	return !hasCategory(record, scope.notCategories);
}

/**
 * Today's names of chosen categories, learnt from the records that carry them: a category that was renamed in
 * Kleer keeps its id.
 */
export function currentNames(records: Array<{ categories?: Category[] }>): Map<number, string> {
	const names = new Map<number, string>();
	for (const record of records) {
		for (const category of record.categories ?? []) names.set(category.id, category.name);
	}
	return names;
}
