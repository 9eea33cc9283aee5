import { errorFields, savedFields } from './fields.mts';
import { toJson, toXml, type KleerReply } from './render.mts';
import { accessDenied, kleerError, type KleerRoute } from './replies.mts';
import { kleerRoutes } from './routes.mts';
import { fromKleersDialect, inKleersDialect } from '../dialects.mts';
import type { Answer, Call, Match, Vendor } from '../http.mts';
import type { World } from '../world.mts';

/** Kleer's API with the X-Token header (docs/vendors.md#kleer). */
export function kleerVendor(world: World): Vendor<KleerRoute> {
	const render = (reply: KleerReply, call: Call): Answer => {
		// What selects JSON is the request's Content-Type, even on GET; Accept does nothing (1.3).
		const wantsJson = call.contentType === 'application/json' && !world.kleer.options.alwaysXml;
		return wantsJson ? asJson(reply, world) : asXml(reply);
	};
	return {
		system: 'kleer',
		routes: kleerRoutes,
		answer: (call, match) => {
			const { dialect } = world.kleer.options;
			call.body = fromKleersDialect(call.body, dialect);
			return inKleersDialect(render(decide(call, match, world), call), dialect);
		},
		error: (status, call) => render(injected(status), call),
		asXml: (answer, call, match) => {
			// Only reads are answered twice: a write must not happen a second time.
			if (call.method === 'GET' && answer.status === 200) return asXml(decide(call, match, world));
			if (answer.contentType?.includes('xml')) return answer;
			const value = JSON.parse(answer.text ?? '{}') as object;
			const failed = answer.status >= 400;
			const [root, fields] = failed ? ['error', errorFields] : ['saved', savedFields];
			return asXml({ status: answer.status, root, fields, value } as KleerReply);
		},
	};
}

function decide(call: Call, match: Match<KleerRoute>, world: World): KleerReply {
	const { kleer } = world;
	if (call.headers['x-token'] !== kleer.token) return kleerError(401, 'Ogiltig token');
	// A wrong company looks like an access error (docs/vendors.md#kleer-errors); so it does on unknown paths.
	const company = /^\/v1\/company\/(\d+)(\/|$)/.exec(call.path)?.[1];
	if (company !== undefined && Number(company) !== kleer.company.id) return accessDenied();
	if (!match.route) {
		if (match.allow.length === 0) return kleerError(404, 'HTTP 404 Not Found');
		const allow = { allow: match.allow.join(', ') };
		return { ...kleerError(405, 'HTTP 405 Method Not Allowed'), headers: allow };
	}
	if (match.route.right && !kleer.rights.has(match.route.right)) return accessDenied();
	return match.route.handle(call, world);
}

function injected(status: number): KleerReply {
	if (status === 403) return kleerError(403, 'HTTP 403 Forbidden');
	if (status === 404) return kleerError(404, 'HTTP 404 Not Found');
	if (status === 429) return kleerError(429, 'Too many requests');
	if (status === 400) return kleerError(400, 'HTTP 400 Bad Request');
	return kleerError(status, status === 503 ? 'Service Unavailable' : 'Tekniskt fel');
}

function asJson(reply: KleerReply, world: World): Answer {
	const bareEmpty = world.kleer.options.emptyList === 'bare';
	return { status: reply.status, headers: reply.headers ?? {}, text: toJson(reply, bareEmpty) };
}

function asXml(reply: KleerReply): Answer {
	return {
		status: reply.status,
		headers: reply.headers ?? {},
		text: toXml(reply),
		contentType: 'application/xml; charset=utf-8',
	};
}
