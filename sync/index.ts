/** What nodes, reports and the set-up check may use of the sync layer. */
export type { BrakeLimits } from './brake/brake';
export { idEntries, idEntry, recallIds } from './memory/idSet';
export { numberEntries, numberQuestions, recallNumber } from './memory/numbers';
export { RunMemory } from './memory/runMemory';
export type { EntryRow } from './memory/row';
export { NoStore, SignedSet, type MemoryStore, type Notes } from './memory/store';
export { changedProjects } from './changed/changedProjects';
export { PushedMarks } from './changed/pushedMarks';
export { explainRecord } from './explain/explainRecord';
export { findRecords } from './explain/findRecord';
export type {
	ExplainedMemory,
	ExplainedOutcome,
	ExplainedRow,
	ExplainedTarget,
	Explanation,
	RowState,
} from './explain/explanation';
export { notRunSummary } from './outcome/resultCollector';
export { pushRecords } from './push/pushRecords';
export { scheduledSync } from './run/scheduledSync';
export type { SyncJob, SyncOutcome } from './run/syncJob';
export { runSync, type SyncOptions } from './run/runSync';
export { WorkflowClaims } from './run/workflowClaims';
export { customFieldNames } from './targets/projects/customFields';
export { CODED_FIELDS, CUSTOMER_FIELDS, type CinodeCustomersApi } from './targets/customers/cinodeCustomer';
export { CustomersTarget, type CustomersOptions } from './targets/customers/customersTarget';
export { nothingLearnt, type LearntCustomers } from './targets/customers/organisationNumbers';
export {
	RESPONSIBLE_POLICIES,
	planAddress,
	planContact,
	planManagers,
	type ResponsiblePolicy,
} from './targets/customers/parts';
export {
	INACTIVE_POLICIES,
	type CustomerPolicies,
	type InactivePolicy,
} from './targets/customers/planCustomer';
export { searchNumber } from './targets/customers/searchNumber';
export { PERSON_LINKS } from './targets/people';
export {
	PLAIN_FIELDS,
	newProject,
	putPlain,
	writeable,
	type KleerClientRecord,
	type KleerProjectsApi,
	type KleerUserRecord,
	type ResolvedKeys,
} from './targets/projects/kleerProject';
export { mergeLeads, mergePeople, mergePrices } from './targets/projects/people';
export type { ProjectPolicies } from './targets/projects/planProject';
export { ProjectsTarget } from './targets/projects/projectsTarget';
export { patchOf, type PatchOperation } from './targets/shared/differences';
export { planTags } from './targets/shared/tags';
export {
	SUBCONTRACTOR_FIELDS,
	type CinodeSubcontractorsApi,
} from './targets/subcontractors/cinodeSubcontractor';
export { SubcontractorsTarget } from './targets/subcontractors/subcontractorsTarget';
export { USER_FIELDS, type CinodeUsersApi } from './targets/users/cinodeUser';
export { listPeople, type HiddenPeople } from './targets/users/listPeople';
export {
	LEAVER_POLICIES,
	planUserCreation,
	planUserUpdate,
	type LeaverPolicy,
	type UserPlan,
	type UserPolicies,
} from './targets/users/planUser';
export { UsersTarget } from './targets/users/usersTarget';
export type { Match } from './contract/match';
export {
	ACTIONS,
	type Action,
	type CanaryWrite,
	type Change,
	type SyncResult,
	type SyncSummary,
} from './contract/result';
export type { ListedTarget } from './contract/listedTarget';
export type { Applied, Plan, PlannedChange } from './contract/plan';
export type { UnlistedQuery, SchemeTarget } from './contract/schemeTarget';
