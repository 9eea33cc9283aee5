import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Fault } from './faults.mts';
import { lie } from './lies.mts';
import type { RecordedRequest, System } from './log.mts';
import type { World } from './world.mts';

/** A request as the vendors' routes see it. */
export interface Call {
	method: string;
	path: string;
	query: Record<string, string>;
	/** Path parameters: digits only, except foreignId, dates and a webhook's id. */
	params: Record<string, string>;
	headers: Record<string, string | string[] | undefined>;
	contentType: string;
	/** Parsed when it is JSON, else the text; undefined without a body. */
	body: unknown;
	/** The body said it was JSON, and was not. */
	brokenJson: boolean;
}

export interface Answer {
	status: number;
	headers?: Record<string, string>;
	/** Sent as it is; empty when undefined. */
	text?: string;
	contentType?: string;
}

export interface Route {
	method: string;
	pattern: string;
}

export type Match<R extends Route> =
	| { route: R; pattern: string; params: Record<string, string>; allow: string[] }
	| { route: undefined; pattern: string; params: Record<string, string>; allow: string[] };

/** What a vendor adds to the common server. */
export interface Vendor<R extends Route> {
	system: System;
	routes: R[];
	answer(call: Call, match: Match<R>): Answer | Promise<Answer>;
	/** An injected error in the vendor's own body form. */
	error(status: number, call: Call, fault: Fault): Answer;
	/** The answer as XML, where JSON was asked for. */
	asXml(answer: Answer, call: Call, match: Match<R>): Answer | Promise<Answer>;
}

const TEXT_PARAMS = new Set(['foreignId', 'from', 'to', 'uuid']);

function patternOf(pattern: string): RegExp {
	const source = pattern.replace(/:(\w+)/g, (_, name: string) =>
		TEXT_PARAMS.has(name) ? `(?<${name}>[^/]+)` : `(?<${name}>\\d+)`,
	);
	return new RegExp(`^${source}$`);
}

/** Finds a route; where only the verb is wrong, says which are allowed (for 405 and OPTIONS). */
function router<R extends Route>(routes: R[]): (method: string, path: string) => Match<R> {
	const compiled = routes.map((route) => ({ route, regex: patternOf(route.pattern) }));
	return (method, path) => {
		const allow: string[] = [];
		let known = '';
		for (const { route, regex } of compiled) {
			const found = regex.exec(path);
			if (!found) continue;
			const { pattern } = route;
			if (route.method === method) return { route, pattern, params: decodeAll(found.groups ?? {}), allow };
			allow.push(route.method);
			known = pattern;
		}
		return { route: undefined, pattern: known, params: {}, allow };
	};
}

function decodeAll(groups: Record<string, string>): Record<string, string> {
	return Object.fromEntries(Object.entries(groups).map(([k, v]) => [k, decodeURIComponent(v)]));
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Starts one vendor's server: records each request, lets faults and hooks strike, and answers. */
export async function serve<R extends Route>(
	world: World,
	vendor: Vendor<R>,
	port: number,
	addControl: (app: FastifyInstance) => void,
): Promise<{ url: string; close(): Promise<void> }> {
	const app = Fastify({ bodyLimit: 64 * 1024 * 1024, forceCloseConnections: true, keepAliveTimeout: 5000 });
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
	addControl(app);
	const find = router(vendor.routes);
	app.all('/*', (request, reply) => handle(world, vendor, find, request, reply));
	await app.listen({ port, host: '127.0.0.1' });
	const address = app.server.address();
	const bound = address !== null && typeof address === 'object' ? address.port : port;
	return { url: `http://127.0.0.1:${bound}`, close: () => app.close() };
}

async function handle<R extends Route>(
	world: World,
	vendor: Vendor<R>,
	find: (method: string, path: string) => Match<R>,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<unknown> {
	const call = toCall(request);
	const match = find(call.method, call.path);
	call.params = match.params;
	const recorded: RecordedRequest = {
		system: vendor.system,
		method: call.method,
		path: call.path,
		route: `${call.method} ${match.pattern || `${call.path} (unknown)`}`,
		query: call.query,
		contentType: call.contentType,
		body: call.body,
		status: 0,
		at: world.now(),
	};
	world.requests.arrived(recorded);
	const faults = world.faults.strike(vendor.system, call.method, call.path);
	for (const fault of faults) if (fault.kind === 'delay') await wait(fault.ms ?? 1000);

	const late = faults.find(({ kind }) => kind === 'late');
	if (late) {
		setTimeout(() => void actLate(world, vendor, call, match, recorded), late.ms ?? 1000);
		return destroy(request, reply);
	}
	const stopped = (await world.faults.tellHooks('before', recorded)) || has(faults, 'drop-before');
	if (stopped) return destroy(request, reply);
	const injected = faults.find((fault) => fault.kind === 'status');
	let answer: Answer;
	if (injected && !injected.acts) answer = faultAnswer(vendor, call, injected);
	else answer = await safely(() => vendor.answer(call, match));
	if (injected?.acts) answer = faultAnswer(vendor, call, injected);
	if (has(faults, 'xml')) answer = await vendor.asXml(answer, call, match);
	for (const fault of faults) if (fault.lie) answer = lie(answer, fault.lie, fault.keys);

	world.requests.done(recorded, answer.status);
	const dropped = (await world.faults.tellHooks('after', recorded)) || has(faults, 'drop-after');
	if (dropped) return destroy(request, reply);
	reply.status(answer.status).headers(answer.headers ?? {});
	if (answer.text === undefined) return reply.send();
	return reply
		.header('content-type', answer.contentType ?? 'application/json; charset=utf-8')
		.send(answer.text);
}

/** The server's part of a request whose sender has gone. */
async function actLate<R extends Route>(
	world: World,
	vendor: Vendor<R>,
	call: Call,
	match: Match<R>,
	recorded: RecordedRequest,
): Promise<void> {
	const answer = await safely(() => vendor.answer(call, match));
	world.requests.done(recorded, answer.status);
}

function has(faults: Fault[], kind: Fault['kind']): boolean {
	return faults.some((fault) => fault.kind === kind);
}

function faultAnswer<R extends Route>(vendor: Vendor<R>, call: Call, fault: Fault): Answer {
	const answer = vendor.error(fault.status ?? 500, call, fault);
	if (fault.body !== undefined) {
		const isText = typeof fault.body === 'string';
		answer.text = isText ? (fault.body as string) : JSON.stringify(fault.body);
		answer.contentType = isText ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8';
	}
	return { ...answer, headers: { ...answer.headers, ...fault.headers } };
}

/** A mistake in the sandbox itself must be seen, and not pass for a vendor's error. */
async function safely(act: () => Answer | Promise<Answer>): Promise<Answer> {
	try {
		return await act();
	} catch (error) {
		console.error('The sandbox itself failed:', error);
		return { status: 599, text: JSON.stringify({ message: `Sandbox: ${String(error)}` }) };
	}
}

function destroy(request: FastifyRequest, reply: FastifyReply): FastifyReply {
	reply.hijack();
	request.raw.socket.destroy();
	return reply;
}

function toCall(request: FastifyRequest): Call {
	const url = new URL(request.url, 'http://sandbox');
	const contentType = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
	const text = typeof request.body === 'string' ? request.body : '';
	const call: Call = {
		method: request.method,
		path: url.pathname,
		query: Object.fromEntries(url.searchParams),
		params: {},
		headers: request.headers,
		contentType,
		body: text === '' ? undefined : text,
		brokenJson: false,
	};
	if (text !== '' && /json$/.test(contentType)) {
		try {
			call.body = JSON.parse(text);
		} catch {
			call.brokenJson = true;
		}
	}
	return call;
}
