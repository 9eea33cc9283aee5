import type { Answer, Call } from '../http.mts';
import type { World } from '../world.mts';
import { isNumbers, isText, paged, queryProblem, type Check, type Sorts } from './paging.mts';
import { projectBaseModel, projectModel, roleModel } from './projectModels.mts';
import { PROJECT_STATE, type CinodeProject } from './projectStore.mts';
import { empty, invalid, json } from './replies.mts';
import { seo } from './models.mts';
import type { CinodeStore } from './store.mts';
import { isWhole } from './validate.mts';

const projectIn = (call: Call, { cinode }: World) => cinode.projects.get(Number(call.params.id));

/** GET /projects: only won ones, as its summary says (docs/vendors.md#cinode-projects). */
export function listProjects(_call: Call, { cinode }: World): Answer {
	const won = [...cinode.projects.values()].filter((project) => project.state === PROJECT_STATE.won);
	return json(won.map((project) => projectBaseModel(cinode, project)));
}

/** GET /projects/:id */
export function getProject(call: Call, world: World): Answer {
	const project = projectIn(call, world);
	return project ? json(projectModel(world.cinode, project)) : empty(404);
}

/** GET /projects/:id/roles/:roleId, and its obsolete twin. */
export function getRole(call: Call, world: World): Answer {
	const project = projectIn(call, world);
	const role = project && world.cinode.roles.get(Number(call.params.roleId));
	return role?.projectId === project?.id && role ? json(roleModel(world.cinode, role)) : empty(404);
}

/** GET /projects/pipelines */
export function listPipelines(_call: Call, { cinode }: World): Answer {
	return json(cinode.pipelines);
}

const lower = (text: string | null) => (text ?? '').toLowerCase();

/** ProjectQuerySort, 0 to 6: the enumeration, and not the text, which says 6 and 7 for the last two. */
const SORTS: Sorts<CinodeProject> = [
	(project) => project.createdDateTime,
	(project) => lower(project.title),
	(project) => lower(project.identifier),
	(project) => lower(project.customerIdentifier),
	(project) => seo(project.title),
	(project) => project.updatedDateTime,
	(project) => project.lastTouchDateTime,
];

export const isStates: Check = (value) => isListOf(value, Object.values(PROJECT_STATE));
export function isListOf(value: unknown, allowed: number[]): boolean {
	return value === null || (Array.isArray(value) && value.every((one) => allowed.includes(one as number)));
}

const isId: Check = (value) => value === null || isWhole(value, 0, 2_147_483_647);
const CHECKS: Record<string, Check> = {
	title: isText,
	identification: isText,
	customerIdentifier: isText,
	corporateIdentityNumber: isText,
	customerId: isId,
	pipelines: isNumbers,
	salesManagers: isNumbers,
	customers: isNumbers,
	intermediators: isNumbers,
	projectStates: isStates,
};
type Query = Partial<Record<keyof typeof CHECKS, unknown>> & Record<string, unknown>;

/**
 * POST /projects/search. Texts are contained, as in the customers' search, and `identification` is the project's
 * identifier: both assumed.
 */
export function searchProjects(call: Call, { cinode }: World): Answer {
	const query = (call.body ?? {}) as Query;
	const problem = queryProblem(query, CHECKS, SORTS);
	if (problem) return invalid({ [problem]: [`The value of ${problem} is not valid.`] });
	const found = [...cinode.projects.values()].filter((project) => fits(cinode, project, query));
	return json(paged(cinode, found, query.pageAndSortBy, SORTS, (one) => projectBaseModel(cinode, one)));
}

function fits(store: CinodeStore, project: CinodeProject, query: Query): boolean {
	const customer = store.customers.get(project.customerId);
	return (
		contains(project.title, query.title) &&
		contains(project.identifier, query.identification) &&
		contains(project.customerIdentifier, query.customerIdentifier) &&
		contains(customer?.corporateIdentityNumber ?? null, query.corporateIdentityNumber) &&
		(!query.customerId || query.customerId === project.customerId) &&
		includes(query.pipelines, [project.pipelineId]) &&
		includes(query.salesManagers, project.salesManagers) &&
		includes(query.customers, [project.customerId]) &&
		includes(query.intermediators, [project.intermediatorId]) &&
		includes(query.projectStates, [project.state])
	);
}

function contains(value: string | null, asked: unknown): boolean {
	return typeof asked !== 'string' || lower(value).includes(asked.toLowerCase());
}

/** An empty filter lets everything through. */
export function includes(wanted: unknown, values: (number | null)[]): boolean {
	const list = (wanted ?? []) as (number | null)[];
	return list.length === 0 || values.some((value) => list.includes(value));
}
