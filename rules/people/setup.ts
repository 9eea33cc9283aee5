import type { CategoryScope, ChosenCategory } from '../shared/categories';
import type { NameSplit } from '../shared/personName';
import type { OwnRow } from '../own/ownRows';
import type { Mode } from '../shared/types';

/** The Kleer fields that may serve as key or employment number, as the vendor's table calls them (docs/vendors.md#kleer-ids). */
export const KLEER_IDS = {
	internalId: { name: 'Internal ID', description: "Kleer's internal-id" },
	id: { name: 'API ID', description: "Kleer's own id, which only its API shows" },
	foreignId: { name: 'ID Number', description: "Kleer's foreign-id, free text" },
} as const;

export type KleerId = keyof typeof KLEER_IDS;

/** What is done about people whose identity is protected (skyddade personuppgifter). */
export const PROTECTED_PEOPLE = {
	leaveOut: { name: 'Leave Out', description: 'They are not synced at all' },
	nameAndEmail: {
		name: 'Name and Work Email Only',
		description: 'They are synced, but nothing is sent besides key, name and e-mail',
	},
} as const;

export type ProtectedPeople = keyof typeof PROTECTED_PEOPLE;

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
	/** People with one of these have a protected identity. */
	protectedCategories: ChosenCategory[];
	protectedPeople: ProtectedPeople;
	/** People with one of these are subcontractors, not users. */
	subcontractorCategories: ChosenCategory[];
	scope: CategoryScope;
	/** Modes that differ from the table's. */
	modes: Record<string, Mode>;
	/** Rows that set-up adds to the table. */
	ownRows?: readonly OwnRow[];
}
