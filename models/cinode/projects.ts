import {
	day,
	id,
	list,
	nullable,
	number,
	numbered,
	object,
	required,
	stamp,
	text,
	flag,
	type Infer,
} from '../decode';
import { CONTRACT_TYPES, EXTENT_TYPES, PROJECT_STATE_NUMBERS, USER_TYPES } from './codes';

/** Cinode's projects, roles and pipelines (docs/vendors.md#cinode-projects). Amounts are whole units of the currency. */

const projectBaseFields = {
	id: required(id),
	customerId: id,
	title: text,
	description: text,
	identifier: text,
	customerIdentifier: text,
};

export const projectBase = object(projectBaseFields, true);
export type ProjectBase = Infer<typeof projectBaseFields>;

export const companyUserReference = object({
	companyUserId: id,
	firstName: text,
	lastName: text,
	/** 20 is a subcontractor. */
	companyUserType: numbered(USER_TYPES),
});
export type CompanyUserReference = Infer<typeof companyUserReference.fields>;

const customerReference = object({ id: required(id), name: text, identification: text });
export type CustomerReference = Infer<typeof customerReference.fields>;

const contactReference = object({ firstName: text, lastName: text });
export type ContactReference = Infer<typeof contactReference.fields>;

const currency = nullable(object({ currencyCode: text }));

const roleBaseFields = {
	id: required(id),
	title: text,
	startDate: day,
	endDate: day,
	extentType: numbered(EXTENT_TYPES),
	extent: number,
};

const roleBase = object(roleBaseFields, true);
export type RoleBase = Infer<typeof roleBaseFields>;

const projectFields = {
	...projectBaseFields,
	currentState: numbered(PROJECT_STATE_NUMBERS),
	pipelineId: id,
	currentStageId: id,
	customer: nullable(customerReference),
	intermediator: nullable(customerReference),
	contractValue: number,
	estimatedValue: number,
	currency,
	teamId: id,
	managers: list(companyUserReference),
	salesManagers: list(companyUserReference),
	customerContacts: list(contactReference),
	intermediatorContacts: list(contactReference),
	assignments: list(roleBase),
	updatedDateTime: stamp,
};

export const projectModel = object(projectFields, true);
export type ProjectModel = Infer<typeof projectFields>;

const roleFields = {
	...roleBaseFields,
	projectId: id,
	rate: number,
	/** 0 hourly, 1 fixed. */
	contractType: numbered(CONTRACT_TYPES),
	currency,
	/** The one who has the role; prospects are others. */
	assigned: nullable(companyUserReference),
	isAssigned: flag,
};

export const roleModel = object(roleFields, true);
export type RoleModel = Infer<typeof roleFields>;

/** What a subcontractor costs on a role, whole units per hour. */
export const tariffModel = object({ assignmentTariff: number, currency });
export type TariffModel = Infer<typeof tariffModel.fields>;

/** A role as the search across projects gives it (ProjectAssignmentWithStatusModel). */
export const roleInSearch = object(
	{
		projectId: required(id),
		projectAssignmentId: required(id),
		projectState: numbered(PROJECT_STATE_NUMBERS),
		pipelineId: id,
		projectPipelineStageTitle: text,
		startDate: text,
		endDate: text,
		rate: number,
		assigned: nullable(companyUserReference),
	},
	true,
);
export type RoleInSearch = Infer<typeof roleInSearch.fields> & Record<string, unknown>;

const stage = object({ id: required(id), title: text, order: number });
export const pipeline = object({ id: required(id), title: text, stages: list(stage) });
export type Pipeline = Infer<typeof pipeline.fields>;
