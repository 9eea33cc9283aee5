import { PROJECT_STATE_NUMBERS } from '../models/cinode/codes';

/**
 * The joined records that the Cinode node gives and the projects rules read. `null` is "Cinode says empty", an
 * absent field is "Cinode didn't say" (docs/decisions.md#modes).
 */

export type ProjectState = keyof typeof PROJECT_STATE_NUMBERS;

/** A state by Cinode's number; `null` for one that isn't known. */
export function projectState(number: number | null | undefined): ProjectState | null {
	const states = Object.entries(PROJECT_STATE_NUMBERS) as Array<[ProjectState, number]>;
	return states.find(([, one]) => one === number)?.[0] ?? null;
}

/** A person in Cinode with the key that ties them to Kleer; `null` when they carry none. */
export interface CinodePerson {
	id: number;
	name: string;
	key: string | null;
}

/** A customer in Cinode with its customer number; `null` when it carries none. */
export interface CinodeCustomerReference {
	id: number;
	name: string;
	number: string | null;
	/** Where it carries none: those that are like it and carry one; absent when nobody looked. */
	twins?: CustomerTwin[];
}

/** Another customer in Cinode that may be the one that is meant. */
export interface CustomerTwin {
	id: number;
	name: string;
	number: string;
	/** What both have alike. */
	by: 'name' | 'organisationNumber';
}

export interface CinodeProjectRole {
	id: number;
	title: string;
	/** YYYY-MM-DD; `null` is an open side. */
	startDate: string | null;
	endDate: string | null;
	/** `null` where Cinode doesn't say, as for the extent. */
	contractType: 'hourly' | 'fixed' | null;
	extentType: 'percent' | 'hours' | null;
	extent: number | null;
	/** Whole units of the currency per hour; 0 and `null` are no rate. */
	rate: number | null;
	/** ISO 4217. */
	currency: string | null;
	/** The one who has the role; `null` while nobody has. */
	person: CinodePerson | null;
	isSubcontractor: boolean;
	/** What the subcontractor costs, whole units per hour; absent when it was not read. */
	tariff?: number | null;
	tariffCurrency?: string | null;
}

/** One project with its roles, people and customer numbers (docs/vendors.md#cinode-projects). */
export interface CinodeProject {
	id: number;
	/** When it was read, ISO with milliseconds: an older reading never overwrites a newer one. */
	readAt: string;
	title: string | null;
	description: string | null;
	identifier: string | null;
	customerIdentifier: string | null;
	state: ProjectState | null;
	pipelineId: number | null;
	stageId: number | null;
	customer: CinodeCustomerReference | null;
	/** A broker between customer and us; `null` when there is none. */
	intermediator: CinodeCustomerReference | null;
	/** Names of the customer's tags; absent when they were not read. */
	customerTags?: string[];
	/** Whole units of the currency. */
	contractValue: number | null;
	estimatedValue: number | null;
	/** ISO 4217. */
	currency: string | null;
	teamId: number | null;
	projectManagers: CinodePerson[];
	salesManagers: CinodePerson[];
	/** "Firstname Lastname". */
	customerContacts: string[];
	intermediatorContacts: string[];
	roles: CinodeProjectRole[];
}
