import type { KleerDialect } from '../dialects.mts';
import type { KleerActivity, KleerClientProject } from './projectStore.mts';

export interface Reference {
	id: number;
}

/** A user as Kleer's API shows it; the names are the API's own. */
export interface KleerUser {
	id: number;
	'foreign-id'?: string;
	'internal-id'?: number;
	name: string;
	email: string;
	active: boolean;
	'dimension-entry'?: Reference;
	dimensions?: { 'dimension-entries': { id: number; percentage?: number }[] };
	'dimension-user-percentage'?: number;
}

export interface UserSchedule {
	schedule: Reference;
	'start-date'?: string;
	'end-date'?: string;
	comment: string;
}

/** A payroll row (payroll-user-readable), with everything that must never leak. Money in öre. */
export interface KleerPayroll {
	user: Reference;
	ssn: string;
	address1: string;
	address2: string;
	'zip-code': string;
	state: string;
	'country-code': string;
	phone: string;
	'tax-table': number;
	'tax-table-column': number;
	'tax-percentage': number;
	'one-time-tax-percentage': number;
	'clearing-nr': string;
	'account-nr': string;
	'employment-start-date': string;
	'employment-end-date'?: string;
	notes?: string;
	'travel-reimbursement-per-mile': number;
	'expense-allowance': boolean;
	'fuel-benefit': boolean;
	'monthly-salary-type': string;
	'monthly-salary': number;
	'monthly-salary-start-date'?: string;
	'monthly-salary-yearly-pension': number;
	'hourly-salary': number;
	'hourly-salary-start-date'?: string;
	'variable-salary-type': string;
	'variable-salary-payout-type': string;
	'variable-salary-input-type': string;
	'variable-salary-description': string;
	'variable-salery-tax-type': string;
	'variable-salery-provision-vacation-percentage': number;
	provision: boolean;
	'month-report-strategy': string;
	'manager-user': Reference;
	'workplace-number': string;
	vacationFixedDebtPercentage?: number;
	schedules: UserSchedule[];
	'dimension-entries': Reference[];
	'vacation-entitlements': { 'start-date': string; entitlement: number }[];
	children: { name: string; 'birth-date': string }[];
	'full-history-monthly-salaries': { 'monthly-salary': number; 'monthly-salary-start-date': string }[];
}

/** 1.0 is 100 %. */
export interface KleerSchedule {
	id: number;
	name: string;
	'level-of-employment': number;
}

export interface KleerSubcontractor {
	id: number;
	'internal-id': number;
	supplier: Reference;
	users: Reference[];
}

export type KleerAddress = Record<'address1' | 'address2' | 'zip-code' | 'state' | 'country', string>;

export interface KleerSupplier {
	id: number;
	'foreign-id': string;
	name: string;
	address: KleerAddress;
	email: string;
	plusgiro: number;
	bankgiro: number;
	orgno?: string;
	'swedish-bank-account': string;
	iban: string;
	user?: Reference;
	'our-reference'?: string;
	'country-code'?: string;
	'vat-nr'?: string;
	'account-nr'?: number;
}

/** A customer (XSD `client`, the same for reading and writing). */
export interface KleerClient {
	id: number;
	/** The customer number, by default; may be "". */
	'foreign-id': string;
	name: string;
	/** "Your reference": a person, or a code. */
	contact: string;
	address: KleerAddress;
	email: string;
	'client-type'?: string;
	/** ISO 3166-1 alpha-2 */
	'country-code': string;
	'currency-type'?: string;
	notes?: string;
	accountnr: number;
	'payment-days': number;
	orgno: string;
	phone: string;
	/** "Our reference"; 0 is no person. */
	user: Reference;
	'delivery-type'?: string;
	'vat-nr'?: string;
	gln?: string;
	'edi-recipient'?: { name: string };
	template?: Reference;
	approver?: Reference;
	'dimension-entries': Reference[];
	'client-broker'?: Reference[];
	active: boolean;
}

export interface KleerDimensionEntry {
	id: number;
	'foreign-id'?: string;
	name: string;
	description: string;
	'start-date'?: string;
	'end-date'?: string;
	active: boolean;
}

export interface KleerDimension {
	id: number;
	'foreign-id'?: string;
	name: string;
	description: string;
	active: boolean;
	entries: Map<number, KleerDimensionEntry>;
}

/** Kleer's access types (XSD:4961), as far as the routes here ask for one. */
export type KleerRight =
	| 'Administrator'
	| 'Payroll'
	| 'Subcontractor'
	| 'Dimensions'
	| 'SupplierInvoice'
	| 'SupplierInvoiceRead'
	| 'ClientInvoice'
	| 'ClientInvoiceRead'
	| 'ClientProjectOwn';

export interface KleerStore {
	company: {
		id: number;
		name: string;
		orgno: string;
		'accounting-currency': string;
		bankgiro?: number;
		'supplier-invoice-email': string;
	};
	token: string;
	/** The user whose token it is. */
	tokenUserId: number;
	rights: Set<KleerRight>;
	options: {
		/** Without the right Payroll the payroll list is empty, or refused. */
		payrollWithoutRight: 'empty' | 'denied';
		/** An empty list comes with its key, or as `{}`. */
		emptyList: 'key' | 'bare';
		/** Server fault that DEV and TOKI met: XML even where JSON was asked for. */
		alwaysXml: boolean;
		/** Names of elements that no client is shown with: what isn't returned is missing, and not empty. */
		clientOmits: string[];
		/** What a write of a client project does with another name, client or fixed-price (unknown). */
		frozenFields: 'ignores' | 'refuses';
		/** How answers are written, and bodies expected. */
		dialect: KleerDialect;
		/** Elements of a client project that an update leaves as they were, whatever it says. */
		ignores: string[];
	};
	users: Map<number, KleerUser>;
	/** By user id. */
	payroll: Map<number, KleerPayroll>;
	schedules: Map<number, KleerSchedule>;
	subcontractors: Map<number, KleerSubcontractor>;
	suppliers: Map<number, KleerSupplier>;
	clients: Map<number, KleerClient>;
	clientProjects: Map<number, KleerClientProject>;
	/** The fields that the company added to its projects: their names by alias. */
	projectFields: Map<string, string>;
	activities: Map<number, KleerActivity>;
	dimensions: Map<number, KleerDimension>;
}
