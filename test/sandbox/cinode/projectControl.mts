import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { World } from '../world.mts';
import {
	addCinodeProject,
	addRole,
	editCinodeProject,
	editRole,
	projectOf,
	removeProject,
	removeRole,
	setProjectState,
	type NewProject,
	type NewRole,
	type ProjectPatch,
} from './projectEdits.mts';
import type { ProjectStateName } from './projectStore.mts';

type ProjectEdit = ProjectPatch & { state?: ProjectStateName; bump?: boolean };

/** Edits of projects and roles, for a person or a test in another process. */
export function addProjectControl(
	app: FastifyInstance,
	world: World,
	bodyOf: (request: FastifyRequest) => object,
	idOf: (request: FastifyRequest) => number,
): void {
	const { cinode, now } = world;
	app.post('/sandbox/cinode/projects', (request) =>
		addCinodeProject(cinode, bodyOf(request) as NewProject, now()),
	);
	app.post('/sandbox/cinode/projects/:id', (request) => {
		const { state, bump, ...patch } = bodyOf(request) as ProjectEdit;
		const id = idOf(request);
		if (Object.keys(patch).length > 0)
			editCinodeProject(cinode, id, patch, { now: now(), bump: bump !== false });
		if (state) setProjectState(cinode, id, state, now());
		return projectOf(cinode, id);
	});
	app.delete('/sandbox/cinode/projects/:id', (request) => {
		removeProject(cinode, idOf(request));
		return { ok: true };
	});
	app.post('/sandbox/cinode/projects/:id/roles', (request) =>
		addRole(cinode, idOf(request), bodyOf(request) as NewRole, now()),
	);
	app.post('/sandbox/cinode/roles/:id', (request) =>
		editRole(cinode, idOf(request), bodyOf(request) as NewRole, { now: now() }),
	);
	app.delete('/sandbox/cinode/roles/:id', (request) => {
		removeRole(cinode, idOf(request), { now: now() });
		return { ok: true };
	});
}
