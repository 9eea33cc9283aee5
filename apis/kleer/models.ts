/**
 * Kleer's models, as far as they are read (facts/kleer.md 3). JSON keys are the XSD's names; money is in öre.
 * Unset strings come as "", optional elements are left out.
 */

export interface Reference {
	id: number;
}

export interface KleerUser {
	id: number;
	'foreign-id'?: string;
	'internal-id'?: number | string;
	name?: string;
	email?: string;
	active?: boolean;
	dimensions?: { 'dimension-entries'?: Reference[] };
}

export interface KleerPayrollUser {
	user: Reference;
	ssn?: string;
	phone?: string;
	'employment-start-date'?: string;
	/** Left out when the employment is open. */
	'employment-end-date'?: string;
	'monthly-salary'?: number;
	'monthly-salary-start-date'?: string;
	'tax-table'?: number;
	schedules?: KleerUserSchedule[];
	'dimension-entries'?: Reference[];
	'full-history-monthly-salaries'?: KleerSalary[];
}

export interface KleerUserSchedule {
	schedule: Reference;
	'start-date'?: string;
	'end-date'?: string;
}

export interface KleerSalary {
	'monthly-salary': number;
	'monthly-salary-start-date': string;
}

/** One day of a person's schedule; a day off may have no level. */
export interface KleerScheduleDay {
	date: string;
	'level-of-employment'?: number;
}

export interface KleerSubcontractor {
	id: number;
	'internal-id'?: number | string;
	supplier?: Reference;
	users?: Array<Reference | { user: Reference }>;
}

export interface KleerSupplier {
	id: number;
	'foreign-id'?: string;
	name?: string;
	address?: KleerAddress;
	email?: string;
	orgno?: string;
	'country-code'?: string;
	'vat-nr'?: string;
}

/** For clients address1 is the street, and state is the city (facts/kleer.md 3). */
export interface KleerAddress {
	address1?: string;
	address2?: string;
	'zip-code'?: string;
	state?: string;
	country?: string;
}

export interface KleerClient {
	id: number;
	'foreign-id'?: string;
	name?: string;
	contact?: string;
	address?: KleerAddress;
	email?: string;
	'client-type'?: string;
	'country-code'?: string;
	'currency-type'?: string;
	notes?: string;
	accountnr?: number;
	'payment-days'?: number;
	orgno?: string;
	phone?: string;
	user?: Reference | null;
	'delivery-type'?: string;
	'vat-nr'?: string;
	gln?: string;
	'dimension-entries'?: Reference[];
	active?: boolean;
}

export interface KleerDimension {
	id: number;
	name: string;
}

export interface KleerDimensionEntry {
	id: number;
	name: string;
	active?: boolean;
}
