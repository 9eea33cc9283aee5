import { getProject, getRole, listPipelines, listProjects, searchProjects } from './projects.mts';
import { getSubcontractorRole, listSubcontractorRoles, searchRoles } from './roleSearch.mts';
import { ASSIGNMENTS, C, get, send, type CinodeRoute } from './route.mts';

const ALL = `${C}/projects`;
const SUBCONTRACTOR = `${C}/subcontractors/:id/roles`;

/** docs/vendors.md#cinode-projects. Cinode's writes are left out: nothing here writes projects. */
export const projectRoutes: CinodeRoute[] = [
	get(ALL, listProjects, ASSIGNMENTS),
	send('POST', `${ALL}/search`, searchProjects, ASSIGNMENTS),
	get(`${ALL}/pipelines`, listPipelines, ASSIGNMENTS),
	get(`${ALL}/:id`, getProject, ASSIGNMENTS),
	get(`${ALL}/:id/roles/:roleId`, getRole, ASSIGNMENTS),
	get(`${ALL}/:id/projectassignments/:roleId`, getRole, ASSIGNMENTS),
	send('POST', `${C}/roles`, searchRoles, ASSIGNMENTS),
	get(SUBCONTRACTOR, listSubcontractorRoles, ASSIGNMENTS),
	get(`${SUBCONTRACTOR}/:roleId`, getSubcontractorRole, ASSIGNMENTS),
];
