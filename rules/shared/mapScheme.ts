import type { Category } from '../kleerRecords';
import { isInScope, type CategoryScope } from './categories';
import { RecordRemarks, mapFields } from './mapFields';
import type { FieldRule, MappedRecord, Mode, RejectedRecord, Scheme } from './types';

export interface SchemeMapping {
	/** `index` is the position of the source in the input. */
	mapped: Array<{ index: number; record: MappedRecord }>;
	rejected: Array<{ index: number; record: RejectedRecord }>;
	/** Records that aren't this scheme's: how many, by what they are ("subcontractors", "outOfScope"). */
	leftOut: Record<string, number>;
	/** What set-up names that the source calls otherwise by now. */
	remarks: string[];
}

export interface SchemeMapper<Source> {
	/** What a record is called that isn't this scheme's; it is left out under that name. */
	foreign(source: Source): string | undefined;
	/** With its prefix. */
	key(source: Source): string | undefined;
	map(source: Source): MappedRecord | RejectedRecord;
	scope: CategoryScope;
}

interface RecordParts<Source, Setup> {
	scheme: Scheme;
	rules: ReadonlyArray<FieldRule<Source, Setup>>;
	setup: Setup;
	modes: Record<string, Mode>;
	/** With its prefix; absent when the source has none. */
	key: string | undefined;
	/** What the source calls the field that the key comes from. */
	keyName: string;
	keyPrefix: string;
	/** Why the source's value is no key. */
	keyProblem?: string;
	/** Where the source record is; Kleer where nothing is said. */
	system?: string;
}

/** Maps every source record of a scheme. One bad record never stops the others. */
export function mapScheme<Source extends { categories?: Category[] } | object>(
	sources: Source[],
	mapper: SchemeMapper<Source>,
): SchemeMapping {
	const result: SchemeMapping = { mapped: [], rejected: [], leftOut: {}, remarks: [] };
	for (const [index, source] of sources.entries()) {
		const foreign =
			mapper.foreign(source) ??
			(isInScope(source as { categories?: Category[] }, mapper.key(source) ?? '', mapper.scope)
				? undefined
				: 'outOfScope');
		if (foreign) {
			result.leftOut[foreign] = (result.leftOut[foreign] ?? 0) + 1;
			continue;
		}
		const record = mapper.map(source);
		if ('reasons' in record) result.rejected.push({ index, record });
		else result.mapped.push({ index, record });
	}
	return result;
}

/** What all schemes do with one source record: key, rows, rejection; `more` adds what is the scheme's own. */
export function mapRecord<Source extends { id: number; name?: string | null; active?: boolean }, Setup>(
	source: Source,
	{
		scheme,
		rules,
		setup,
		modes,
		key,
		keyName,
		keyPrefix,
		keyProblem,
		system = 'Kleer',
	}: RecordParts<Source, Setup>,
	more: (record: MappedRecord, remarks: RecordRemarks) => Partial<MappedRecord>,
): MappedRecord | RejectedRecord {
	const remarks = new RecordRemarks();
	if (!key) remarks.reject(keyProblem ?? `${system} has no value in '${keyName}', the key that set-up chose`);
	const mapped = mapFields(rules, source, setup, modes, remarks);
	const label = `${source.name?.trim() || '(no name)'} (${key ?? `${system} id ${source.id}`})`;
	if (!key || remarks.reasons.length > 0) {
		return { scheme, key: key ?? '', label, reasons: remarks.reasons };
	}
	if (source.active === undefined) remarks.warn("Kleer did not return 'Active'");
	const { warnings, notes } = remarks;
	const record: MappedRecord = {
		scheme,
		key,
		keyPrefix,
		...(system === 'Kleer' ? { kleerId: source.id } : {}),
		label,
		active: source.active,
		...mapped,
		tags: { managed: [], set: [] },
		warnings,
		notes,
	};
	return { ...record, ...more(record, remarks) };
}
