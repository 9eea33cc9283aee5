import type { Reference } from './store.mts';

export interface KleerActivityPrice {
	activity: Reference;
	/** Öre per hour. */
	price?: number;
	'supplier-price'?: number;
	'dimension-user-percentage'?: number;
}

export interface KleerProjectUser {
	user: Reference;
	activities?: KleerActivityPrice[];
}

/** A client project as it is read (client-project-readable), but for spelling of the enumerations. */
export interface KleerClientProject {
	/** Wrapped, unlike a client's (docs/vendors.md#kleer-json). */
	id: Reference;
	/** None: an internal project. */
	client?: Reference;
	/** Whom invoices go to, instead of the client. */
	'broker-client'?: Reference;
	'fixed-price': boolean;
	number: string;
	name: string;
	'currency-type': string;
	active: boolean;
	'your-reference'?: string;
	'our-reference'?: Reference;
	'delivery-type'?: string;
	comment: string;
	'payment-days'?: number;
	'po-nr'?: string;
	'budget-hours': number;
	/** Öre. */
	'budget-amount': number;
	'incoming-invoiced-amount': number;
	'incoming-invoiced-vat-amount': number;
	'all-activities': boolean;
	activities: KleerActivityPrice[];
	'all-users': boolean;
	users: KleerProjectUser[];
	leads: { user: Reference }[];
	'fixed-price-planned-invoices': Record<string, unknown>[];
	'write-offs': Record<string, unknown>[];
	/** The project itself as a category. */
	'dimension-entry'?: Reference;
	status: 'Draft' | 'Open' | 'Closed';
	'opening-date'?: string;
	'closing-date'?: string;
	dimensions: { 'dimension-entries': { id: number; percentage?: number }[] };
	'default-notes'?: string;
	fields: { name?: string; alias: string; value: string }[];
}

export interface KleerActivity {
	id: Reference;
	name: string;
	description: string;
	/** Öre per hour. */
	price?: number;
	'mandatory-child-when-reporting': boolean;
}
