/**
 * "records with another prefix are out of scope: neither matched nor counted" (docs/decisions.md#matching): what a company
 * with a key prefix sees of the records in Cinode; those without a key belong to every company.
 */
export function inSight<One>(records: One[], prefix: string, keyOf: (one: One) => string | null): One[] {
	return records.filter((one) => !keyOf(one) || (keyOf(one) as string).startsWith(prefix));
}
