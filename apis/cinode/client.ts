import { sleep } from 'n8n-workflow';
import { Reading, anything, list, number, object, type Reader, type Shape } from '../../models/decode';
import { whoAmI } from '../../models/cinode/lookups';
import { RequestLimiter, type Pace } from '../shared/limiter';
import { VendorError } from '../../base';
import { checkDomain } from '../shared/egress';
import { send, type RequestContext, type VendorReply, type VendorRequest } from '../shared/http';
import { isEmpty, readBody, unreadable, type Asked } from '../shared/reply';
import { LONGEST_WAIT_MS, RATE_TRIES, READ_WAITS_MS, askedWait, numberIn } from '../shared/retry';
import { usageOf } from '../shared/usage';
import { isTransient, refusal } from './errors';
import { cinodeSession, claimsOf, trimmed, type CinodeCredential } from './session';

/** Cinode allows 40 in two seconds for all of a company's integrations together (docs/vendors.md#cinode-limits). */
export const DEFAULT_PACE: Pace = { perTwoSeconds: 37, reserve: 0, followsPlan: true };

/** v0.2 is not published as a whole; tags are known (docs/vendors.md#cinode-customers). */
export type CinodeVersion = 'v0.1' | 'v0.2';

const limiters = new Map<string, RequestLimiter>();
const companies = new Map<string, string>();
const systemClock = { now: () => Date.now(), sleep };

/** Requests in two seconds that the default pace comes to, for the company of this process that may send most. */
export function mostInTwoSeconds(): number {
	const known = [...limiters.values()].map((limiter) => limiter.perWindow(DEFAULT_PACE));
	return Math.max(DEFAULT_PACE.perTwoSeconds, ...known);
}

/** A request below a company, or, without one, below the API's own address. */
export interface CinodeRequest extends VendorRequest {
	version?: CinodeVersion;
	/** Not below the company: the path is the whole. */
	isGlobal?: boolean;
}

/** What a list is asked for. */
export interface CinodeList {
	/** What it is, for people: "a list of users". */
	expected: string;
	/** Keys that each row has to show, be it as `null`: without one the row can't be told from others. */
	shows?: readonly string[];
}

/** A page of a search; totals count all pages. */
export interface SearchReply<T> {
	result: T[];
	totalItems?: number;
}

/** Cinode's API for one credential and one execution. */
export class CinodeClient {
	/** How the answers were written, for set-up's check. */
	readonly seen = new Reading();

	private constructor(
		private readonly context: RequestContext,
		private readonly baseUrl: string,
		readonly companyId: string,
		private readonly limiter: RequestLimiter,
		private readonly pace: Pace,
		private readonly statedLife: () => number | undefined,
	) {}

	/** How long a token says that it lives, in milliseconds; `undefined` where it doesn't. */
	get tokenLivesMs(): number | undefined {
		return this.statedLife();
	}

	/**
	 * @throws VendorError when there is no token, or no company can be told from it.
	 */
	static async open(context: RequestContext, pace: Pace = DEFAULT_PACE): Promise<CinodeClient> {
		const credential = await context.getCredentials<CinodeCredential>('cinodeApi');
		const baseUrl = trimmed(credential.baseUrl);
		checkDomain('Cinode', credential, baseUrl);
		const companyId = await companyOf(context, credential, baseUrl);
		const name = `${baseUrl} ${companyId}`;
		const limiter = limiters.get(name) ?? new RequestLimiter(systemClock);
		limiters.set(name, limiter);
		const life = () => cinodeSession(credential).statedLifeMs;
		return new CinodeClient(context, baseUrl, companyId, limiter, pace, life);
	}

	/** Tells companies and hosts apart. */
	get companyName(): string {
		return `${this.baseUrl} ${this.companyId}`;
	}

	/** What Cinode says is left of today's requests; `null` before it said anything. */
	get dailyLeft(): number | null {
		return this.limiter.dailyLeft;
	}

	/**
	 * One record.
	 * @param expected What it is, for people: "a user".
	 * @throws VendorError `unreadable` when something else came, or nothing.
	 */
	async one<T>(path: string, reader: Reader<T>, expected: string, isGlobal = false): Promise<T> {
		return await this.read({ method: 'GET', path, isGlobal }, expected, (reply, asked) => {
			if (isEmpty(reply)) throw unreadable(asked, reply.body);
			return readBody(reader, reply.body, asked, this.seen);
		});
	}

	/**
	 * One record that is to be compared and written: where the answer leaves out all that is nothing, a value that is
	 * missing is none, so that it can be filled. Not for what is read to be written elsewhere: absent never clears.
	 * @throws VendorError `unreadable`
	 */
	async target<T>(path: string, reader: Reader<T>, expected: string): Promise<T> {
		return await this.read({ method: 'GET', path }, expected, (reply, asked) => {
			if (isEmpty(reply)) throw unreadable(asked, reply.body);
			return readBody(reader, withNulls(reader, reply.body), asked, this.seen);
		});
	}

	/**
	 * A whole list: they are never paged. `null`, 204 and an empty body are an empty one (docs/vendors.md#cinode-answers-in-other-forms).
	 * @throws VendorError `unreadable`
	 */
	async list<T>(
		path: string,
		item: Reader<T>,
		{ expected, shows }: CinodeList,
		isGlobal = false,
	): Promise<T[]> {
		return await this.read({ method: 'GET', path, isGlobal }, expected, (reply, asked) => {
			if (isEmpty(reply) || reply.body === null) return [];
			return this.rows(reply.body, item, asked, shows);
		});
	}

	/**
	 * A search by POST. Nothing in the place of its page is no empty page: what isn't found may be created.
	 * @throws VendorError `unreadable`
	 */
	async search<T>(
		request: { path: string; body: unknown },
		item: Reader<T>,
		{ expected, shows }: CinodeList,
	): Promise<SearchReply<T>> {
		const asking: CinodeRequest = { ...request, method: 'POST', readsOnly: true };
		return await this.read(asking, expected, (reply, asked) => {
			const { result, totalItems, hits } = readBody(SEARCH, reply.body, asked, this.seen);
			const total = totalItems ?? hits ?? undefined;
			// Only a page that says itself that there is nothing may lack its list.
			if (result === undefined && total !== 0) throw unreadable(asked, reply.body);
			const rows = this.rows(result ?? [], item, asked, shows);
			return { result: rows, ...(total === undefined ? {} : { totalItems: total }) };
		});
	}

	/**
	 * A write, and what it answers.
	 * @throws VendorError `unreadable` when that isn't what was expected; the write may have been done.
	 */
	async write<T>(request: CinodeRequest, reader: Reader<T>, expected: string): Promise<T> {
		const reply = await this.reply(request);
		const asked: Asked = { vendor: 'Cinode', request, expected };
		if (isEmpty(reply)) throw unreadable(asked, reply.body);
		return readBody(reader, withNulls(reader, reply.body), asked, this.seen);
	}

	/** A write whose answer says nothing that is needed. A page or a text in its place is none. */
	async send(request: CinodeRequest): Promise<void> {
		const reply = await this.reply(request);
		const isText = typeof reply.body === 'string' && !isEmpty(reply);
		if (isText) throw unreadable({ vendor: 'Cinode', request, expected: 'that it was done' }, reply.body);
	}

	/** What the server says that it allows on a path below the company; nothing where it doesn't say. */
	async allowedMethods(path: string): Promise<string[]> {
		const reply = await this.attempt({
			// n8n's type leaves OPTIONS out; its HTTP helper sends it.
			method: 'OPTIONS' as VendorRequest['method'],
			path: `/v0.1/companies/${this.companyId}${path}`,
		});
		const { allow } = reply.headers;
		return reply.status < 400 && allow ? allow.split(',').map((method) => method.trim().toUpperCase()) : [];
	}

	/**
	 * One request, at its turn, and the raw answer. Reads are repeated when the vendor fails; writes only when they were
	 * refused for their rate.
	 * @throws VendorError
	 */
	async reply({ version = 'v0.1', isGlobal, ...asked }: CinodeRequest): Promise<VendorReply> {
		const path = isGlobal ? asked.path : `/${version}/companies/${this.companyId}${asked.path}`;
		const request: VendorRequest = { ...asked, path };
		const isRead = request.method === 'GET' || request.readsOnly === true;
		let rateTries = 0;
		let readTries = 0;
		for (;;) {
			const reply = await this.attempt(request).catch((error: VendorError) => error);
			if (!(reply instanceof Error)) {
				if (reply.status < 300) return reply;
				if (reply.status === 429 && request.hasOwnLimit) throw refusal(reply, request);
				if (reply.status === 429 && ++rateTries < RATE_TRIES) {
					const asked = askedWait(reply.headers, Date.now()) ?? DEFAULT_WAIT_MS;
					if (asked > LONGEST_WAIT_MS) throw refusal(reply, request);
					// Longer at every repetition: others take their share of what becomes free.
					this.limiter.pause(Math.max(asked, Math.min(MOST_PATIENCE_MS, Math.max(1000, asked) * rateTries)));
					continue;
				}
			}
			const wait = READ_WAITS_MS[readTries++];
			if (!isRead || wait === undefined || !isTransient(reply)) {
				throw reply instanceof Error ? reply : refusal(reply, request);
			}
			await sleep(wait);
		}
	}

	/** A read; an answer that can't be read is asked for once more. */
	async read<T>(
		request: CinodeRequest,
		expected: string,
		take: (reply: VendorReply, asked: Asked) => T,
	): Promise<T> {
		const asked: Asked = { vendor: 'Cinode', request, expected };
		const first = await this.reply(request);
		try {
			return take(first, asked);
		} catch {
			await sleep(READ_WAITS_MS[0] ?? 0);
			return take(await this.reply(request), asked);
		}
	}

	private rows<T>(body: unknown, item: Reader<T>, asked: Asked, shows: readonly string[] = []): T[] {
		if (!Array.isArray(body)) throw unreadable(asked, body);
		if (writesNulls(body)) {
			const missing = shows.find((key) => body.some((row: object) => !(key in row)));
			if (missing !== undefined)
				throw unreadable({ ...asked, expected: `${asked.expected} with ${missing}` }, body);
		}
		return readBody(list(item), body, asked, this.seen);
	}

	/** One request, at its turn. */
	private async attempt(request: VendorRequest): Promise<VendorReply> {
		const answered = await this.limiter.turn(this.pace);
		try {
			if ('getExecutionId' in this.context) usageOf(this.context.getExecutionId()).cinode++;
			const reply = await send(this.context, 'cinodeApi', this.baseUrl, request);
			const { headers } = reply;
			const dailyLeft = numberIn(headers['x-daily-requests-left']);
			// A route's own limit holds for no other route.
			const pace = request.hasOwnLimit
				? {}
				: {
						limit: numberIn(headers['x-ratelimit-limit']),
						remaining: numberIn(headers['x-ratelimit-remaining']),
						resetSeconds: numberIn(headers['x-ratelimit-reset']),
					};
			this.limiter.heed({ ...pace, dailyLeft });
			return reply;
		} finally {
			answered();
		}
	}
}

/** The company that the token belongs to; the credential's own word comes first. */
async function companyOf(
	context: RequestContext,
	credential: CinodeCredential,
	baseUrl: string,
): Promise<string> {
	const given = String(credential.companyId ?? '').trim();
	if (credential.authentication === 'apiAccount') {
		const session = cinodeSession(credential);
		if (!given && !session.companyId) await session.ensure(context.helpers.httpRequest);
		return companyOrThrow(given || session.companyId);
	}
	const claimed = given || String(claimsOf(credential.staticToken).companySub ?? '');
	if (claimed) return claimed;
	const name = `${baseUrl} ${credential.staticToken}`;
	const known = companies.get(name);
	if (known) return known;
	const request = { method: 'GET', path: '/_whoami' } as const;
	const who = await send(context, 'cinodeApi', baseUrl, request);
	if (who.status >= 300) throw refusal(who, request);
	const asked: Asked = { vendor: 'Cinode', request, expected: 'who the token is' };
	const { companyId } = readBody(whoAmI, who.body, asked, new Reading());
	const company = companyOrThrow(String(companyId ?? ''));
	companies.set(name, company);
	return company;
}

function companyOrThrow(companyId: string): string {
	if (/^\d+$/.test(companyId)) return companyId;
	throw new VendorError('Cinode', 'unexpected', 'The Cinode token does not say which company it belongs to', {
		advice: "Fill in 'Company ID' in the credential",
	});
}

/**
 * A server that never writes a null leaves out what is nothing: then a single value that is missing is none. A list that
 * is missing stays unknown: adding to it could make something twice.
 */
function withNulls(reader: Reader<unknown> & { fields?: Shape }, body: unknown): unknown {
	if (typeof body !== 'object' || body === null || Array.isArray(body) || !reader.fields) return body;
	if (Object.values(body).includes(null)) return body;
	const missing = Object.entries(reader.fields).filter(
		([key, field]) => !(key in body) && !field.isRequired && !field.isList,
	);
	return { ...Object.fromEntries(missing.map(([key]) => [key, null])), ...body };
}

/** A server that writes nulls leaves no key out: one that is missing is no statement (docs/vendors.md#cinode-answers-in-other-forms). */
function writesNulls(rows: unknown[]): rows is object[] {
	const objects = rows.filter((row): row is object => typeof row === 'object' && row !== null);
	return objects.length === rows.length && objects.some((row) => Object.values(row).includes(null));
}

const SEARCH = object({ result: list(anything), totalItems: number, hits: number });

/** What a 429 waits that doesn't say how long: Cinode counts in two seconds. */
const DEFAULT_WAIT_MS = 2000;
const MOST_PATIENCE_MS = 60_000;
