import type { Mode } from '../shared/types';
import type { CategoryScope, ChosenCategory } from '../shared/categories';
import type { NameSplit } from '../shared/personName';

/** The Kleer fields that may serve as key or employment number (facts/kleer.md 1.10). */
export const KLEER_IDS = {
	internalId: { name: 'Internal ID', description: "Kleer's internal-id" },
	id: { name: 'ID', description: "Kleer's id, which its API uses" },
	foreignId: { name: 'Foreign ID', description: "Kleer's foreign-id, free text set by integrations" },
} as const;

export type KleerId = keyof typeof KLEER_IDS;

/** What makes someone a leaver (design.md 3, users: Active). */
export const LEAVER_RULES = {
	firstToCome: { name: 'Inactive or Past End Date', description: 'Whichever comes first' },
	inactive: { name: 'Inactive in Kleer', description: 'Only when Kleer says inactive' },
	endDate: { name: 'Past End Date', description: 'Only when the end date has passed' },
} as const;

export type LeaverRule = keyof typeof LEAVER_RULES;

/** Every choice of set-up for the users scheme. */
export interface UsersSetup {
	/** Today in the tenant's time zone, YYYY-MM-DD. */
	today: string;
	keySource: KleerId;
	keyPrefix: string;
	employmentNumberSource: KleerId;
	nameSplit: NameSplit;
	allowedDomains: string[];
	includeWithoutPayroll: boolean;
	leaverRule: LeaverRule;
	/** What Kleer's salary figures are divided by to get kronor. */
	salaryDivisor: number;
	languageId?: number;
	currencyId?: number;
	locationId?: number;
	/** Cinode access levels. */
	permissions: number[];
	officesByCategory: Array<{ category: ChosenCategory; locationId: number }>;
	/** `tag` is another name than the category's; empty: the category's name. */
	categoryTags: Array<{ category: ChosenCategory; tag: string }>;
	/** People with one of these are subcontractors, not users. */
	subcontractorCategories: ChosenCategory[];
	scope: CategoryScope;
	/** Modes that differ from the table's. */
	modes: Record<string, Mode>;
}
