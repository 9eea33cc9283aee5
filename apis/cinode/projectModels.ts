/** Cinode's models around projects, as far as they are read (facts/cinode.md 2d). */

export interface ProjectBase {
	id: number;
	customerId?: number;
	title?: string | null;
	description?: string | null;
	identifier?: string | null;
	customerIdentifier?: string | null;
}

export interface CompanyUserReference {
	companyUserId?: number | null;
	firstName?: string | null;
	lastName?: string | null;
	/** 20 is a subcontractor. */
	companyUserType?: number | null;
}

export interface CustomerReference {
	id: number;
	name?: string | null;
	identification?: string | null;
}

export interface ContactReference {
	firstName?: string | null;
	lastName?: string | null;
}

export interface RoleBase {
	id: number;
	title?: string | null;
	startDate?: string | null;
	endDate?: string | null;
	extentType?: number;
	extent?: number | null;
}

export interface ProjectModel extends ProjectBase {
	currentState?: number | null;
	pipelineId?: number | null;
	currentStageId?: number | null;
	customer?: CustomerReference | null;
	intermediator?: CustomerReference | null;
	contractValue?: number | null;
	estimatedValue?: number | null;
	currency?: { currencyCode?: string | null } | null;
	teamId?: number | null;
	managers?: CompanyUserReference[] | null;
	salesManagers?: CompanyUserReference[] | null;
	customerContacts?: ContactReference[] | null;
	intermediatorContacts?: ContactReference[] | null;
	assignments?: RoleBase[] | null;
	updatedDateTime?: string | null;
}

export interface RoleModel extends RoleBase {
	projectId?: number;
	rate?: number | null;
	/** 0 hourly, 1 fixed. */
	contractType?: number;
	currency?: { currencyCode?: string | null } | null;
	/** The one who has the role; prospects are others. */
	assigned?: CompanyUserReference | null;
	isAssigned?: boolean;
}

/** A role as the search across projects gives it (ProjectAssignmentWithStatusModel). */
export interface RoleInSearch {
	projectId: number;
	projectAssignmentId: number;
	projectState?: number;
	pipelineId?: number | null;
	projectPipelineStageTitle?: string | null;
	startDate?: string | null;
	endDate?: string | null;
	rate?: number | null;
	assigned?: CompanyUserReference | null;
	[other: string]: unknown;
}

export interface Pipeline {
	id: number;
	title?: string | null;
	stages?: Array<{ id: number; title?: string | null; order?: number }> | null;
}

/** The state of a project as the API numbers it. */
export const STATE_NUMBERS = { open: 0, won: 30, lost: 40, abandoned: 50, suspended: 60 } as const;
