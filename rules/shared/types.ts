import type { ReasonCode } from './reasonCodes';
/**
 * The vocabulary of the field rules. Rules know nothing of n8n or HTTP: they read a source record and say
 * what the target should hold (docs/field-rules.md).
 */

export type Scheme = 'users' | 'subcontractors' | 'customers' | 'projects';

/** When a field of an existing target record is written (docs/decisions.md#modes). */
export type Mode = 'mirror' | 'always' | 'ifEmpty' | 'onCreate' | 'off';

/** A postal address; `null` is explicitly empty. */
export interface AddressValue {
	street1: string | null;
	street2: string | null;
	zipCode: string | null;
	city: string | null;
	/** Free text, as both vendors have it. */
	country: string | null;
	/** Absent when the source didn't say. */
	email?: string | null;
}

/** What a person costs per hour on a project, in öre; absent where the target's price shall stay. */
export interface PersonPrice {
	/** The person's key. */
	person: string;
	/** Sales price. */
	price?: number;
	/** What a subcontractor is paid. */
	supplierPrice?: number;
}

/** A target value. `null` is explicitly empty; a field that is absent was not said by the source. */
export type FieldValue =
	| string
	| number
	| boolean
	| number[]
	| string[]
	| PersonPrice[]
	| AddressValue
	| null;

/** What a rule may say about the record besides its value. Texts never hold values of sensitive fields. */
export interface Remarks {
	/** Something a person should look at; stays with the record in every run. */
	warn(text: string): void;
	/** Something worth knowing when the mapping is checked; shown in dry runs only. */
	note(text: string): void;
	/** The record can't be synced at all. */
	reject(reason: string): void;
}

/** One row of a scheme's table: the code's twin of the published table. */
export interface FieldRule<Source, Setup> {
	/** Name in `values`; where the target's API has a name for it, that one. */
	field: string;
	/** The source field as the vendor's table calls it; "–" for a constant that set-up chooses. */
	source: string;
	/** The target field as the vendor's table calls it; the name in results. */
	target: string;
	mode: Mode;
	/** The modes that set-up may choose from; a locked row has none. */
	choices: readonly Mode[];
	/** A record without a value is rejected or can't be created. */
	required?: boolean;
	/** The row is the record's key. */
	isKey?: true;
	/** Values appear as "changed", never in clear (docs/decisions.md#sensitive): all, or those that the test names. */
	sensitive?: boolean | ((value: FieldValue) => boolean);
	/** An amount in öre: results show it in the currency's whole units. */
	inOre?: true;
	/** The target's API never returns it, so it can't be compared (docs/vendors.md#cinode-users). */
	unreadable?: boolean;
	/** Sent also of people with a protected identity. */
	ofProtected?: true;
	/** One sentence for the table in the docs and for the editor. */
	note: string;
	/** The value, `null` when the source is explicitly empty, `undefined` when the source doesn't say. */
	map(source: Source, setup: Setup, remarks: Remarks): FieldValue | undefined;
	/** Whether two filled values are alike; without it they are compared as trimmed text. */
	equal?(wanted: FieldValue, current: FieldValue, all: { wanted: Values; current: Values }): boolean;
}

/** A row of the published table that is a condition and has no target field. */
export interface ConditionRow {
	source: string;
	note: string;
}

export type Values = Record<string, FieldValue | undefined>;

/** A row of the published table that becomes a tag; tags are merged, not written like a field. */
export interface TagRow {
	source: string;
	target: string;
	note: string;
}

/** Tags as the set-up wants them: `managed` may be added or removed, all others are people's own. */
export interface TagSet {
	managed: string[];
	set: string[];
	/** Prefixes of managed tags that end in a number: with "BV=", "BV=30" is managed and "BV=30 net" is not. */
	numbered?: string[];
}

/**
 * What leaves the mapper and enters a sync (docs/architecture.md), as far as the engine knows it; what a scheme adds
 * stands beside its mapper (`MappedUser`, `MappedCustomer` …).
 */
export interface MappedRecord<V extends object = Values> {
	scheme: Scheme;
	/** The key in the target system, prefix included. */
	key: string;
	/** Prefix that all keys of this tenant carry; target records with another one are out of sight. */
	keyPrefix: string;
	/** Kleer's own id, where the record comes from there: another record that takes over the key is somebody else. */
	kleerId?: number;
	/** The company that the record comes from: what memory holds of another one's says nothing of it. */
	sourceCompany?: string;
	/** For people who read results: name and key, nothing sensitive; the key alone where the identity is protected. */
	label: string;
	/** Nobody may read the person's name, or any value, outside of the two systems. */
	isProtected?: true;
	/** The source's explicit word; absent when the source didn't say. */
	active?: boolean;
	/** By the rows' fields; a row that is off, or that the source doesn't say, is absent. */
	values: V;
	/** Modes of the fields in `values`, where not `always`. */
	modes: Record<string, Mode>;
	/** Fields in `values` that set-up marks sensitive. */
	sensitive?: string[];
	tags: TagSet;
	warnings: string[];
	/** Remarks for dry runs. */
	notes: string[];
	/** Why the record may be kept right but not created; absent when it may be created. */
	notCreated?: string;
	/** It has ended in the source: the leaver policy applies. `date` is YYYY-MM-DD, absent when the source has none. */
	left?: { date?: string };
	/** The start is still to come. */
	starts?: 'later';
	/** Why nothing is sent about the record, whatever the target holds. */
	notSent?: string;
	/** The source's own id, where events name it. */
	sourceId?: number;
	/** When the source was read, ISO, where events do so: an older reading never overwrites a newer one. */
	readAt?: string;
}

/** The values that a table's rows give, by field. */
export type ValuesOf<Rows extends ReadonlyArray<Pick<FieldRule<never, never>, 'field' | 'map'>>> = {
	[Row in Rows[number] as Row['field']]?: Exclude<ReturnType<Row['map']>, undefined>;
};

/** What a record is that its scheme leaves out. */
export type LeftOutKind = 'outOfScope' | 'privatePersons' | 'protected' | 'subcontractors' | 'users';

/** A record that isn't this scheme's, or that set-up leaves out. */
export interface LeftOutRecord {
	scheme: Scheme;
	key: string;
	label: string;
	leftOut: LeftOutKind;
	/** The same for people. */
	why: string;
}

export interface RejectedRecord {
	scheme: Scheme;
	key: string;
	label: string;
	reasons: string[];
	reasonCode: ReasonCode;
	/** Projects: the source's own id. */
	sourceId?: number;
}
