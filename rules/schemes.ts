import { CUSTOMER_CONDITIONS, CUSTOMER_RULES, CUSTOMER_TAG_ROWS } from './customers/fieldRules';
import { PROJECT_CONDITIONS, PROJECT_RULES } from './projects/fieldRules';
import type { ConditionRow, FieldRule, TagRow } from './shared/types';
import { SUBCONTRACTOR_CONDITIONS, SUBCONTRACTOR_RULES } from './subcontractors/fieldRules';
import { USER_CONDITIONS, USER_RULES, USER_TAG_ROW } from './users/fieldRules';

/** What is published of a row; how it is mapped depends on the scheme. */
export type PublishedRule = Omit<FieldRule<never, never>, 'map'>;

export interface SchemeTable {
	source: 'Kleer' | 'Cinode';
	target: 'Kleer' | 'Cinode';
	conditions: readonly ConditionRow[];
	rules: readonly PublishedRule[];
	tagRows: readonly TagRow[];
}

/** The published tables: the editor's options and the docs' tables are made from these. */
export const SCHEME_TABLES = {
	users: {
		source: 'Kleer',
		target: 'Cinode',
		conditions: USER_CONDITIONS,
		rules: USER_RULES,
		tagRows: [USER_TAG_ROW],
	},
	subcontractors: {
		source: 'Kleer',
		target: 'Cinode',
		conditions: SUBCONTRACTOR_CONDITIONS,
		rules: SUBCONTRACTOR_RULES,
		tagRows: [],
	},
	customers: {
		source: 'Kleer',
		target: 'Cinode',
		conditions: CUSTOMER_CONDITIONS,
		rules: CUSTOMER_RULES,
		tagRows: CUSTOMER_TAG_ROWS,
	},
	projects: {
		source: 'Cinode',
		target: 'Kleer',
		conditions: PROJECT_CONDITIONS,
		rules: PROJECT_RULES,
		tagRows: [],
	},
} as const satisfies Record<string, SchemeTable>;

export type MappedScheme = keyof typeof SCHEME_TABLES;
