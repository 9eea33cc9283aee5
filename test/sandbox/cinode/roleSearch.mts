import type { Answer, Call } from '../http.mts';
import type { World } from '../world.mts';
import { isNumbers, type Check } from './paging.mts';
import { assignedModel, subcontractorRoleModel } from './projectModels.mts';
import { includes, isListOf, isStates } from './projects.mts';
import type { CinodeProject, CinodeRole } from './projectStore.mts';
import { empty, invalid, json, tooMany } from './replies.mts';
import { dateTime, type CinodeStore } from './store.mts';
import { isBody } from './validate.mts';

/** ProjectAssignmentFilterModel; by the enumerations, not by the prose, which counts from 0 (docs/vendors.md#cinode-projects). */
const CHECKS: Record<string, Check> = {
	pipelines: isNumbers,
	projectAssignmentMemberTypes: (value) => isListOf(value, [0, 1, 2, 3]),
	projectAssignmentStatuses: (value) => isListOf(value, [0, 1, 2, 3]),
	teams: isNumbers,
	projectStates: isStates,
	projectAssignmentAllocationStatuses: (value) => isListOf(value, [0, 1, 2]),
};

/**
 * POST /roles: across all projects, once a minute and 1,000 times a day (1.2). The document says that the reply is
 * one model; assumed to be a list.
 */
export function searchRoles(call: Call, { cinode, now }: World): Answer {
	const limit = cinode.limits.roleSearch.take(now(), cinode.options.enforceRoleSearchLimit);
	const headers = { 'x-route-daily-requests-left': String(limit.dailyLeft) };
	const answer = limit.allowed ? found(call, cinode, now()) : tooMany(limit.reset);
	return { ...answer, headers };
}

function found(call: Call, store: CinodeStore, now: number): Answer {
	const filter = call.body ?? {};
	if (!isBody(filter)) return invalid({ '': ['A non-empty request body is required.'] });
	const wrong = Object.keys(filter).find(
		(name) => !Object.hasOwn(CHECKS, name) || !CHECKS[name]?.(filter[name]),
	);
	if (wrong) return invalid({ [wrong]: [`The value of ${wrong} is not valid.`] });
	const rows: object[] = [];
	for (const role of store.roles.values()) {
		const project = store.projects.get(role.projectId);
		if (project && fits(store, filter, { role, project, now })) rows.push(withStatus(store, role, project));
	}
	return json(rows);
}

interface Found {
	role: CinodeRole;
	project: CinodeProject;
	now: number;
}

function fits(store: CinodeStore, filter: Record<string, unknown>, { role, project, now }: Found): boolean {
	const team = role.assigned ? (store.users.get(role.assigned.companyUserId)?.teamId ?? null) : null;
	return (
		includes(filter.pipelines, [project.pipelineId]) &&
		includes(filter.projectStates, [project.state]) &&
		includes(filter.teams, [team]) &&
		includes(filter.projectAssignmentMemberTypes, [memberType(role)]) &&
		includes(filter.projectAssignmentStatuses, [statusOf(role, dateTime(now).slice(0, 10))]) &&
		includes(filter.projectAssignmentAllocationStatuses, [role.assigned?.status ?? 0])
	);
}

/** 0 unspecified, 1 employee, 3 subcontractor. */
function memberType({ assigned }: CinodeRole): number {
	if (!assigned) return 0;
	return assigned.type === 'subcontractor' ? 3 : 1;
}

/** ProjectAssignmentStatus: 0 without dates, 1 coming, 2 ongoing, 3 ended. */
function statusOf({ startDate, endDate }: CinodeRole, today: string): number {
	if (!startDate && !endDate) return 0;
	if (endDate && endDate.slice(0, 10) < today) return 3;
	return startDate && startDate.slice(0, 10) > today ? 1 : 2;
}

/** ProjectAssignmentWithStatusModel: no title of project or role, and no contract type. */
function withStatus(store: CinodeStore, role: CinodeRole, project: CinodeProject): object {
	const pipeline = store.pipelines.find(({ id }) => id === project.pipelineId);
	return {
		pipelineId: project.pipelineId,
		projectPipelineStageTitle: pipeline?.stages.find(({ id }) => id === project.stageId)?.title ?? null,
		customerId: project.customerId,
		projectId: project.id,
		projectState: project.state,
		probability: project.probability ?? 0,
		projectAssignmentId: role.id,
		projectAssignmentAllocationStatus: role.assigned?.status ?? 0,
		projectAssignmentMemberType: memberType(role),
		startDate: role.startDate,
		endDate: role.endDate,
		optionToDate: role.optionToDate,
		oralAgreementToDate: role.oralAgreementToDate,
		projectAssignmentExtent: role.extent ?? 0,
		projectAssignmentExtentType: role.extentType,
		rate: role.rate,
		estimatedCloseDate: project.estimatedCloseDate,
		estimatedValue: project.estimatedValue,
		assigned: assignedModel(store, role),
		prospects: [],
	};
}

const theirRoles = (call: Call, { cinode }: World) =>
	[...cinode.roles.values()].flatMap((role) =>
		role.assigned?.type === 'subcontractor' && role.assigned.companyUserId === Number(call.params.id)
			? [{ role, member: role.assigned }]
			: [],
	);

/** GET /subcontractors/:id/roles */
export function listSubcontractorRoles(call: Call, world: World): Answer {
	if (!world.cinode.subcontractors.has(Number(call.params.id))) return empty(404);
	const assigned = theirRoles(call, world).map(({ role, member }) =>
		subcontractorRoleModel(world.cinode, role, member),
	);
	return json({ assigned, prospect: [] });
}

/** GET /subcontractors/:id/roles/:roleId */
export function getSubcontractorRole(call: Call, world: World): Answer {
	const one = theirRoles(call, world).find(({ role }) => role.id === Number(call.params.roleId));
	return one ? json(subcontractorRoleModel(world.cinode, one.role, one.member)) : empty(404);
}
