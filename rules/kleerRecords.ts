/**
 * The joined records that the Kleer node gives and the rules read. They hold what a rule reads and nothing
 * else; `null` is "Kleer says empty", an absent field is "Kleer didn't say" (docs/decisions.md#modes).
 */

/** A category (Kleer: dimension entry) with the dimension it belongs to. */
export interface Category {
	id: number;
	/** Absent when Kleer names it nowhere. */
	name?: string;
	dimension?: string;
}

export interface EmployeeSupplier {
	id: number;
	name: string | null;
	/** A sole trader's is a personal number. */
	organisationNumber: string | null;
	/** Names of other suppliers that the person is tied to as well. */
	others?: string[];
}

/** Where a record comes from. */
interface FromKleer {
	/** The API's address of the company, which tells companies with the same ids apart. */
	kleerCompany?: string;
}

/** One person: user, payroll row, salary valid today, schedule level, categories and supplier (docs/vendors.md#kleer-business-fields). */
export interface Employee extends FromKleer {
	id: number;
	foreignId?: string | null;
	internalId?: number | null;
	name?: string | null;
	email?: string | null;
	active?: boolean;
	/** Whether Kleer has a payroll row for the person; the fields below are absent without one. */
	hasPayroll: boolean;
	/** Personal number. Sensitive. */
	ssn?: string | null;
	phone?: string | null;
	/** YYYY-MM-DD. */
	employmentStartDate?: string | null;
	/** YYYY-MM-DD; `null` is an open end. */
	employmentEndDate?: string | null;
	/** Fraction: 1 is full time. Absent when no day of the next two weeks has one. */
	levelOfEmployment?: number;
	/** The monthly salary valid today, or on the start date when that is to come, in Kleer's unit (öre). Sensitive. */
	monthlySalary?: number | null;
	/** 0 when no table applies. Sensitive. */
	taxTable?: number | null;
	categories?: Category[];
	/** Set when the person is tied to a supplier, which makes them a subcontractor; `null` when not. */
	supplier?: EmployeeSupplier | null;
	/** What Kleer wrote in a form that nobody can read: "phone is an object instead of text". */
	unread?: string[];
}

/** Fields of `Employee` that n8n shall hide where it redacts. */
export const SENSITIVE_EMPLOYEE_FIELDS = ['ssn', 'monthlySalary', 'taxTable'] as const;

/** A Kleer user whom another record refers to, with the ids that may be the key. */
export interface PersonReference {
	id: number;
	internalId?: number | null;
	foreignId?: string | null;
	name?: string | null;
}

/** A client's address: address1 is the street, state is the city (docs/vendors.md#kleer-models, address). */
export interface ClientAddress {
	address1: string | null;
	address2: string | null;
	zipCode: string | null;
	city: string | null;
	country: string | null;
}

/** One client with its categories and the person responsible (docs/vendors.md#kleer-models, client). */
export interface Client extends FromKleer {
	id: number;
	foreignId?: string | null;
	name?: string | null;
	active?: boolean;
	/** "Organisation" or "Person". */
	clientType?: string | null;
	/** Internal notes. */
	notes?: string | null;
	/** A sole trader's is a personal number, then sensitive; so is the VAT number. */
	organisationNumber?: string | null;
	vatNumber?: string | null;
	phone?: string | null;
	/** The invoice e-mail. */
	email?: string | null;
	/** ISO 3166 alpha-2. */
	countryCode?: string | null;
	/** ISO 4217. */
	currency?: string | null;
	/** The invoice address. */
	address?: ClientAddress;
	/** "Your reference": a person or a code. */
	contact?: string | null;
	/** "Our reference"; `null` when there is none. */
	responsible?: PersonReference | null;
	/** Terms of payment in days. */
	paymentDays?: number | null;
	categories?: Category[];
	/** What Kleer wrote in a form that nobody can read. */
	unread?: string[];
}
