import {
	projectState,
	comparableKey,
	type CinodeCustomerReference,
	type CinodePerson,
	type ProjectAsRead,
	type RoleAsRead,
} from '../../rules';
import {
	projectModel,
	tariffModel,
	type CompanyUserReference,
	type ContactReference,
	type CustomerReference,
	type ProjectModel,
	type RoleModel,
	type TariffModel,
} from '../../models/cinode/projects';
import { VendorError, attempt, forEachLimited } from '../../base';
import type { CinodeClient } from './client';
import { cinodeCustomers } from './customers';
import { withTwins } from './customerTwins';
import { PeopleKeys, isSubcontractor } from './peopleKeys';
import { getRole } from './projects';

export interface ProjectReading {
	/** What subcontractors cost: one request more for each of their roles. */
	tariffs: boolean;
	/** The customer's tags: one request more. */
	customerTags: boolean;
}

const AT_ONCE = 4;

/**
 * One project with roles, members, rates and customers: one request, one per role, and the lists of people when
 * they are old (docs/vendors.md#cinode-projects).
 * @param since Lists of people that were read since then are fresh: readings of one run share them. Default: now.
 * @throws VendorError `notFound` when it was deleted, `invalid` when something that it names isn't shown.
 */
async function readProject(
	client: CinodeClient,
	id: number,
	reading: ProjectReading,
	since?: number,
): Promise<ProjectAsRead> {
	// Before the first request: what changes after it is another reading's.
	const readAt = new Date(Date.now()).toISOString();
	const get = async () => await client.one(`/projects/${id}`, projectModel, 'a project');
	const parts = async (project: ProjectModel) => await readParts(client, project, reading, { readAt, since });
	const project = await get();
	const outcome = await attempt(() => parts(project));
	if (outcome.ok) return outcome.value;
	if (!isNotFound(outcome.error)) throw outcome.error;
	// A role may have been deleted meanwhile, or the whole project.
	const again = await get();
	const second = await attempt(() => parts(again));
	if (second.ok) return second.value;
	if (!isNotFound(second.error)) throw second.error;
	// The project is there: it must not pass for deleted.
	throw new VendorError(
		'Cinode',
		'invalid',
		`Cinode shows the project '${fieldsOf(again).title ?? id}', but not a role or a customer that it names (404)`,
		{ advice: 'Look whether the owner of the API account may see them' },
	);
}

/** Its roles, people, tariffs and the customer's tags. */
async function readParts(
	client: CinodeClient,
	project: ProjectModel,
	reading: ProjectReading,
	{ readAt, since }: { readAt: string; since?: number },
): Promise<ProjectAsRead> {
	const roles = await readRoles(client, project);
	const people = await new PeopleKeys(client, since).resolve([
		...(project.managers ?? []),
		...(project.salesManagers ?? []),
		...roles.flatMap(({ assigned }) => assigned ?? []),
	]);
	const joined = await Promise.all(
		roles.map(async (role) => await joinRole(client, role, people, reading.tariffs)),
	);
	const fields = fieldsOf(project);
	return {
		...fields,
		readAt,
		customer: await withTwins(client, fields.customer),
		intermediator: await withTwins(client, fields.intermediator),
		projectManagers: listed(project.managers)?.map(people),
		salesManagers: listed(project.salesManagers)?.map(people),
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
	since?: number,
): Promise<ProjectAsRead> {
	const name = `${client.companyName} ${id} ${JSON.stringify(reading)}`;
	const begin = (): Promise<ProjectAsRead> => {
		const running = readProject(client, id, reading, since).finally(() => {
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

/** `undefined` where Cinode doesn't show it, as of subcontractors who were removed: Kleer's price stays. */
async function tariffOf(
	client: CinodeClient,
	person: number,
	role: number,
): Promise<TariffModel | undefined> {
	const path = `/subcontractors/${person}/roles/${role}`;
	const outcome = await attempt(() => client.one(path, tariffModel, 'a tariff'));
	if (outcome.ok) return outcome.value;
	if (isNotFound(outcome.error)) return undefined;
	throw outcome.error;
}

function isNotFound(error: unknown): boolean {
	return error instanceof VendorError && error.kind === 'notFound';
}

/** Cinode's ContractType and ExtentType (docs/vendors.md#cinode-enumerations). */
const CONTRACT_TYPES = ['hourly', 'fixed'] as const;
const EXTENT_TYPES = ['percent', 'hours'] as const;

async function joinRole(
	client: CinodeClient,
	role: RoleModel,
	people: (person: CompanyUserReference) => CinodePerson,
	withTariff: boolean,
): Promise<RoleAsRead> {
	const { assigned } = role;
	const isSub = assigned ? isSubcontractor(assigned) : false;
	const tariff =
		withTariff && isSub && assigned?.companyUserId
			? await tariffOf(client, assigned.companyUserId, role.id)
			: undefined;
	return {
		id: role.id,
		title: role.title?.trim() ?? '',
		startDate: role.startDate,
		endDate: role.endDate,
		contractType: CONTRACT_TYPES[role.contractType ?? -1] ?? null,
		extentType: EXTENT_TYPES[role.extentType ?? -1] ?? null,
		extent: role.extent ?? null,
		rate: role.rate ?? null,
		currency: role.currency?.currencyCode ?? null,
		person: assigned?.companyUserId ? people(assigned) : nobodyOn(role),
		isSubcontractor: isSub,
		...(tariff
			? {
					tariff: tariff.assignmentTariff ?? null,
					tariffCurrency: tariff.currency?.currencyCode ?? null,
				}
			: {}),
	};
}

/** What the reply leaves out stays `undefined`: a `null` would clear it in Kleer. */
function fieldsOf(project: ProjectModel) {
	return {
		id: project.id,
		title: project.title?.trim() ?? null,
		description: trimmed(project.description),
		identifier: comparableKey(project.identifier) || null,
		customerIdentifier: trimmed(project.customerIdentifier),
		state: projectState(project.currentState),
		pipelineId: project.pipelineId ?? null,
		stageId: project.currentStageId ?? null,
		customer: customerOf(project.customer),
		intermediator: project.intermediator === undefined ? undefined : customerOf(project.intermediator),
		contractValue: project.contractValue,
		estimatedValue: project.estimatedValue,
		currency: project.currency === null ? null : project.currency?.currencyCode,
		teamId: project.teamId,
		customerContacts: listed(project.customerContacts)?.map(fullName),
		intermediatorContacts: listed(project.intermediatorContacts)?.map(fullName),
	};
}

/** `null` for nobody; `undefined` where Cinode doesn't say who. */
function nobodyOn({ assigned, isAssigned }: RoleModel): null | undefined {
	return assigned === undefined && isAssigned !== false ? undefined : null;
}

function listed<Item>(list: Item[] | null | undefined): Item[] | undefined {
	return list === undefined ? undefined : (list ?? []);
}

function trimmed(text: string | null | undefined): string | null | undefined {
	return text === undefined ? undefined : text?.trim() || null;
}

function customerOf(customer: CustomerReference | null | undefined): CinodeCustomerReference | null {
	if (!customer) return null;
	return {
		id: customer.id,
		name: customer.name?.trim() ?? '',
		number: comparableKey(customer.identification) || null,
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
