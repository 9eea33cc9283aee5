import type { KleerProject } from '../../../models/kleer/projects';
import {
	aliasOf,
	customField,
	customFieldOf,
	furtherRule,
	type FieldValue,
	type MappedRecord,
	type PublishedRule,
	type Values,
} from '../../../rules';

/** The fields that a company added to Kleer's projects: known by their alias, called by a name that only reading shows. */

/** Rows for those that the record carries. */
export function customRules({ values }: MappedRecord, names: ReadonlyMap<string, string>): PublishedRule[] {
	return Object.keys(values).flatMap((field) => {
		const alias = aliasOf(field);
		return alias ? [furtherRule(customField(alias, names.get(alias)))] : [];
	});
}

/** What Kleer calls them, by alias, as its projects show. */
export function customFieldNames(projects: Iterable<Pick<KleerProject, 'fields'>>): Map<string, string> {
	const names = new Map<string, string>();
	for (const { fields } of projects) {
		for (const { alias, ...more } of fields ?? []) {
			const { name } = more as { name?: unknown };
			if (typeof name === 'string' && name.trim()) names.set(alias, name.trim());
			else if (!names.has(alias)) names.set(alias, alias);
		}
	}
	return names;
}

/** Present values by name in `values`. */
export function presentCustomFields({ fields }: Pick<KleerProject, 'fields'>): Values {
	return Object.fromEntries((fields ?? []).map(({ alias, value }) => [customFieldOf(alias), textOf(value)]));
}

function textOf(value: unknown): string | null {
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	return (typeof value === 'string' && value.trim()) || null;
}

/** Puts a value into a document; the schema has no field without one, so an emptied one is empty text. */
export function putCustomField(body: Record<string, unknown>, alias: string, value: FieldValue): void {
	const fields = (body.fields ?? []) as Array<{ alias: string; value: unknown }>;
	const entry = { alias, value: value ?? '' };
	body.fields = fields.some((one) => one.alias === alias)
		? fields.map((one) => (one.alias === alias ? entry : one))
		: [...fields, entry];
}
