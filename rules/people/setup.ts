import type { CategoryScope, ChosenCategory } from '../shared/categories';
import type { NameSplit } from '../shared/personName';
import type { Mode } from '../shared/types';

/** The Kleer fields that may serve as key or employment number, as the vendor's table calls them (facts/kleer.md 1.10). */
export const KLEER_IDS = {
	internalId: { name: 'Internal ID', description: "Kleer's internal-id" },
	id: { name: 'API ID', description: "Kleer's own id, which only its API shows" },
	foreignId: { name: 'ID Number', description: "Kleer's foreign-id, free text" },
} as const;

export type KleerId = keyof typeof KLEER_IDS;

/** The choices of set-up that users and subcontractors share. */
export interface PeopleSetup {
	/** Today in the tenant's time zone, YYYY-MM-DD. */
	today: string;
	keySource: KleerId;
	keyPrefix: string;
	nameSplit: NameSplit;
	allowedDomains: string[];
	languageId?: number;
	currencyId?: number;
	locationId?: number;
	officesByCategory: Array<{ category: ChosenCategory; locationId: number }>;
	/** People with one of these are subcontractors, not users. */
	subcontractorCategories: ChosenCategory[];
	scope: CategoryScope;
	/** Modes that differ from the table's. */
	modes: Record<string, Mode>;
}
