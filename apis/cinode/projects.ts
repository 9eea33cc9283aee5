import {
	PROJECT_STATES,
	instant,
	type CinodeCustomerReference,
	type CinodePerson,
	type CinodeProjectRole,
	type ProjectAsRead,
} from '../../rules';
import { VendorError, attempt, forEachLimited } from '../../sync';
import type { CinodeClient } from './client';
import { cinodeCustomers } from './customers';
import { listOf } from './lists';
import { PeopleKeys, isSubcontractor } from './peopleKeys';
import {
	type CompanyUserReference,
	type ContactReference,
	type CustomerReference,
	type Pipeline,
	type ProjectBase,
	type ProjectModel,
	type RoleInSearch,
	type RoleModel,
} from './projectModels';

export interface ProjectReading {
	/** What subcontractors cost: one request more for each of their roles. */
	tariffs: boolean;
	/** The customer's tags: one request more. */
	customerTags: boolean;
}

const AT_ONCE = 4;
const PAGE = 100;

/**
 * One project with roles, members, rates and customers: one request, one per role, and the lists of people when
 * they are old (facts/cinode.md 2d).
 * @throws VendorError `notFound` when it was deleted.
 */
export async function readProject(
	client: CinodeClient,
	id: number,
	reading: ProjectReading,
): Promise<ProjectAsRead> {
	// Before the first request: what changes after it is another reading's.
	const readAt = new Date().toISOString();
	const project = await client.company<ProjectModel>({ method: 'GET', path: `/projects/${id}` });
	const roles = await readRoles(client, project);
	const people = await new PeopleKeys(client).resolve([
		...(project.managers ?? []),
		...(project.salesManagers ?? []),
		...roles.flatMap(({ assigned }) => assigned ?? []),
	]);
	const joined = await Promise.all(
		roles.map(async (role) => await joinRole(client, role, people, reading.tariffs)),
	);
	return {
		...fieldsOf(project),
		readAt,
		projectManagers: (project.managers ?? []).map(people),
		salesManagers: (project.salesManagers ?? []).map(people),
		...(reading.customerTags ? { customerTags: await tagsOf(client, project) } : {}),
		roles: joined,
		// Left out, not `null`: Cinode didn't say.
		...(project.assignments === undefined ? { areRolesUnknown: true } : {}),
	};
}

/** Running and waiting readings, by company and project. */
const readings = new Map<string, { running: Promise<ProjectAsRead>; next?: Promise<ProjectAsRead> }>();

/**
 * As `readProject`, but many events for one project at the same time share a reading: one that began before an
 * event may miss what the event is about, so the event waits for the next one, together with all others.
 */
export async function readProjectOnce(
	client: CinodeClient,
	id: number,
	reading: ProjectReading,
): Promise<ProjectAsRead> {
	const name = `${client.companyName} ${id} ${JSON.stringify(reading)}`;
	const begin = (): Promise<ProjectAsRead> => {
		const running = readProject(client, id, reading).finally(() => {
			if (readings.get(name)?.running === running) readings.delete(name);
		});
		readings.set(name, { running });
		return running;
	};
	const present = readings.get(name);
	if (!present) return await begin();
	present.next ??= present.running.then(begin, begin);
	return await present.next;
}

export async function getRole(client: CinodeClient, projectId: number, roleId: number): Promise<RoleModel> {
	return await client.company<RoleModel>({ method: 'GET', path: `/projects/${projectId}/roles/${roleId}` });
}

export async function listPipelines(client: CinodeClient): Promise<Pipeline[]> {
	return listOf<Pipeline>(await client.company({ method: 'GET', path: '/projects/pipelines' }));
}

export interface ProjectQuery {
	title?: string;
	identification?: string;
	customerId?: number;
	pipelines?: number[];
	projectStates?: number[];
}

/**
 * One page of a search, most recently updated first; pages count from 1. The vendor's text calls that order 6 and
 * its enumeration 5: the enumeration counts (facts/cinode.md 6.8).
 */
export async function searchProjects(
	client: CinodeClient,
	query: ProjectQuery,
	page: number,
): Promise<{ result: ProjectBase[]; totalItems: number }> {
	const reply = await client.company<{ result?: ProjectBase[]; totalItems?: number; hits?: number }>({
		method: 'POST',
		path: '/projects/search',
		readsOnly: true,
		body: { ...query, pageAndSortBy: { sortBy: UPDATED, sortOrder: 1, page, itemsPerPage: PAGE } },
	});
	const result = listOf<ProjectBase>(reply?.result);
	return { result, totalItems: reply?.totalItems ?? reply?.hits ?? result.length };
}

const UPDATED = 5;

/** All pages of a search, most recently updated first. */
export async function allProjects(client: CinodeClient, query: ProjectQuery): Promise<ProjectBase[]> {
	const found: ProjectBase[] = [];
	for (let page = 1; ; page++) {
		const { result, totalItems } = await searchProjects(client, query, page);
		found.push(...result);
		if (result.length === 0 || found.length >= totalItems) return found;
	}
}

/** When a project was updated last, as Cinode writes it; `undefined` when it is gone. One request. */
export async function updatedAt(client: CinodeClient, id: number): Promise<string | undefined> {
	const outcome = await attempt(() =>
		client.company<ProjectModel>({ method: 'GET', path: `/projects/${id}` }),
	);
	if (outcome.ok) return outcome.value.updatedDateTime ?? '';
	if (outcome.error instanceof VendorError && outcome.error.kind === 'notFound') return undefined;
	throw outcome.error;
}

/**
 * Projects that were updated at a time or later. A search shows no times, but sorts by them: the last one is found
 * by halving, at about seven requests for each page of a hundred.
 * Assumption: Cinode's times, which carry no offset, are UTC.
 * @param since Milliseconds since 1970.
 */
export async function projectsUpdatedSince(
	client: CinodeClient,
	query: ProjectQuery,
	since: number,
): Promise<ProjectBase[]> {
	const found: ProjectBase[] = [];
	const isNew = async ({ id }: ProjectBase) => {
		const at = await updatedAt(client, id);
		return at !== undefined && instant(at, 'utc') >= since;
	};
	for (let page = 1; ; page++) {
		const { result, totalItems } = await searchProjects(client, query, page);
		const last = result.at(-1);
		if (!last) return found;
		if (!(await isNew(last))) {
			let from = 0;
			let to = result.length - 1;
			while (from < to) {
				const middle = Math.floor((from + to) / 2);
				const project = result[middle];
				if (project && (await isNew(project))) from = middle + 1;
				else to = middle;
			}
			return [...found, ...result.slice(0, from)];
		}
		found.push(...result);
		if (found.length >= totalItems) return found;
	}
}

/** All roles of projects in these states, in one request; Cinode allows it once a minute (facts/cinode.md 1.2). */
export async function searchRoles(client: CinodeClient, projectStates: number[]): Promise<RoleInSearch[]> {
	const reply = await client.company<RoleInSearch[] | RoleInSearch>({
		method: 'POST',
		path: '/roles',
		readsOnly: true,
		hasOwnLimit: true,
		body: { projectStates },
	});
	// The document says one; it has to be a list (facts/cinode.md 2d).
	return Array.isArray(reply) ? reply : [reply];
}

async function readRoles(client: CinodeClient, { id, assignments }: ProjectModel): Promise<RoleModel[]> {
	const roles: RoleModel[] = [];
	const bases = assignments ?? [];
	await forEachLimited(
		bases.map((base, index) => ({ base, index })),
		AT_ONCE,
		async ({ base, index }) => {
			roles[index] = { ...base, ...(await getRole(client, id, base.id)) };
		},
	);
	return roles;
}

/** Cinode's ContractType and ExtentType (facts/cinode.md 1.4). */
const CONTRACT_TYPES = ['hourly', 'fixed'] as const;
const EXTENT_TYPES = ['percent', 'hours'] as const;

async function joinRole(
	client: CinodeClient,
	role: RoleModel,
	people: (person: CompanyUserReference) => CinodePerson,
	withTariff: boolean,
): Promise<CinodeProjectRole> {
	const { assigned } = role;
	const isSub = assigned ? isSubcontractor(assigned) : false;
	const tariff =
		withTariff && isSub && assigned?.companyUserId
			? await client.company<{
					assignmentTariff?: number | null;
					currency?: { currencyCode?: string | null } | null;
				}>({ method: 'GET', path: `/subcontractors/${assigned.companyUserId}/roles/${role.id}` })
			: undefined;
	return {
		id: role.id,
		title: role.title?.trim() ?? '',
		startDate: day(role.startDate),
		endDate: day(role.endDate),
		contractType: CONTRACT_TYPES[role.contractType ?? -1] ?? null,
		extentType: EXTENT_TYPES[role.extentType ?? -1] ?? null,
		extent: role.extent ?? null,
		rate: role.rate ?? null,
		currency: role.currency?.currencyCode ?? null,
		person: assigned?.companyUserId ? people(assigned) : null,
		isSubcontractor: isSub,
		...(tariff
			? {
					tariff: tariff.assignmentTariff ?? null,
					tariffCurrency: tariff.currency?.currencyCode ?? null,
				}
			: {}),
	};
}

function fieldsOf(project: ProjectModel) {
	const state = project.currentState as keyof typeof PROJECT_STATES | null | undefined;
	return {
		id: project.id,
		title: project.title?.trim() ?? null,
		description: project.description?.trim() || null,
		identifier: project.identifier?.trim() || null,
		customerIdentifier: project.customerIdentifier?.trim() || null,
		state: state === null || state === undefined ? null : (PROJECT_STATES[state] ?? null),
		pipelineId: project.pipelineId ?? null,
		stageId: project.currentStageId ?? null,
		customer: customerOf(project.customer),
		// What the reply leaves out stays out: a `null` would clear the broker.
		...(project.intermediator === undefined ? {} : { intermediator: customerOf(project.intermediator) }),
		contractValue: project.contractValue ?? null,
		estimatedValue: project.estimatedValue ?? null,
		currency: project.currency?.currencyCode ?? null,
		teamId: project.teamId ?? null,
		customerContacts: (project.customerContacts ?? []).map(fullName),
		intermediatorContacts: (project.intermediatorContacts ?? []).map(fullName),
	};
}

function customerOf(customer: CustomerReference | null | undefined): CinodeCustomerReference | null {
	if (!customer) return null;
	return {
		id: customer.id,
		name: customer.name?.trim() ?? '',
		number: customer.identification?.trim() || null,
	};
}

async function tagsOf(client: CinodeClient, { customer }: ProjectModel): Promise<string[]> {
	if (!customer) return [];
	const { tags } = await cinodeCustomers(client).getCustomer(customer.id);
	return (tags ?? []).map(({ name }) => name);
}

function fullName({ firstName, lastName }: ContactReference): string {
	return `${firstName ?? ''} ${lastName ?? ''}`.trim();
}

/** Dates come as date-times without offset. */
function day(value: string | null | undefined): string | null {
	return value?.slice(0, 10) || null;
}
