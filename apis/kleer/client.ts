import { sleep } from 'n8n-workflow';
import { send, type RequestContext, type VendorReply, type VendorRequest } from '../shared/http';
import { usageOf } from '../shared/usage';
import type { VendorError } from '../../sync';
import { isTransient, refusal, xmlAnswer } from './errors';

/** The fields of the credential `kleerApi`. */
export interface KleerCredential {
	baseUrl: string;
	companyId: string;
	accessToken: string;
}

const READ_WAITS_MS = [500, 2000, 5000];

/** Kleer's API for one credential and one execution. No rate limit is known, so requests go one after another. */
export class KleerClient {
	private constructor(
		private readonly context: RequestContext,
		private readonly baseUrl: string,
	) {}

	/** Tells companies apart. */
	get name(): string {
		return this.baseUrl;
	}

	static async open(context: RequestContext): Promise<KleerClient> {
		const { baseUrl, companyId } = await context.getCredentials<KleerCredential>('kleerApi');
		return new KleerClient(
			context,
			`${baseUrl.trim().replace(/\/+$/, '')}/company/${String(companyId).trim()}`,
		);
	}

	/** One request below `/company/{companyId}`, and what it answers. */
	async request<T>(request: VendorRequest): Promise<T> {
		return (await this.reply(request)).body as T;
	}

	/**
	 * The same, with status and headers. Reads are repeated when Kleer can't be reached.
	 * @throws VendorError
	 */
	async reply(request: VendorRequest): Promise<VendorReply> {
		for (let attempt = 0; ; attempt++) {
			if ('getExecutionId' in this.context) usageOf(this.context.getExecutionId()).kleer++;
			const reply = await send(this.context, 'kleerApi', this.baseUrl, request).catch(
				(error: VendorError) => error,
			);
			if (!(reply instanceof Error) && reply.status < 300) return { ...reply, body: jsonOf(reply) };
			const wait = READ_WAITS_MS[attempt];
			if (request.method !== 'GET' || wait === undefined || !isTransient(reply)) {
				throw reply instanceof Error ? reply : refusal(reply);
			}
			await sleep(wait);
		}
	}

	/** A list: an object with one key, or `{}` when it is empty (facts/kleer.md 1.4). */
	async list<T>(path: string, query?: VendorRequest['query']): Promise<T[]> {
		return itemsOf<T>(await this.request({ method: 'GET', path, query }));
	}
}

/** The one list in a reply, whatever its key; a missing key is an empty list. */
export function itemsOf<T>(reply: unknown): T[] {
	if (Array.isArray(reply)) return reply as T[];
	if (typeof reply !== 'object' || reply === null) return [];
	const [value] = Object.values(reply);
	if (value === undefined || value === null) return [];
	return (Array.isArray(value) ? value : [value]) as T[];
}

function jsonOf({ body }: VendorReply): unknown {
	if (typeof body !== 'string') return body;
	if (body.trim().startsWith('<')) throw xmlAnswer();
	return body.trim() === '' ? {} : body;
}
