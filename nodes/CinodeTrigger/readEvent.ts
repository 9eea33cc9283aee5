import type { IDataObject } from 'n8n-workflow';

/**
 * What a webhook's body says it is about. The envelope isn't published in full (docs/vendors.md#cinode-webhooks), so ids
 * are found whatever the casing and nesting; the nearest to the top counts.
 */
export interface CinodeEvent {
	/** The id of what changed; `null` when the body doesn't say. */
	entityId: number | null;
	/** The project that it belongs to, or is; `null` when the body doesn't say. */
	projectId: number | null;
	problem?: string;
}

const MAX_DEPTH = 6;

/** Cinode's WebhookEntityType of a project (docs/vendors.md#cinode-webhooks). */
const PROJECT_ENTITIES = ['6', 'companyproject', 'project'];

/** Whether objects and lists lie in each other more often than that; it doesn't descend any further. */
export function isDeeperThan(value: unknown, levels: number): boolean {
	let level = [value].filter(isNested);
	for (let depth = 0; depth < levels && level.length > 0; depth++) {
		level = level.flatMap((one) => Object.values(one)).filter(isNested);
	}
	return level.length > 0;
}

function isNested(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}

/** The events of a body, which holds one or a list of them. */
export function readEvents(body: unknown, isAboutProjects = false): Array<CinodeEvent & { body: unknown }> {
	const bodies = Array.isArray(body) ? body : [body];
	return bodies.map((one: unknown) => ({ ...readEvent(one, isAboutProjects), body: one }));
}

/**
 * @param isAboutProjects Whether the webhook is for projects and their roles only: an id that stands alone is then
 *   taken for the project's. A wrong guess does no harm, since what it names is read again.
 */
export function readEvent(body: unknown, isAboutProjects = false): CinodeEvent {
	const payload = unpacked(property(body, 'payload')) ?? unpacked(property(body, 'data')) ?? body;
	const entityId = idOf(payload) ?? asId(property(body, 'entityid'));
	const projectId =
		asId(property(payload, 'projectid')) ??
		idOf(property(payload, 'project')) ??
		// Before anything that lies deeper: that may be another project's.
		(looksLikeProject(payload) || isOfProject(body) ? entityId : null) ??
		idNamed(payload, 'projectid') ??
		idOf(find(payload, 'project')) ??
		idNamed(body, 'projectid');
	if (projectId !== null) return { entityId, projectId };
	if (entityId === null) {
		const problem = "Cinode's message holds no id that this node can find: look at 'body'";
		return { entityId, projectId, problem };
	}
	if (!isAboutProjects) return { entityId, projectId };
	return {
		entityId,
		projectId: entityId,
		problem: `Cinode's message doesn't say of which project ${entityId} is: taken for the project itself. Look at 'body'`,
	};
}

/** A payload may come as JSON text. */
function unpacked(payload: unknown): unknown {
	if (typeof payload !== 'string') return payload;
	try {
		return JSON.parse(payload) as unknown;
	} catch {
		return undefined;
	}
}

/** Whether the envelope says that the event is of a project. */
function isOfProject(body: unknown): boolean {
	const type = property(body, 'entitytype');
	return PROJECT_ENTITIES.includes(
		String(type ?? '')
			.toLowerCase()
			.replaceAll('_', ''),
	);
}

/** A project by itself names no project: it is known by what only a project has. */
function looksLikeProject(payload: unknown): boolean {
	return ['currentstate', 'salesmanagers', 'pipelineid', 'estimatedvalue', 'customeridentifier'].some(
		(name) => property(payload, name) !== undefined,
	);
}

function idOf(value: unknown): number | null {
	return asId(property(value, 'id'));
}

function idNamed(value: unknown, name: string): number | null {
	return asId(find(value, name));
}

function asId(value: unknown): number | null {
	const id = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
	return Number.isSafeInteger(id) && (id as number) > 0 ? (id as number) : null;
}

/** A property of that name, in any casing, of this very object. */
function property(value: unknown, name: string): unknown {
	if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
	const key = Object.keys(value).find((one) => one.toLowerCase() === name);
	return key === undefined ? undefined : (value as IDataObject)[key];
}

/** The first property of that name, level by level. */
function find(value: unknown, name: string): unknown {
	let level: unknown[] = [value];
	for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth++) {
		for (const one of level) {
			const found = property(one, name);
			if (found !== undefined && found !== null) return found;
		}
		level = level.flatMap((one) => (one !== null && typeof one === 'object' ? Object.values(one) : []));
	}
	return undefined;
}
