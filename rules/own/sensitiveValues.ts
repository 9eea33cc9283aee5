import type { MappedRecord, Values } from '../shared/types';

/**
 * A mapped record as an item: values that set-up marks sensitive stand apart, where n8n can hide them. Which ones they
 * are differs from set-up to set-up, and a node can only say once for all where something sensitive is.
 */
export type MappedItem = Omit<MappedRecord, 'sensitive'> & { sensitiveValues?: Values };

export function asMappedItem({ sensitive, ...record }: MappedRecord): MappedItem {
	if (!sensitive) return record;
	const isMarked = ([field]: [string, unknown]) => sensitive.includes(field);
	const values = Object.entries(record.values);
	return {
		...record,
		values: Object.fromEntries(values.filter((one) => !isMarked(one))),
		sensitiveValues: Object.fromEntries(values.filter(isMarked)),
	};
}

/** The record of an item, its values together again. */
export function fromMappedItem<Item extends MappedItem>({
	sensitiveValues,
	...item
}: Item): Omit<Item, 'sensitiveValues'> & { sensitive?: string[] } {
	if (!sensitiveValues) return item;
	const sensitive = Object.keys(sensitiveValues);
	return { ...item, values: { ...item.values, ...sensitiveValues }, sensitive };
}
