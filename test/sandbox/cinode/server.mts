import { inCinodesDialect } from '../dialects.mts';
import type { Answer, Call, Match, Vendor } from '../http.mts';
import type { LimitState } from '../limits.mts';
import type { World } from '../world.mts';
import { empty, invalid, serverError, tooMany } from './replies.mts';
import { verbsOf, type CinodeRoute } from './route.mts';
import { cinodeRoutes } from './routes.mts';
import { levelsOf } from './tokens.mts';

/** Cinode's API v0.1, and what is known of v0.2 (docs/vendors.md#cinode). */
export function cinodeVendor(world: World): Vendor<CinodeRoute> {
	return {
		system: 'cinode',
		routes: cinodeRoutes,
		answer: (call, match) => answer(call, match, world),
		error: (status) => injected(status, world),
		asXml: (given) => ({
			...given,
			text: '<?xml version="1.0"?><html><body>Gateway</body></html>',
			contentType: 'text/html; charset=utf-8',
		}),
	};
}

/** In the order: token, budget, route, company, level, module, content type, the route's own work. */
function answer(call: Call, match: Match<CinodeRoute>, world: World): Answer {
	const { route } = match;
	if (route?.open) return route.body && call.brokenJson ? brokenBody() : route.handle(call, world);
	const levels = levelsOf(call, world);
	if (!levels) return empty(401);
	const budget = world.cinode.limits.plan.take(world.now(), world.cinode.options.enforceLimits);
	const result = budget.allowed ? allowed(call, match, world, levels) : tooMany();
	const isList = route?.method === 'GET' && result.text?.startsWith('[') === true;
	const told = inCinodesDialect(result, world.cinode.options.dialect, isList);
	return { ...told, headers: { ...limitHeaders(budget), ...result.headers } };
}

function allowed(call: Call, match: Match<CinodeRoute>, world: World, levels: Set<number>): Answer {
	const { route } = match;
	const verbs = verbsOf(cinodeRoutes, match.pattern, world);
	if (!route || !verbs.includes(route.method)) {
		if (verbs.length === 0) return empty(404);
		// OPTIONS tells what a path allows, more reliably than the specification (docs/vendors.md#cinode).
		return empty(call.method === 'OPTIONS' ? 200 : 405, { allow: verbs.join(', ') });
	}
	const company = call.params.companyId;
	if (company !== undefined && Number(company) !== world.cinode.company.id) return empty(403);
	if (route.level && !levels.has(route.level) && !levels.has(500)) return empty(403);
	if (route.module && !world.cinode.modules.includes(route.module)) return empty(403);
	if (route.body && !takes(route.body, call.contentType)) return empty(415);
	if (call.brokenJson) return brokenBody();
	return route.handle(call, world);
}

const brokenBody = () => invalid({ '': ['The body is not valid JSON.'] });

function takes(kind: 'json' | 'json-patch', contentType: string): boolean {
	if (kind === 'json-patch') return contentType === 'application/json-patch+json';
	return /^(application\/json|text\/json|application\/.+\+json)$/.test(contentType);
}

function limitHeaders(state: LimitState): Record<string, string> {
	return {
		'x-ratelimit-limit': String(state.limit),
		'x-ratelimit-remaining': String(state.remaining),
		'x-ratelimit-reset': String(state.reset),
		'x-daily-requests-left': String(state.dailyLeft),
	};
}

function injected(status: number, world: World): Answer {
	if (status === 429) return tooMany();
	if (status === 400) return invalid({ Email: ['is not valid.'] });
	if (status >= 500) return serverError(status, world.now());
	return empty(status);
}
