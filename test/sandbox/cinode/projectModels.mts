import { contactBaseModel, customerModel } from './customerModels.mts';
import { currencyModel, seo, tagBaseModel, type Json } from './models.mts';
import { rolesOf } from './projectEdits.mts';
import type { CinodeMember, CinodeProject, CinodeRole } from './projectStore.mts';
import type { CinodeStore } from './store.mts';
import { tagsOf } from './tags.mts';

/** ProjectBaseModel: what the list and the search show, without state, dates and times (docs/vendors.md#cinode-projects). */
export function projectBaseModel(store: CinodeStore, project: CinodeProject): Json {
	return {
		companyId: store.company.id,
		customerId: project.customerId,
		id: project.id,
		title: project.title,
		description: project.description,
		identifier: project.identifier,
		customerIdentifier: project.customerIdentifier,
		links: [],
	};
}

/** ProjectModel. Its roles have neither rates nor people: those are in each role's own model. */
export function projectModel(store: CinodeStore, project: CinodeProject): Json {
	const salesManagers = project.salesManagers.map((id) => companyUserModel(store, id));
	return {
		company: companyBaseModel(store),
		customer: customerOrNull(store, project.customerId),
		seoId: seo(project.title),
		locationId: project.locationId,
		googleId: null,
		probability: project.probability,
		estimatedValue: project.estimatedValue,
		contractValue: project.contractValue,
		estimatedCloseDate: project.estimatedCloseDate,
		managers: project.managers.map((id) => companyUserModel(store, id)),
		salesManager: salesManagers[0] ?? null,
		salesManagers,
		intermediator: customerOrNull(store, project.intermediatorId),
		events: [],
		customerContacts: contactsOf(store, project.customerId, project.customerContacts),
		intermediatorContacts: contactsOf(store, project.intermediatorId, project.intermediatorContacts),
		assignments: rolesOf(store, project.id).map((role) => roleBaseModel(store, role)),
		attachments: [],
		tags: tagsOf(store, project.tags).map((tag) => tagBaseModel(store, tag)),
		pipelineId: project.pipelineId,
		currentStageId: project.stageId,
		currency: currencyModel(store, project.currencyId),
		projectReferences: [],
		currentState: project.state,
		stateHistory: project.stateHistory.map(({ state, updated }) => ({ state, updated, reason: null })),
		createdBy: null,
		updatedBy: null,
		createdDateTime: project.createdDateTime,
		updatedDateTime: project.updatedDateTime,
		teamId: project.teamId,
		stateReasonId: null,
		salesManagerIds: project.salesManagers,
		projectManagerIds: project.managers,
		priority: project.priority,
		...projectBaseModel(store, project),
	};
}

/** ProjectAssignmentBaseModel. */
function roleBaseModel(store: CinodeStore, role: CinodeRole): Json {
	const project = store.projects.get(role.projectId);
	return {
		companyId: store.company.id,
		customerId: project?.customerId ?? 0,
		projectId: role.projectId,
		project: project ? projectBaseModel(store, project) : null,
		customer: customerOrNull(store, project?.customerId ?? null),
		id: role.id,
		title: role.title,
		description: role.description,
		startDate: role.startDate,
		endDate: role.endDate,
		extentType: role.extentType,
		extent: role.extent,
		links: [],
	};
}

/** ProjectAssignmentModel. What a subcontractor costs isn't in it: subcontractorRoleModel. */
export function roleModel(store: CinodeStore, role: CinodeRole): Json {
	return {
		company: companyBaseModel(store),
		assigned: assignedModel(store, role),
		prospects: [],
		seoId: seo(role.title),
		skills: [],
		projectAssignmentMemberId: role.assigned ? memberId(role) : null,
		rate: role.rate,
		oralAgreementToDate: role.oralAgreementToDate,
		optionToDate: role.optionToDate,
		contractType: role.contractType,
		isAssigned: role.assigned !== null,
		currency: currencyModel(store, role.currencyId),
		...roleBaseModel(store, role),
	};
}

/** ProjectAssignmentMemberModel, or null. */
export function assignedModel(store: CinodeStore, role: CinodeRole): Json | null {
	if (!role.assigned) return null;
	return {
		...companyUserModel(store, role.assigned.companyUserId),
		status: store.users.get(role.assigned.companyUserId)?.status ?? null,
		projectAssignmentMemberId: memberId(role),
		projectAssignmentMemberState: 0,
	};
}

/** No record has this id, so that code which takes it for the user's is found out. */
const memberId = (role: CinodeRole) => 900_000 + role.id;

/** CompanyUserSubcontractorRoleMemberModel: the only place that has the tariff. */
export function subcontractorRoleModel(store: CinodeStore, role: CinodeRole, member: CinodeMember): Json {
	return {
		projectAssignmentId: role.id,
		assignmentTariff: member.tariff,
		currency: currencyModel(store, member.currencyId),
		currentState: { state: 0, note: null },
		projectAssignment: roleBaseModel(store, role),
	};
}

/** CompanyUserBaseModel of a user or a subcontractor; a person that is gone has no name. */
export function companyUserModel(store: CinodeStore, id: number): Json {
	const user = store.users.get(id);
	const person = user ?? store.subcontractors.get(id);
	return {
		companyUserId: id,
		companyId: store.company.id,
		seoId: person ? seo(`${person.firstName} ${person.lastName}`) : null,
		firstName: person?.firstName ?? null,
		lastName: person?.lastName ?? null,
		companyUserType: person && !user ? 20 : 0,
		id,
		links: [],
	};
}

function companyBaseModel({ company }: CinodeStore): Json {
	return { id: company.id, name: company.name, seoId: seo(company.name), description: null, links: [] };
}

function customerOrNull(store: CinodeStore, id: number | null): Json | null {
	const customer = id === null ? undefined : store.customers.get(id);
	return customer ? customerModel(store, customer) : null;
}

function contactsOf(store: CinodeStore, customerId: number | null, ids: number[]): Json[] {
	const customer = customerId === null ? undefined : store.customers.get(customerId);
	if (!customer) return [];
	const contacts = customer.contacts.filter((contact) => ids.includes(contact.id));
	return contacts.map((contact) => contactBaseModel(store, customer, contact));
}
