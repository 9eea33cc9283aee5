import { sleep } from 'n8n-workflow';
import { RequestLimiter, VendorError, type Pace } from '../../sync';
import { send, type RequestContext, type VendorReply, type VendorRequest } from '../shared/http';
import { usageOf } from '../shared/usage';
import { isTransient, refusal } from './errors';
import { cinodeSession, claimsOf, trimmed, type CinodeCredential } from './session';

/** Cinode allows 40 in two seconds for all of a company's integrations together (facts/cinode.md 1.2). */
export const DEFAULT_PACE: Pace = { perTwoSeconds: 37, reserve: 0 };

/** Waits before a read is sent again. */
const READ_WAITS_MS = [500, 1500, 4000];
/** How often a request that was refused for its rate is sent again; it was not done, whatever it was. */
const RATE_TRIES = 6;

/** v0.2 is not published as a whole; tags are known (facts/cinode.md 2c). */
export type CinodeVersion = 'v0.1' | 'v0.2';

const limiters = new Map<string, RequestLimiter>();
const companies = new Map<string, string>();
const systemClock = { now: () => Date.now(), sleep };

/** Cinode's API for one credential and one execution. */
export class CinodeClient {
	private constructor(
		private readonly context: RequestContext,
		private readonly baseUrl: string,
		readonly companyId: string,
		private readonly limiter: RequestLimiter,
		private readonly pace: Pace,
	) {}

	/**
	 * @throws VendorError when there is no token, or no company can be told from it.
	 */
	static async open(context: RequestContext, pace: Pace = DEFAULT_PACE): Promise<CinodeClient> {
		const credential = await context.getCredentials<CinodeCredential>('cinodeApi');
		const baseUrl = trimmed(credential.baseUrl);
		const companyId = await companyOf(context, credential, baseUrl);
		const name = `${baseUrl} ${companyId}`;
		const limiter = limiters.get(name) ?? new RequestLimiter(systemClock);
		limiters.set(name, limiter);
		return new CinodeClient(context, baseUrl, companyId, limiter, pace);
	}

	/** Tells companies and hosts apart. */
	get companyName(): string {
		return `${this.baseUrl} ${this.companyId}`;
	}

	/** What Cinode says is left of today's requests; `null` before it said anything. */
	get dailyLeft(): number | null {
		return this.limiter.dailyLeft;
	}

	/** A request below `/{version}/companies/{companyId}`. */
	async company<T>(request: VendorRequest, version: CinodeVersion = 'v0.1'): Promise<T> {
		return (await this.companyReply(request, version)).body as T;
	}

	/** The same, with status and headers. */
	async companyReply(request: VendorRequest, version: CinodeVersion): Promise<VendorReply> {
		return await this.reply({
			...request,
			path: `/${version}/companies/${this.companyId}${request.path}`,
		});
	}

	/** What the server says that it allows on a path below the company; nothing where it doesn't say. */
	async allowedMethods(path: string): Promise<string[]> {
		await this.limiter.turn(this.pace);
		const reply = await this.attempt({
			// n8n's type leaves OPTIONS out; its HTTP helper sends it.
			method: 'OPTIONS' as VendorRequest['method'],
			path: `/v0.1/companies/${this.companyId}${path}`,
		});
		const { allow } = reply.headers;
		return reply.status < 400 && allow ? allow.split(',').map((method) => method.trim().toUpperCase()) : [];
	}

	/** One request, at its turn, and what it answers. */
	async request<T>(request: VendorRequest): Promise<T> {
		return (await this.reply(request)).body as T;
	}

	/**
	 * One request, at its turn. Reads are repeated when the vendor fails; writes only when they were refused
	 * for their rate.
	 * @throws VendorError
	 */
	private async reply(request: VendorRequest): Promise<VendorReply> {
		const isRead = request.method === 'GET' || request.readsOnly === true;
		let rateTries = 0;
		let readTries = 0;
		for (;;) {
			await this.limiter.turn(this.pace);
			const reply = await this.attempt(request).catch((error: VendorError) => error);
			if (!(reply instanceof Error)) {
				if (reply.status < 300) return reply;
				if (reply.status === 429 && request.hasOwnLimit) throw refusal(reply);
				if (reply.status === 429 && ++rateTries < RATE_TRIES) {
					this.limiter.pause(waitOf(reply, rateTries));
					continue;
				}
			}
			const wait = READ_WAITS_MS[readTries++];
			if (!isRead || wait === undefined || !isTransient(reply)) {
				throw reply instanceof Error ? reply : refusal(reply);
			}
			await sleep(wait);
		}
	}

	private async attempt(request: VendorRequest): Promise<VendorReply> {
		if ('getExecutionId' in this.context) usageOf(this.context.getExecutionId()).cinode++;
		const reply = await send(this.context, 'cinodeApi', this.baseUrl, request);
		const { headers } = reply;
		const dailyLeft = numberIn(headers['x-daily-requests-left']);
		// A route's own limit is nobody else's.
		const pace = request.hasOwnLimit
			? {}
			: {
					remaining: numberIn(headers['x-ratelimit-remaining']),
					resetSeconds: numberIn(headers['x-ratelimit-reset']),
				};
		this.limiter.heed({ ...pace, dailyLeft });
		return reply;
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
	const who = await send(context, 'cinodeApi', baseUrl, { method: 'GET', path: '/_whoami' });
	if (who.status >= 400) throw refusal(who);
	const company = companyOrThrow(String((who.body as { companyId?: number })?.companyId ?? ''));
	companies.set(name, company);
	return company;
}

function companyOrThrow(companyId: string): string {
	if (/^\d+$/.test(companyId)) return companyId;
	throw new VendorError('Cinode', 'unexpected', 'The Cinode token does not say which company it belongs to', {
		advice: "Fill in 'Company ID' in the credential",
	});
}

/** How long a 429 asks to wait, in milliseconds; longer at every repetition. */
function waitOf({ headers }: VendorReply, tries: number): number {
	const seconds = numberIn(headers['retry-after']) ?? numberIn(headers['x-ratelimit-reset']) ?? 2;
	return Math.min(60, Math.max(1, seconds) * tries) * 1000;
}

function numberIn(header: string | undefined): number | undefined {
	const value = Number(header);
	return header === undefined || header === '' || Number.isNaN(value) ? undefined : value;
}
