import type { KleerId } from '../people/setup';
import type { CategoryScope, CategoryTag } from '../shared/categories';
import type { OwnRow } from '../own/ownRows';
import type { Mode } from '../shared/types';

/** The Kleer fields that may hold the customer number, as the vendor's table calls them (docs/vendors.md#kleer-business-fields). */
export const CUSTOMER_NUMBERS = {
	foreignId: { name: 'Customer Number', description: "Kleer's foreign-id, free text" },
	id: { name: 'API ID', description: "Kleer's own id, which only its API shows" },
} as const;

export type CustomerNumberSource = keyof typeof CUSTOMER_NUMBERS;

/** Every choice of set-up for the customers scheme. */
export interface CustomersSetup {
	numberSource: CustomerNumberSource;
	/** Stands before customer numbers and before the keys of people. */
	keyPrefix: string;
	/** The key of users and subcontractors, by which Our Reference finds the Cinode user. */
	peopleKeySource: KleerId;
	includePrivatePersons: boolean;
	/** Whether a sole trader's organisation and VAT number, a personal number, is sent. */
	sendSoleTraderNumbers: boolean;
	/** "BV=": terms of payment of 30 days become the tag "BV=30". Empty: no tag. */
	paymentTermsPrefix: string;
	categoryTags: CategoryTag[];
	scope: CategoryScope;
	/** Modes that differ from the table's. */
	modes: Record<string, Mode>;
	/** Rows that set-up adds to the table. */
	ownRows?: readonly OwnRow[];
}
