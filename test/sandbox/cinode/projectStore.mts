/** ProjectState (docs/vendors.md#cinode-enumerations). */
export const PROJECT_STATE = { open: 0, won: 30, lost: 40, abandoned: 50, suspended: 60 } as const;
export type ProjectStateName = keyof typeof PROJECT_STATE;
export type ProjectState = (typeof PROJECT_STATE)[ProjectStateName];

/** A project as stored (docs/vendors.md#cinode-projects). It has no dates of its own: those are the roles'. */
export interface CinodeProject {
	id: number;
	title: string;
	description: string | null;
	/** "Project ID (Internal)", and (External). */
	identifier: string | null;
	customerIdentifier: string | null;
	customerId: number;
	/** A customer through which it was sold. */
	intermediatorId: number | null;
	state: ProjectState;
	stateHistory: { state: ProjectState; updated: string }[];
	pipelineId: number | null;
	stageId: number | null;
	probability: number | null;
	/** Kronor, or what the currency has. */
	estimatedValue: number | null;
	contractValue: number | null;
	estimatedCloseDate: string | null;
	currencyId: number | null;
	teamId: number | null;
	locationId: number | null;
	priority: 3 | 5 | 8;
	/** Ids of users. */
	managers: number[];
	salesManagers: number[];
	/** Ids of the customer's contacts, and of the intermediator's. */
	customerContacts: number[];
	intermediatorContacts: number[];
	/** Ids of tags. */
	tags: number[];
	createdDateTime: string;
	updatedDateTime: string;
	lastTouchDateTime: string;
}

/** The people of a role: one person, beside prospects, which don't exist here. */
export interface CinodeMember {
	/** Of a user, or of a subcontractor. */
	companyUserId: number;
	type: 'employee' | 'subcontractor';
	/** 0 not booked, 1 preliminary, 2 assigned. */
	status: 0 | 1 | 2;
	/** What a subcontractor costs. */
	tariff: number | null;
	currencyId: number | null;
}

/** A role: the vendor says ProjectAssignment. */
export interface CinodeRole {
	id: number;
	projectId: number;
	title: string;
	description: string | null;
	startDate: string | null;
	endDate: string | null;
	optionToDate: string | null;
	oralAgreementToDate: string | null;
	/** 0 percent, 1 hours. */
	extentType: 0 | 1;
	extent: number | null;
	rate: number | null;
	/** 0 hourly, 1 fixed. */
	contractType: 0 | 1;
	currencyId: number | null;
	assigned: CinodeMember | null;
}

export interface CinodePipeline {
	id: number;
	title: string;
	description: string | null;
	stages: { id: number; title: string; description: string | null; order: number; probability: number }[];
}

/** Entity types 1 to 10 and actions 1 to 4; 1 is all of them (docs/vendors.md#cinode-webhooks). */
export interface CinodeWebhook {
	id: string;
	isActive: boolean;
	endpointUrl: string;
	configurations: { entityType: number; actionType: number }[];
	/** The value is never shown. */
	credentials: { isBasicAuthentication: boolean; headerName: string | null; headerValue: string | null }[];
}

export const ENTITY = {
	employee: 3,
	subcontractor: 4,
	customer: 5,
	project: 6,
	role: 7,
} as const;
export const ACTION = { created: 2, updated: 3, deleted: 4 } as const;
export type EntityName = keyof typeof ENTITY;
export type ActionName = keyof typeof ACTION;
