import { CUSTOMER_CONDITIONS, CUSTOMER_RULES, CUSTOMER_TAG_ROWS } from './customers/fieldRules';
import { CUSTOMER_FURTHER_FIELDS } from './customers/furtherFields';
import { aliasOf, customField } from './own/customFields';
import { furtherRule, type FurtherField } from './own/furtherField';
import { PROJECT_CONDITIONS, PROJECT_RULES } from './projects/fieldRules';
import { PROJECT_FURTHER_FIELDS } from './projects/furtherFields';
import type { ConditionRow, FieldRule, MappedRecord, Scheme, TagRow } from './shared/types';
import { SUBCONTRACTOR_CONDITIONS, SUBCONTRACTOR_RULES } from './subcontractors/fieldRules';
import { SUBCONTRACTOR_FURTHER_FIELDS } from './subcontractors/furtherFields';
import { USER_CONDITIONS, USER_RULES, USER_TAG_ROW } from './users/fieldRules';
import { USER_FURTHER_FIELDS } from './users/furtherFields';

/** What is published of a row; how it is mapped depends on the scheme. */
export type PublishedRule = Omit<FieldRule<never, never>, 'map'>;

/** A scheme: what it is called, which way it goes, and its published table. */
export interface SchemeEntry {
	/** For people, in the editor, in titles and in lists. */
	title: string;
	/** What its records are called in the target system, in the plural, within a sentence. */
	targets: string;
	/** One line for the editor. */
	description: string;
	source: 'Kleer' | 'Cinode';
	target: 'Kleer' | 'Cinode';
	/** By a schedule, with all records at once; or by events, with one or some. */
	startedBy: 'schedule' | 'event';
	conditions: readonly ConditionRow[];
	rules: readonly PublishedRule[];
	/** What a row of one's own may write. */
	furtherFields: readonly FurtherField[];
	tagRows: readonly TagRow[];
}

/**
 * The one registry: the compiler asks for everything else that a scheme needs (its mapper, its input, its template), since
 * all of that is a record of schemes. The editor's options and the docs' tables are made from this.
 */
export const SCHEMES = {
	users: {
		title: 'Users',
		targets: 'users',
		description: 'People in Kleer who are not subcontractors → users in Cinode',
		source: 'Kleer',
		target: 'Cinode',
		startedBy: 'schedule',
		conditions: USER_CONDITIONS,
		rules: USER_RULES,
		furtherFields: USER_FURTHER_FIELDS,
		tagRows: [USER_TAG_ROW],
	},
	subcontractors: {
		title: 'Subcontractors',
		targets: 'subcontractors',
		description: 'People in Kleer who are tied to a supplier → subcontractors in Cinode',
		source: 'Kleer',
		target: 'Cinode',
		startedBy: 'schedule',
		conditions: SUBCONTRACTOR_CONDITIONS,
		rules: SUBCONTRACTOR_RULES,
		furtherFields: SUBCONTRACTOR_FURTHER_FIELDS,
		tagRows: [],
	},
	customers: {
		title: 'Customers',
		targets: 'customers',
		description: 'Clients in Kleer → customers in Cinode',
		source: 'Kleer',
		target: 'Cinode',
		startedBy: 'schedule',
		conditions: CUSTOMER_CONDITIONS,
		rules: CUSTOMER_RULES,
		furtherFields: CUSTOMER_FURTHER_FIELDS,
		tagRows: CUSTOMER_TAG_ROWS,
	},
	projects: {
		title: 'Projects',
		targets: 'client projects',
		description: 'Projects in Cinode → client projects in Kleer',
		source: 'Cinode',
		target: 'Kleer',
		startedBy: 'event',
		conditions: PROJECT_CONDITIONS,
		rules: PROJECT_RULES,
		furtherFields: PROJECT_FURTHER_FIELDS,
		tagRows: [],
	},
} as const satisfies Record<Scheme, SchemeEntry>;

export const SCHEME_NAMES = Object.keys(SCHEMES) as Scheme[];

/** Every row that a record may carry: those of the field table, and those of one's own. */
export function rowsOf(scheme: Scheme): readonly PublishedRule[] {
	const { rules, furtherFields } = SCHEMES[scheme];
	return [...rules, ...furtherFields.map(furtherRule)];
}

/**
 * The rows of one record: the field table's, and its own, with what set-up says of them.
 * @param nameOf What people call a field that the table of further fields doesn't know.
 */
export function rowsOfRecord(
	record: Pick<MappedRecord, 'scheme' | 'values' | 'sensitive'>,
	nameOf: (field: string) => string,
): readonly PublishedRule[] {
	const { rules, furtherFields } = SCHEMES[record.scheme];
	const own = Object.keys(record.values).flatMap((name) => {
		const alias = aliasOf(name);
		return alias ? [customField(alias, nameOf(name))] : furtherFields.filter(({ field }) => field === name);
	});
	return [...rules, ...own.map((field) => asMarked(furtherRule(field), record))];
}

/** A row with what set-up says of it for this record. */
export function asMarked(rule: PublishedRule, { sensitive }: Pick<MappedRecord, 'sensitive'>): PublishedRule {
	return sensitive?.includes(rule.field) ? { ...rule, sensitive: true } : rule;
}
