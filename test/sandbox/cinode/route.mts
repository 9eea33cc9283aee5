import type { Answer, Call, Route } from '../http.mts';
import type { World } from '../world.mts';

/** What the vendor's page asks of the caller and the company for a route. */
export interface Needs {
	/** Access level. */
	level?: number;
	/** Without this module the company can't use it. */
	module?: number;
}

export interface CinodeRoute extends Route, Needs {
	/** Outside the plan: neither bearer token nor the plan's count. */
	open?: true;
	/** PATCH takes only its own content type. */
	body?: 'json' | 'json-patch';
	/** Whether the vendor has it at all; always, unless said otherwise. */
	exists?: (world: World) => boolean;
	handle(call: Call, world: World): Answer;
}

export const ADMIN: Needs = { level: 400 };
export const MANAGER: Needs = { level: 300 };
export const PARTNERS: Needs = { level: 240, module: 4 };
export const CUSTOMERS: Needs = { level: 300, module: 2 };
export const ASSIGNMENTS: Needs = { level: 300, module: 3 };
/** Stated for POST /webhooks/manifest alone; the same is expected of the others (docs/vendors.md#cinode-webhooks). */
export const WEBHOOKS: Needs = { level: 400, module: 60 };

/** The company, in the two versions of the API. */
export const C = '/v0.1/companies/:companyId';
export const C2 = '/v0.2/companies/:companyId';

type Handle = CinodeRoute['handle'];

export const get = (pattern: string, handle: Handle, needs: Needs = {}): CinodeRoute => ({
	method: 'GET',
	pattern,
	handle,
	...needs,
});

export const send = (
	method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
	pattern: string,
	handle: Handle,
	needs: Needs = {},
): CinodeRoute => ({
	method,
	pattern,
	handle,
	body: method === 'PATCH' ? 'json-patch' : 'json',
	...needs,
});

/** A DELETE without a body. */
export const remove = (pattern: string, handle: Handle, needs: Needs = {}): CinodeRoute => ({
	method: 'DELETE',
	pattern,
	handle,
	...needs,
});

/** The verbs that a pattern takes, for 405 and OPTIONS. */
export function verbsOf(routes: CinodeRoute[], pattern: string, world: World): string[] {
	return routes
		.filter((route) => route.pattern === pattern && (route.exists?.(world) ?? true))
		.map((route) => route.method);
}
