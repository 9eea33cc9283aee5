import { tell } from './events.mts';
import { takeId } from './ids.mts';
import {
	PROJECT_STATE,
	type CinodeMember,
	type CinodeProject,
	type CinodeRole,
	type ProjectStateName,
} from './projectStore.mts';
import { dateTime, type CinodeStore } from './store.mts';
import { toDateTime } from './validate.mts';

/** Who gets a role: an id is enough. */
export type NewMember = Partial<CinodeMember> & { companyUserId: number };
export type NewRole = Partial<Omit<CinodeRole, 'projectId' | 'assigned'>> & { assigned?: NewMember | null };
export type NewProject = Partial<Omit<CinodeProject, 'state' | 'stateHistory'>> & {
	title: string;
	customerId: number;
	state?: ProjectStateName;
	roles?: NewRole[];
};
export type ProjectPatch = Partial<Omit<CinodeProject, 'id' | 'state' | 'stateHistory'>>;

/** A new project, as if made by hand; open unless said otherwise. What isn't given is empty. */
export function addCinodeProject(store: CinodeStore, given: NewProject, now: number): CinodeProject {
	const at = dateTime(now);
	const { roles = [], state: stateName = 'open', ...rest } = given;
	const state = PROJECT_STATE[stateName];
	const project: CinodeProject = {
		description: null,
		identifier: null,
		customerIdentifier: null,
		intermediatorId: null,
		pipelineId: null,
		stageId: null,
		probability: null,
		estimatedValue: null,
		contractValue: null,
		estimatedCloseDate: null,
		currencyId: store.company.defaultCurrencyId,
		teamId: null,
		locationId: null,
		priority: 5,
		managers: [],
		salesManagers: [],
		customerContacts: [],
		intermediatorContacts: [],
		tags: [],
		createdDateTime: at,
		updatedDateTime: at,
		lastTouchDateTime: at,
		...rest,
		id: takeId(store, 'project', given.id),
		state,
		stateHistory: [{ state, updated: at }],
	};
	store.projects.set(project.id, project);
	tell(store, 'project', 'created', project);
	for (const role of roles) addRole(store, project.id, role, now);
	return project;
}

export function projectOf(store: CinodeStore, id: number): CinodeProject {
	const project = store.projects.get(id);
	if (!project) throw new Error(`No Cinode project ${id}`);
	return project;
}

function roleOf(store: CinodeStore, id: number): CinodeRole {
	const role = store.roles.get(id);
	if (!role) throw new Error(`No Cinode role ${id}`);
	return role;
}

/** A project's roles, in the order in which they were made. */
export function rolesOf(store: CinodeStore, projectId: number): CinodeRole[] {
	return [...store.roles.values()].filter((role) => role.projectId === projectId);
}

/** An edit by hand in Cinode; `bump: false` leaves the times as they were. */
export function editCinodeProject(
	store: CinodeStore,
	id: number,
	patch: ProjectPatch,
	how: { now: number; bump?: boolean },
): CinodeProject {
	const project = Object.assign(projectOf(store, id), patch);
	if (how.bump !== false) touch(project, how.now);
	tell(store, 'project', 'updated', project);
	return project;
}

/** It is won, lost, …; the history keeps what it was. */
export function setProjectState(
	store: CinodeStore,
	id: number,
	stateName: ProjectStateName,
	now: number,
): CinodeProject {
	const project = projectOf(store, id);
	const state = PROJECT_STATE[stateName];
	// In JSON and in tests without types it may be anything.
	if (state === undefined) throw new Error(`No state ${String(stateName)}`);
	project.state = state;
	project.stateHistory.push({ state, updated: dateTime(now) });
	touch(project, now);
	tell(store, 'project', 'updated', project);
	return project;
}

/** With its roles; of those nothing is told. */
export function removeProject(store: CinodeStore, id: number): void {
	const project = projectOf(store, id);
	tell(store, 'project', 'deleted', project);
	for (const role of rolesOf(store, id)) store.roles.delete(role.id);
	store.projects.delete(id);
}

/** A new role: hourly and full time unless said otherwise, and without a person. */
export function addRole(store: CinodeStore, projectId: number, given: NewRole, now: number): CinodeRole {
	const project = projectOf(store, projectId);
	const role: CinodeRole = {
		title: 'Konsult',
		description: null,
		startDate: null,
		endDate: null,
		optionToDate: null,
		oralAgreementToDate: null,
		extentType: 0,
		extent: 100,
		rate: null,
		contractType: 0,
		currencyId: project.currencyId,
		...ready(store, given),
		assigned: memberOf(store, given.assigned ?? null),
		id: takeId(store, 'role', given.id),
		projectId,
	};
	store.roles.set(role.id, role);
	afterRole(store, role, now);
	tell(store, 'role', 'created', role);
	return role;
}

/** `assigned: null` takes the person from it. */
export function editRole(
	store: CinodeStore,
	roleId: number,
	patch: Omit<NewRole, 'id'>,
	how: { now: number },
): CinodeRole {
	const role = Object.assign(roleOf(store, roleId), ready(store, patch));
	afterRole(store, role, how.now);
	tell(store, 'role', 'updated', role);
	return role;
}

export function removeRole(store: CinodeStore, roleId: number, how: { now: number }): void {
	const role = roleOf(store, roleId);
	tell(store, 'role', 'deleted', role);
	store.roles.delete(roleId);
	afterRole(store, role, how.now);
}

const DATES = ['startDate', 'endDate', 'optionToDate', 'oralAgreementToDate'] as const;

/** As it is stored: days as date-times, and the whole person that has the role. */
function ready(store: CinodeStore, { assigned, ...rest }: NewRole): Partial<CinodeRole> {
	const role: Partial<CinodeRole> = { ...rest };
	for (const name of DATES) {
		const date = role[name];
		if (typeof date === 'string') role[name] = toDateTime(date) ?? date;
	}
	if (assigned !== undefined) role.assigned = memberOf(store, assigned);
	return role;
}

function memberOf(store: CinodeStore, given: NewMember | null): CinodeMember | null {
	if (!given) return null;
	const type = store.subcontractors.has(given.companyUserId) ? 'subcontractor' : 'employee';
	return { type, status: 2, tariff: null, currencyId: null, ...given };
}

function afterRole(store: CinodeStore, role: CinodeRole, now: number): void {
	const project = projectOf(store, role.projectId);
	project.lastTouchDateTime = dateTime(now);
	if (store.options.rolesBumpProject) project.updatedDateTime = project.lastTouchDateTime;
}

function touch(project: CinodeProject, now: number): void {
	project.updatedDateTime = dateTime(now);
	project.lastTouchDateTime = project.updatedDateTime;
}
