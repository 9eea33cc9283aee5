import type {
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
	JsonObject,
} from 'n8n-workflow';
import { VendorError, type VendorErrorKind } from '../../base';
import { NOT_TRUSTED } from './connectionWords';
import { isRedirect, redirectError } from './egress';

/** Where a request may be made from. */
export type RequestContext =
	| IExecuteFunctions
	| ILoadOptionsFunctions
	| IPollFunctions
	| IHookFunctions
	| IWebhookFunctions;

export interface VendorRequest {
	method: IHttpRequestMethods;
	/** Below the vendor's base, with a leading slash. */
	path: string;
	query?: IDataObject;
	body?: unknown;
	headers?: Record<string, string>;
	/** A POST that only reads, such as a search, may be sent again. */
	readsOnly?: boolean;
	/** The route has a limit of its own: a 429 is given at once, and others needn't wait. */
	hasOwnLimit?: boolean;
}

export interface VendorReply {
	status: number;
	headers: Record<string, string | undefined>;
	body: unknown;
}

/** Longer than any healthy answer; shorter than n8n's five minutes, so that a hanging vendor is noticed. */
const TIMEOUT_MS = 25_000;

/**
 * Sends one request with a credential and gives any answer but 401, which n8n itself answers with a new token, and a
 * redirect, which is not followed.
 * @throws VendorError `unauthorized`, `unreachable`, `answerLost`, `unexpected` or `cancelled`.
 */
export async function send(
	context: RequestContext,
	credential: 'kleerApi' | 'cinodeApi',
	baseUrl: string,
	request: VendorRequest,
): Promise<VendorReply> {
	const vendor = credential === 'kleerApi' ? 'Kleer' : 'Cinode';
	const options: IHttpRequestOptions = {
		method: request.method,
		url: `${baseUrl}${request.path}`,
		qs: request.query,
		headers: { Accept: 'application/json', 'Content-Type': 'application/json', ...request.headers },
		// n8n leaves an empty list out of the request; as text it is sent.
		body: (isEmptyList(request.body) ? '[]' : request.body) as IHttpRequestOptions['body'],
		json: true,
		timeout: TIMEOUT_MS,
		returnFullResponse: true,
		// The credential would go along to another host.
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: { ignore: true, except: [401] },
	};
	try {
		const reply = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			credential,
			options,
		)) as {
			statusCode: number;
			headers: VendorReply['headers'];
			body: unknown;
		};
		const { statusCode: status, headers, body } = reply;
		if (isRedirect(status)) throw redirectError(vendor, status, headers.location, options.url);
		return { status, headers, body };
	} catch (error) {
		throw connectionError(vendor, baseUrl, error as JsonObject);
	}
}

function isEmptyList(body: unknown): boolean {
	return Array.isArray(body) && body.length === 0;
}

const NEVER_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

function connectionError(vendor: 'Kleer' | 'Cinode', baseUrl: string, error: JsonObject): VendorError {
	const found = findVendorError(error);
	if (found) return found;
	const code = findText(error, ['code', 'errorCode']);
	const status = findText(error, ['httpCode', 'status', 'statusCode']);
	const make = (kind: VendorErrorKind, message: string, advice: string) =>
		new VendorError(vendor, kind, message, { advice, status: Number(status) || undefined });
	if (status === '401') {
		return make(
			'unauthorized',
			`${vendor} did not accept the access token`,
			`Check the credential "${vendor} account"; a token also ends when its person is removed`,
		);
	}
	if (code === 'ERR_CANCELED') return make('cancelled', 'The execution was stopped', '');
	if (NEVER_SENT.includes(code)) {
		return make(
			'unreachable',
			`${vendor} could not be reached at ${hostOf(baseUrl)} (${code})`,
			'Check the base URL in the credential, and the network',
		);
	}
	if (NOT_TRUSTED.test(code)) {
		return make(
			'unreachable',
			`${vendor}'s certificate at ${hostOf(baseUrl)} isn't trusted (${code})`,
			'Nothing was sent. Check the base URL in the credential; behind a proxy that opens TLS, give n8n its certificate (NODE_EXTRA_CA_CERTS)',
		);
	}
	return make(
		'answerLost',
		`${vendor} did not answer in time, or the connection broke${code ? ` (${code})` : ''}`,
		'The next run checks what was done',
	);
}

/** n8n wraps what a credential throws; ours is somewhere in the chain of causes. */
function findVendorError(error: unknown): VendorError | undefined {
	for (let depth = 0, at = error; at && depth < 5; depth++, at = (at as { cause?: unknown }).cause) {
		if (at instanceof VendorError) return at;
	}
	return undefined;
}

function findText(error: unknown, names: string[]): string {
	for (let depth = 0, at = error; at && depth < 5; depth++, at = (at as { cause?: unknown }).cause) {
		for (const name of names) {
			const value = (at as Record<string, unknown>)[name];
			if (typeof value === 'string' || typeof value === 'number') return String(value);
		}
	}
	return '';
}

function hostOf(baseUrl: string): string {
	try {
		return new URL(baseUrl).host;
	} catch {
		return 'an address that is not a URL';
	}
}
