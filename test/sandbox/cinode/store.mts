import type { CinodeDialect } from '../dialects.mts';
import type { Limiter } from '../limits.mts';
import type { CinodePipeline, CinodeProject, CinodeRole, CinodeWebhook } from './projectStore.mts';

/** AccessLevel (docs/vendors.md#cinode-enumerations). */
export const LEVELS: Record<number, string> = {
	0: 'NoAccess',
	50: 'Anonymous',
	100: 'Read',
	110: 'Subcontractor',
	115: 'Candidate',
	150: 'RestrictedCompanyUser',
	180: 'CompanyApiUser',
	200: 'CompanyUser',
	240: 'PartnerManager',
	250: 'CompanyRecruiter',
	270: 'TeamManager',
	300: 'CompanyManager',
	400: 'CompanyAdmin',
	500: 'Owner',
};

export const STATUS = { disconnected: 0, preActive: 2, active: 3 } as const;

/** A user as stored; the API shows three different cuts of it (models.mts), and gender and language never. */
export interface CinodeUser {
	id: number;
	email: string;
	firstName: string;
	lastName: string;
	status: number;
	gender: number;
	languageId: number | null;
	title: string | null;
	phone: string | null;
	/** `YYYY-MM-DDTHH:mm:ss`, as all dates here. */
	dateOfBirth: string | null;
	employmentStartDate: string | null;
	employmentEndDate: string | null;
	employmentNumber: string | null;
	internalIdentifier: string | null;
	availabilityPercent: number | null;
	availableFromDate: string | null;
	invoicingGoal: number | null;
	mobility: number | null;
	taxTable: string | null;
	baseSalary: number | null;
	provision: number | null;
	hourlyTargetRate: number | null;
	selfCost: number | null;
	locationId: number | null;
	defaultCurrencyId: number | null;
	displayCurrencyId: number | null;
	companyCalendarId: number | null;
	timezoneId: string | null;
	desiredAssignment: string | null;
	twitter: string | null;
	linkedIn: string | null;
	homepage: string | null;
	blog: string | null;
	gitHub: string | null;
	teamId: number | null;
	/** Access levels. */
	permissions: number[];
	/** Ids of tags. */
	tags: number[];
	/** Kept so that tests can find it, should it appear anywhere. */
	password: string | null;
	mustChangePassword: boolean;
	createdDateTime: string;
	updatedDateTime: string;
}

export interface CinodeTag {
	id: number;
	name: string;
	tagType: { id: number; name: string } | null;
}

/** addressType 1 visiting, 2 invoice, 3 office. */
export interface CinodeAddress {
	id: number;
	street1: string;
	street2: string | null;
	zipCode: string;
	city: string;
	country: string;
	email: string | null;
	addressType: 0 | 1 | 2 | 3;
	comments: string | null;
}

/** A subcontractor as stored. Gender and language are never shown, and there is no updatedDateTime (2b). */
export interface CinodeSubcontractor {
	/** From the same sequence as the users': both are company users. */
	id: number;
	firstName: string;
	lastName: string;
	email: string;
	/** 0 Disconnected, 1 Active: not the users' numbers. */
	status: 0 | 1;
	gender: number;
	languageId: number | null;
	title: string | null;
	phone: string | null;
	tariff: number | null;
	rating: number | null;
	companyName: string | null;
	companyIdentifier: string | null;
	internalIdentifier: string | null;
	/** Written as companyAddressId. */
	locationId: number | null;
	/** Written as currencyId. */
	defaultCurrencyId: number | null;
	companyCalendarId: number | null;
	linkedIn: string | null;
	/** Ids of tags. */
	tags: number[];
	/** Kept so that tests can find it, should it appear anywhere. */
	password: string | null;
	createdDateTime: string;
}

export interface CinodeContact {
	id: number;
	firstName: string;
	lastName: string;
	email: string | null;
	phone1: string | null;
	phone2: string | null;
	title: string | null;
	comments: string | null;
	createdDateTime: string;
}

/** addressType 0 undefined, 1 visiting, 2 invoice, 3 location; the country is free text (docs/vendors.md#cinode-customers). */
export interface CinodeCustomerAddress {
	id: number;
	street1: string | null;
	street2: string | null;
	zipCode: string | null;
	city: string | null;
	country: string | null;
	email: string | null;
	comments: string | null;
	addressType: 0 | 1 | 2 | 3;
}

/** A customer as stored (docs/vendors.md#cinode-customers). */
export interface CinodeCustomer {
	id: number;
	name: string;
	description: string | null;
	identification: string | null;
	corporateIdentityNumber: string | null;
	vatNumber: string | null;
	email: string | null;
	homepage: string | null;
	phone: string | null;
	fax: string | null;
	intermediator: boolean;
	/** CompanySize 0 to 8; 0 is sole traders. */
	size: number | null;
	/** 0 inactive, 1 active. */
	status: 0 | 1;
	countryId: number | null;
	turnOver: number | null;
	turnOverCurrencyId: number | null;
	/** Ids of tags. */
	tags: number[];
	/** Ids of users. */
	managers: number[];
	contacts: CinodeContact[];
	addresses: CinodeCustomerAddress[];
	createdDateTime: string;
	updatedDateTime: string;
	lastTouchDateTime: string;
}

/** What Cinode makes of a value: trimmed, in lower case, as a whole number, or cut to so many characters. */
export type KeptForm = 'trimmed' | 'lower' | 'whole' | number;

export interface CinodeOptions {
	/** Off: Cinode's support has not opened the API for this company; /token gives 403. */
	apiEnabled: boolean;
	/** Whether GET /users shows PreActive people (docs/vendors.md#not-known-yet: unknown). */
	listPreActive: boolean;
	/** What a null value in a PATCH does to a nullable field (2a: unknown). */
	patchNull: 'clears' | 'refuses';
	bumpUpdatedOnTags: boolean;
	bumpUpdatedOnPermissions: boolean;
	/**
	 * Whether subcontractors can be updated. The published API has neither PUT nor PATCH for them; the live one
	 * may (docs/vendors.md#cinode-subcontractors), and OPTIONS says so.
	 */
	subcontractorUpdates: 'none' | 'patch' | 'put';
	/** Whether GET /subcontractors shows disconnected ones (unknown). */
	listDisconnectedSubcontractors: boolean;
	/** Whether GET /customers, /customers/extended and the search show inactive ones (unknown). */
	listInactiveCustomers: boolean;
	/** Created, updated and last-touch times in customers' read models: newer specifications have them (0). */
	customerTimestamps: boolean;
	/** POST managers: additive, by its name, but that is not known (2c). */
	managersPost: 'adds' | 'replaces';
	/** Whether writing a customer's tags, managers, contacts and addresses bumps its updatedDateTime. */
	bumpCustomerOnParts: boolean;
	/** `hits` of a search: all that match, or those on this page. */
	searchHits: 'total' | 'page';
	/** Whether a change of a role bumps its project's updatedDateTime (2h: unknown). */
	rolesBumpProject: boolean;
	/** POST /roles once a minute and 1,000 times a day (1.2). */
	enforceRoleSearchLimit: boolean;
	/** How answers are written. */
	dialect: CinodeDialect;
	/** Fields that a write takes and doesn't keep, by their patch paths. */
	ignores: string[];
	/** Fields that are kept in another form, by their patch paths. */
	keepsAs: Record<string, KeptForm>;
	tokenSeconds: number;
	enforceTokenLimit: boolean;
	enforceLimits: boolean;
}

export interface CinodeStore {
	company: {
		id: number;
		name: string;
		corporateIdentityNumber: string;
		vatNumber: string;
		countryId: number;
		defaultCurrencyId: number;
	};
	addresses: CinodeAddress[];
	currencies: { id: number; currencyCode: string; description: string }[];
	languages: { languageId: number; name: string; culture: string; lang: string; country: string }[];
	/** No route lists them: they are only seen inside a customer (docs/vendors.md#cinode-look-ups). */
	countries: { countryId: number; code: string; name: string }[];
	/** 2 Customers, 3 Assignments, 4 Partners, … (1.4) */
	modules: number[];
	teams: { id: number; name: string; description: string | null }[];
	tags: Map<number, CinodeTag>;
	users: Map<number, CinodeUser>;
	subcontractors: Map<number, CinodeSubcontractor>;
	customers: Map<number, CinodeCustomer>;
	projects: Map<number, CinodeProject>;
	/** Of all projects; each in the order in which it was made. */
	roles: Map<number, CinodeRole>;
	pipelines: CinodePipeline[];
	webhooks: Map<string, CinodeWebhook>;
	/** Requests run as the owner, with the owner's levels; a route needs just its own level (or Owner). */
	apiAccount: { accessId: string; accessSecret: string; ownerId: number; levels: Set<number> };
	/** Long-lived tokens; `levels` of their mimic user, or the API account's. */
	staticTokens: Map<string, { levels?: Set<number> }>;
	refreshTokens: Map<string, number>;
	/** Access tokens given out, so that tests can look for them. */
	issuedTokens: string[];
	limits: { plan: Limiter; token: Limiter; roleSearch: Limiter };
	options: CinodeOptions;
}

/** Date-times carry no timezone (docs/vendors.md#cinode-errors); ours are UTC. */
export function dateTime(now: number): string {
	return new Date(now).toISOString().slice(0, -1);
}
