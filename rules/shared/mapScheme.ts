import type { Category } from '../kleerRecords';
import type { CategoryScope } from './categories';
import { ownRules, type OwnRow } from '../own/ownRows';
import { LEFT_OUT, whyOutOfScope } from './leftOut';
import { RecordRemarks, mapFields } from './mapFields';
import { maskPrivateText } from './privateText';
import type {
	FieldRule,
	LeftOutKind,
	LeftOutRecord,
	MappedRecord,
	Mode,
	RejectedRecord,
	Scheme,
	Values,
} from './types';

export interface SchemeMapping<Mapped extends MappedRecord = MappedRecord> {
	/** `index` is the position of the source in the input. */
	mapped: Array<{ index: number; record: Mapped }>;
	rejected: Array<{ index: number; record: RejectedRecord }>;
	/** Records that aren't this scheme's, or that set-up leaves out. */
	leftOut: Array<{ index: number; record: LeftOutRecord }>;
	/** What set-up names that the source calls otherwise by now. */
	remarks: string[];
}

export interface SchemeMapper<Source, Mapped extends MappedRecord> {
	scheme: Scheme;
	/** What a record is that isn't this scheme's. */
	foreign(source: Source): Exclude<LeftOutKind, 'outOfScope'> | undefined;
	/** With its prefix. */
	key(source: Source): string | undefined;
	map(source: Source): Mapped | RejectedRecord;
	scope: CategoryScope;
}

interface RecordParts<Source, Setup> {
	scheme: Scheme;
	rules: ReadonlyArray<FieldRule<Source, Setup>>;
	/** Rows of one's own, and the record as their expressions know it. */
	own: { rows: readonly OwnRow[] | undefined; source: object };
	setup: Setup;
	modes: Record<string, Mode>;
	/** With its prefix; absent when the source has none. */
	key: string | undefined;
	/** The person's identity is protected: only some rows are sent, and nobody is named. */
	isProtected?: boolean;
	/** What the source calls the field that the key comes from. */
	keyName: string;
	keyPrefix: string;
	/** Why the source's value is no key. */
	keyProblem?: string;
	/** Where the source record is; Kleer where nothing is said. */
	system?: string;
}

/** Maps every source record of a scheme. One bad record never stops the others. */
export function mapScheme<Source extends { id: number; name?: string | null }, Mapped extends MappedRecord>(
	sources: Source[],
	mapper: SchemeMapper<Source, Mapped>,
): SchemeMapping<Mapped> {
	const result: SchemeMapping<Mapped> = { mapped: [], rejected: [], leftOut: [], remarks: [] };
	for (const [index, source] of sources.entries()) {
		const key = mapper.key(source);
		const kind = mapper.foreign(source);
		const why = kind
			? LEFT_OUT[kind].why
			: whyOutOfScope(source as { categories?: Category[] }, key ?? '', mapper.scope);
		if (why) {
			const label = kind === 'protected' ? namelessLabel(source, key) : labelOf(source, key);
			const { scheme } = mapper;
			const leftOut = kind ?? 'outOfScope';
			result.leftOut.push({ index, record: { scheme, key: key ?? '', label, leftOut, why } });
			continue;
		}
		const record = mapper.map(source);
		if ('reasons' in record) result.rejected.push({ index, record });
		else result.mapped.push({ index, record });
	}
	return result;
}

/** What all schemes do with one source record: key, rows, rejection; `more` adds what is the scheme's own. */
export function mapRecord<
	Source extends {
		id: number;
		name?: string | null;
		active?: boolean;
		unread?: string[];
		kleerCompany?: string;
	},
	Setup,
	Mapped extends MappedRecord,
>(
	source: Source,
	{
		scheme,
		rules,
		own,
		setup,
		modes,
		key,
		keyName,
		keyPrefix,
		keyProblem,
		system = 'Kleer',
		isProtected = false,
	}: RecordParts<Source, Setup>,
	more: (record: MappedRecord<Mapped['values']>, remarks: RecordRemarks) => Partial<Mapped>,
): Mapped | RejectedRecord {
	const remarks = new RecordRemarks();
	if (!key) remarks.reject(keyProblem ?? `${system} has no value in '${keyName}', the key that set-up chose`);
	const ownRows = ownRules<Source, Setup>(own.rows, own.source);
	const sent = isProtected ? rules.filter(({ ofProtected }) => ofProtected) : [...rules, ...ownRows];
	const mapped = mapFields(sent, source, setup, modes, remarks);
	const label = isProtected ? namelessLabel(source, key) : labelOf(source, key, system);
	if (!key || remarks.reasons.length > 0) {
		const reasonCode = key ? 'unusableSource' : 'noKey';
		return { scheme, key: key ?? '', label, reasons: remarks.reasons, reasonCode };
	}
	if (source.active === undefined) remarks.warn("Kleer did not return 'Active'");
	for (const what of source.unread ?? []) {
		remarks.warn(`Kleer's ${what}: it counts as not returned, and clears nothing`);
	}
	const { warnings, notes } = remarks;
	// The table's rows say which values there are; the compiler can't follow a loop over them.
	const record: MappedRecord<Mapped['values']> = {
		scheme,
		key,
		keyPrefix,
		...(system === 'Kleer' ? { kleerId: source.id } : {}),
		...(source.kleerCompany ? { sourceCompany: source.kleerCompany } : {}),
		label,
		...(isProtected ? { isProtected } : {}),
		active: source.active,
		...mapped,
		...markedSensitive(ownRows, mapped.values),
		tags: { managed: [], set: [] },
		warnings,
		notes,
	};
	return { ...record, ...more(record, remarks) } as Mapped;
}

/** The fields whose values set-up wants masked; the table's own say so themselves. */
function markedSensitive(
	ownRows: ReadonlyArray<Pick<FieldRule<never, never>, 'field' | 'sensitive'>>,
	values: Values,
): Pick<MappedRecord, 'sensitive'> {
	const marked = ownRows.filter(({ field, sensitive }) => sensitive === true && field in values);
	return marked.length > 0 ? { sensitive: marked.map(({ field }) => field) } : {};
}

/** Name and key, for people. */
function labelOf(
	source: { id: number; name?: string | null },
	key: string | undefined,
	system = 'Kleer',
): string {
	return `${maskPrivateText(source.name?.trim() ?? '') || '(no name)'} (${key ?? `${system} id ${source.id}`})`;
}

/** For somebody who must not be named. */
function namelessLabel({ id }: { id: number }, key: string | undefined): string {
	return key ?? `Kleer id ${id}`;
}
