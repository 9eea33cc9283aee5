import type { INodeExecutionData } from 'n8n-workflow';
import {
	fromMappedItem,
	holdsPersonalNumber,
	type MappedItem,
	type MappedRecord,
	type Scheme,
} from '../../../rules';

/** A mapped record as people may make one themselves (docs/architecture.md): our mapper's own additions may be missing. */
type PublishedRecord = Omit<MappedItem, 'keyPrefix' | 'notes'> &
	Partial<Pick<MappedItem, 'keyPrefix' | 'notes'>>;

/** Items that aren't this scheme's mapped records become failed results. */
export function readRecords(items: INodeExecutionData[], scheme: Scheme) {
	const records: MappedRecord[] = [];
	const indexes = new Map<string, number>();
	const strangers: INodeExecutionData[] = [];
	for (const [item, { json }] of items.entries()) {
		const isMappedRecord = isMapped(json, scheme);
		const isPersonal = isMappedRecord && holdsPersonalNumber(json.key);
		if (isMappedRecord && !isPersonal) {
			records.push(fromMappedItem({ ...json, keyPrefix: json.keyPrefix ?? '', notes: json.notes ?? [] }));
			indexes.set(json.key, item);
			continue;
		}
		strangers.push({
			json: {
				scheme,
				key: '',
				label: `item ${item}`,
				action: 'failed',
				changes: [],
				targetId: null,
				warnings: [],
				error: isPersonal
					? 'Its key holds a personal number, and keys are shown in reports: choose another'
					: `Not a mapped record of '${scheme}': connect the first output of the Kleer Cinode Mapper`,
			},
			pairedItem: { item },
		});
	}
	return { records, indexes, strangers };
}

function isMapped(json: unknown, scheme: Scheme): json is PublishedRecord {
	const record = json as Partial<MappedRecord>;
	const { keyPrefix = '', notes = [] } = record;
	return (
		record.scheme === scheme &&
		typeof record.key === 'string' &&
		record.key !== '' &&
		typeof record.label === 'string' &&
		typeof record.values === 'object' &&
		typeof record.modes === 'object' &&
		Array.isArray(record.tags?.managed) &&
		Array.isArray(record.tags.set) &&
		Array.isArray(record.warnings) &&
		typeof keyPrefix === 'string' &&
		Array.isArray(notes)
	);
}
