import { LARGEST_PAGE } from '../../models/cinode/codes';
import { instant } from '../../rules';
import { VendorError, attempt } from '../../base';
import { list } from '../../models/decode';
import { isEmpty, readBody } from '../shared/reply';
import type { CinodeClient } from './client';
import {
	pipeline,
	projectBase,
	projectModel,
	roleInSearch,
	roleModel,
	type Pipeline,
	type ProjectBase,
	type RoleInSearch,
	type RoleModel,
} from '../../models/cinode/projects';

export async function getRole(client: CinodeClient, projectId: number, roleId: number): Promise<RoleModel> {
	return await client.one(`/projects/${projectId}/roles/${roleId}`, roleModel, 'a role');
}

export async function listPipelines(client: CinodeClient): Promise<Pipeline[]> {
	return await client.list('/projects/pipelines', pipeline, { expected: 'a list of pipelines' });
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
 * its enumeration 5: the enumeration counts (docs/vendors.md#cinode-projects).
 */
export async function searchProjects(
	client: CinodeClient,
	query: ProjectQuery,
	page: number,
): Promise<{ result: ProjectBase[]; totalItems: number }> {
	const body = {
		...query,
		pageAndSortBy: { sortBy: UPDATED, sortOrder: 1, page, itemsPerPage: LARGEST_PAGE },
	};
	const wanted = { expected: 'a list of projects' };
	const { result, totalItems } = await client.search({ path: '/projects/search', body }, projectBase, wanted);
	return { result, totalItems: totalItems ?? result.length };
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
	const outcome = await attempt(() => client.one(`/projects/${id}`, projectModel, 'a project'));
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

/** All roles of projects in these states, in one request; Cinode allows it once a minute (docs/vendors.md#cinode-limits). */
export async function searchRoles(client: CinodeClient, projectStates: number[]): Promise<RoleInSearch[]> {
	return await client.read(
		{
			method: 'POST',
			path: '/roles',
			readsOnly: true,
			hasOwnLimit: true,
			body: { projectStates },
		},
		'a list of roles',
		// The document says one; it has to be a list (docs/vendors.md#cinode-projects).
		(reply, asked) => {
			if (isEmpty(reply) || reply.body === null) return [];
			return readBody(list(roleInSearch), reply.body, asked, client.seen);
		},
	);
}
