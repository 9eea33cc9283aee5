import type { FurtherField } from './furtherField';

/**
 * The fields that a company added to Kleer's client projects. Kleer's schema has such fields on projects, invoices and
 * agreements, and on neither people nor clients (docs/vendors.md#kleer-models).
 */

/** Before the alias, by which Kleer knows the field. */
const PREFIX = 'field:';

/** Their values. */
export type CustomValues = { [field: `${typeof PREFIX}${string}`]: string | null | undefined };

/** The alias of such a field; `undefined` where it is another one. */
export function aliasOf(field: string): string | undefined {
	return field.startsWith(PREFIX) ? field.slice(PREFIX.length) || undefined : undefined;
}

/** Its name in `values`. */
export function customFieldOf(alias: string): keyof CustomValues {
	return `${PREFIX}${alias}`;
}

/** @param name What people call it in Kleer; without one, its alias. */
export function customField(alias: string, name?: string): FurtherField {
	return {
		field: customFieldOf(alias),
		target: name?.trim() || alias,
		kind: 'text',
		note: "A field of the company's own in Kleer",
	};
}
