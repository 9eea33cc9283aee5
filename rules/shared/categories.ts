import type { Category } from '../kleerRecords';
import { foldText } from './alike';
import { maskPrivateText } from './privateText';
import type { TagSet } from './types';

/** A category as it was when set-up chose it: the id finds it after a renaming, the name was its tag until then. */
export interface ChosenCategory {
	id: number;
	name: string;
}

/** A category that becomes a tag. `tag` is another name than the category's; empty: the category's name. */
export interface CategoryTag {
	category: ChosenCategory;
	tag: string;
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

/**
 * Today's names of chosen categories, learnt from the records that carry them: a category that was renamed in
 * Kleer keeps its id.
 */
export function currentNames(records: Array<{ categories?: Category[] }>): Map<number, string> {
	const names = new Map<number, string>();
	for (const record of records) {
		for (const { id, name } of record.categories ?? []) {
			if (name) names.set(id, name);
		}
	}
	return names;
}

/** The chosen categories as tags; a renamed category's old tag is managed too, so that it is replaced. */
export function categoryTags(
	record: { categories?: Category[] },
	chosen: CategoryTag[],
	names: Map<number, string>,
): TagSet {
	const managed: string[] = [];
	const set: string[] = [];
	// Without the list of categories nothing is known, and nothing may be removed.
	if (record.categories === undefined) return { managed, set };
	const isIn = (name: string, list: string[]) => list.some((known) => foldText(known) === foldText(name));
	for (const { category, tag } of chosen) {
		const name = tag || names.get(category.id) || category.name;
		for (const candidate of tag ? [tag] : [category.name, name]) {
			if (candidate && !isIn(candidate, managed)) managed.push(candidate);
		}
		if (name && hasCategory(record, [category]) && !isIn(name, set)) set.push(name);
	}
	return { managed, set };
}

/** Says which chosen categories have another name in Kleer by now, and which have none anywhere. */
export function renamedCategories(
	records: Array<{ categories?: Category[] }>,
	chosen: CategoryTag[],
	names: Map<number, string>,
): string[] {
	return chosen.flatMap(({ category, tag }) => {
		const { id, name } = category;
		const now = names.get(id);
		if (name && now && now !== name) {
			return [maskPrivateText(`The category '${name}' that set-up chose is called '${now}' in Kleer now`)];
		}
		const isNameless = !tag && !name && !now && records.some((record) => hasCategory(record, [category]));
		return isNameless ? [`Kleer shows no name of the category ${id} that set-up chose, so it is no tag`] : [];
	});
}

/** Whether set-up decides by categories which records are synced. */
export function decidesByCategory({ onlyCategories, notCategories }: CategoryScope): boolean {
	return onlyCategories.length + notCategories.length > 0;
}
