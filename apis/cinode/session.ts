import { createHash } from 'node:crypto';
import { sleep, type IHttpRequestOptions } from 'n8n-workflow';
import { VendorError, attempt } from '../../base';
import { isRedirect, redirectError, type DomainRestriction } from '../shared/egress';

/** The fields of the credential `cinodeApi`. */
export interface CinodeCredential extends DomainRestriction {
	baseUrl: string;
	authentication: 'apiAccount' | 'staticToken';
	accessId: string;
	accessSecret: string;
	staticToken: string;
	companyId: string;
}

type HttpRequest = (options: IHttpRequestOptions) => Promise<unknown>;

/** What the request for a token gives, whatever its status. */
export interface TokenReply {
	statusCode: number;
	headers: Record<string, string | undefined>;
	body: unknown;
}

/** A token lives 120 seconds (docs/vendors.md#cinode-token); it is renewed while a request can still use the old one. */
const RENEW_BEFORE_MS = 30_000;
const LIVES_MS = 120_000;
/** `/token` takes two calls in two seconds; other processes may use them up. */
const TOKEN_TRIES = 4;
const TOKEN_WAIT_MS = 2_100;

interface Claims {
	companySub?: string | number;
	exp?: number;
	iat?: number;
}

/**
 * The token of one API account, shared by everything in this process: fetched once, kept while it lives,
 * renewed in time (docs/decisions.md#token).
 */
class CinodeSession {
	private token = '';
	private validUntil = 0;
	private pending?: Promise<void>;
	/** How long the token says that it lives, in milliseconds, by our own clock; `undefined` where it doesn't say. */
	statedLifeMs?: number;
	/** From the token's claim; empty until the first token came. */
	companyId = '';

	constructor(private readonly credential: CinodeCredential) {}

	/** The token to send; empty when there is none yet. */
	get current(): string {
		return this.token;
	}

	/**
	 * Makes sure that a token is there that lives long enough for the next request.
	 * @param failed A token that Cinode has just refused.
	 */
	async ensure(httpRequest: HttpRequest, failed?: string): Promise<void> {
		if (failed && failed === this.token) this.validUntil = 0;
		if (Date.now() < this.validUntil - RENEW_BEFORE_MS) return;
		this.pending ??= this.fetch(httpRequest).finally(() => {
			this.pending = undefined;
		});
		await this.pending;
	}

	private async fetch(httpRequest: HttpRequest): Promise<void> {
		const { baseUrl, accessId, accessSecret } = this.credential;
		const url = `${trimmed(baseUrl)}/token`;
		for (let tries = 1; ; tries++) {
			const asked = await attempt(
				async () =>
					(await httpRequest({
						method: 'GET',
						url,
						auth: { username: accessId, password: accessSecret },
						json: true,
						timeout: 20_000,
						// The ID and secret would go along to another host.
						disableFollowRedirect: true,
						returnFullResponse: true,
						ignoreHttpStatusErrors: true,
					})) as TokenReply,
			);
			if (asked.ok) {
				const { statusCode, headers, body } = asked.value;
				if (statusCode < 300) return this.keep(body);
				if (isRedirect(statusCode)) throw redirectError('Cinode', statusCode, headers.location, url);
			}
			const status = asked.ok ? asked.value.statusCode : undefined;
			const isPassing = status === undefined || status === 429 || status >= 500;
			if (!isPassing || tries >= (status === undefined ? 2 : TOKEN_TRIES)) {
				throw tokenError(asked.ok ? undefined : asked.error, status, baseUrl);
			}
			await sleep(TOKEN_WAIT_MS);
		}
	}

	private keep(body: unknown): void {
		const token = (body as { access_token?: unknown } | null | undefined)?.access_token;
		if (typeof token !== 'string' || token === '') {
			throw new VendorError('Cinode', 'unexpected', 'Cinode answered without an access token', {
				advice: "Check the credential's base URL",
			});
		}
		const claims = claimsOf(token);
		const lives = claims.exp && claims.iat ? (claims.exp - claims.iat) * 1000 : LIVES_MS;
		this.statedLifeMs = claims.exp && claims.iat ? lives : claims.exp && claims.exp * 1000 - Date.now();
		this.token = token;
		// Counted from arrival by our own clock: the vendor's may differ.
		this.validUntil = Date.now() + lives;
		this.companyId = String(claims.companySub ?? '');
	}
}

const sessions = new Map<string, CinodeSession>();

/** The process's session for a credential. */
export function cinodeSession(credential: CinodeCredential): CinodeSession {
	const secret = createHash('sha256').update(credential.accessSecret).digest('hex');
	const name = `${trimmed(credential.baseUrl)} ${credential.accessId} ${secret}`;
	const session = sessions.get(name) ?? new CinodeSession(credential);
	sessions.set(name, session);
	return session;
}

/** What a JWT claims; nothing for a token of another form. */
export function claimsOf(token: string): Claims {
	try {
		return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as Claims;
	} catch {
		return {};
	}
}

export function trimmed(baseUrl: string): string {
	return baseUrl.trim().replace(/\/+$/, '');
}

function tokenError(error: unknown, status: number | undefined, baseUrl: string): VendorError {
	if (error instanceof VendorError) return error;
	if (status === 401) {
		return new VendorError(
			'Cinode',
			'unauthorized',
			'Cinode did not accept the Access ID and Access Secret',
			{
				status,
				advice: 'Make a new pair under My account > API accounts in Cinode',
			},
		);
	}
	if (status === 403) {
		return new VendorError(
			'Cinode',
			'unauthorized',
			'Cinode has not enabled the API for this company or account',
			{
				status,
				advice: "Ask Cinode's support to enable the API",
			},
		);
	}
	if (status === 429) {
		return new VendorError('Cinode', 'rateLimited', 'Cinode gives no token: too many were asked for', {
			status,
		});
	}
	if (status !== undefined && status >= 500) {
		return new VendorError('Cinode', 'server', `Cinode failed (${status}) when asked for a token`, {
			status,
			advice: 'The next run tries again',
		});
	}
	if (status !== undefined) {
		return new VendorError('Cinode', 'unexpected', `Cinode answered ${status} when asked for a token`, {
			status,
			advice: "Check the credential's base URL",
		});
	}
	return new VendorError('Cinode', 'unreachable', `Cinode could not be reached at ${trimmed(baseUrl)}`, {
		advice: "Check the credential's base URL, and the network",
	});
}
