import { sleep } from 'n8n-workflow';
import { PAGING, Reading, singularOf, type Form, type Reader, type ShapeError } from '../../models/decode';
import { shrunk, type VendorError } from '../../base';
import { checkDomain, type DomainRestriction } from '../shared/egress';
import { send, type RequestContext, type VendorReply, type VendorRequest } from '../shared/http';
import { isEmpty, messageIn, readBody, unreadable, type Asked } from '../shared/reply';
import { LONGEST_WAIT_MS, RATE_TRIES, READ_WAITS_MS, askedWait } from '../shared/retry';
import { usageOf } from '../shared/usage';
import { isTransient, refusal } from './errors';

/** The fields of the credential `kleerApi`. */
export interface KleerCredential extends DomainRestriction {
	baseUrl: string;
	companyId: string;
	accessToken: string;
}

/** What a request asks for, for errors and for finding it in the answer. */
export interface KleerList {
	/** JSON key of the list: the plural of the XSD's element. */
	key: string;
	/** What it is, for people: "a list of users". */
	expected: string;
}

/** Knows how long lists were, where that is kept. */
export interface ListWatch {
	/** What a list holds, for people; `undefined` where it isn't watched. */
	what(path: string): string | undefined;
	known(path: string): number | undefined;
	/** Whether to read the list once more before it is believed. */
	isDoubtful(path: string, size: number): boolean;
	isShrunk(path: string, size: number): boolean;
	note(path: string, size: number): void;
}

/** Kleer's API for one credential and one execution. No rate limit is known, so requests go one after another. */
export class KleerClient {
	/** How the answers were written, for set-up's check. */
	readonly seen = new Reading();
	private readonly unread = new WeakMap<object, ShapeError[]>();

	private constructor(
		private readonly context: RequestContext,
		private readonly baseUrl: string,
		private readonly watch?: ListWatch,
	) {}

	/** Tells companies apart. */
	get name(): string {
		return this.baseUrl;
	}

	/** @param watch Holds lists against how long they were. */
	static async open(context: RequestContext, watch?: ListWatch): Promise<KleerClient> {
		const credential = await context.getCredentials<KleerCredential>('kleerApi');
		const { baseUrl, companyId } = credential;
		checkDomain('Kleer', credential, baseUrl);
		return new KleerClient(
			context,
			`${baseUrl.trim().replace(/\/+$/, '')}/company/${String(companyId).trim()}`,
			watch,
		);
	}

	/**
	 * One record.
	 * @param expected What it is, for people: "a user".
	 * @throws VendorError `unreadable` when something else came, or nothing.
	 */
	async one<T>(path: string, reader: Reader<T>, expected: string): Promise<T> {
		return await this.read({ method: 'GET', path }, expected, (reply, asked) => {
			if (isEmpty(reply)) throw unreadable(asked, reply.body);
			return readBody(reader, reply.body, asked, this.seen);
		});
	}

	/**
	 * A whole list, of any length. Empty are `{}`, `[]` and an empty list under its key, and nothing else
	 * (docs/vendors.md#kleer-json).
	 * @throws VendorError `unreadable`, also when it lacks so much that it can't be the whole.
	 */
	async list<T extends object>(
		path: string,
		item: Reader<T>,
		list: KleerList,
		query?: VendorRequest['query'],
	): Promise<T[]> {
		let rows = await this.wholeList(path, item, list, query);
		if (this.watch?.isDoubtful(path, rows.length)) rows = await this.wholeList(path, item, list, query);
		const before = this.watch?.known(path);
		if (before !== undefined && this.watch?.isShrunk(path, rows.length)) {
			throw shrunk('Kleer', this.watch.what(path) ?? path, rows.length, before);
		}
		this.watch?.note(path, rows.length);
		return rows;
	}

	/** All pages of a list. */
	private async wholeList<T extends object>(
		path: string,
		item: Reader<T>,
		list: KleerList,
		query?: VendorRequest['query'],
	): Promise<T[]> {
		const rows: T[] = [];
		for (;;) {
			const page = rows.length > 0 ? { ...query, offset: rows.length } : query;
			const { items, size } = await this.read(
				{ method: 'GET', path, query: page },
				list.expected,
				(reply, asked) => this.pageOf(reply, item, list, asked),
			);
			rows.push(...items);
			// An answer that says how many there are says as well whether these are all.
			if (size === undefined || rows.length >= size) return rows;
			if (items.length === 0) {
				throw unreadable(
					{ vendor: 'Kleer', request: { method: 'GET', path }, expected: `${list.expected} of ${size}` },
					{ [`${rows.length} of ${size}`]: null },
				);
			}
		}
	}

	/** What of a record of a list could not be read, for people, as a part of the joined record. */
	unreadOf(...rows: Array<object | undefined>): { unread?: string[] } {
		const errors = rows.flatMap((row) => (row && this.unread.get(row)) ?? []);
		const unread = errors.map(({ key, found, expected }) => `'${key}' is ${found} instead of ${expected}`);
		return unread.length > 0 ? { unread } : {};
	}

	/** How the keys of the answers so far were written. */
	get forms(): ReadonlyMap<string, Form> {
		return this.seen.forms;
	}

	/** A write, and what it answers; `{}` where Kleer says nothing. */
	async write<T>(request: VendorRequest, reader: Reader<T>, expected: string): Promise<T> {
		const reply = await this.reply(request);
		const asked: Asked = { vendor: 'Kleer', request, expected };
		const body = isEmpty(reply) ? {} : reply.body;
		// `ok{id, message?}` is an answer, a message alone is a failure.
		if (messageIn(body) && !(body as { id?: unknown }).id) throw unreadable(asked, body);
		return readBody(reader, body, asked, this.seen);
	}

	/**
	 * One request below `/company/{companyId}`, and the raw answer. Reads are repeated when Kleer can't be reached,
	 * any request when it was refused for its rate.
	 * @throws VendorError
	 */
	async reply(request: VendorRequest): Promise<VendorReply> {
		let rateTries = 0;
		for (let attempt = 0; ; ) {
			if ('getExecutionId' in this.context) usageOf(this.context.getExecutionId()).kleer++;
			const reply = await send(this.context, 'kleerApi', this.baseUrl, request).catch(
				(error: VendorError) => error,
			);
			if (!(reply instanceof Error)) {
				if (reply.status < 300) return reply;
				if (reply.status === 429 && ++rateTries < RATE_TRIES) {
					const asked = askedWait(reply.headers, Date.now()) ?? READ_WAITS_MS[rateTries - 1] ?? 4000;
					if (asked > LONGEST_WAIT_MS) throw refusal(reply, request);
					await sleep(asked);
					continue;
				}
			}
			const wait = READ_WAITS_MS[attempt++];
			if (request.method !== 'GET' || wait === undefined || !isTransient(reply)) {
				throw reply instanceof Error ? reply : refusal(reply, request);
			}
			await sleep(wait);
		}
	}

	/** A read; an answer that can't be read is asked for once more. */
	private async read<T>(
		request: VendorRequest,
		expected: string,
		take: (reply: VendorReply, asked: Asked) => T,
	): Promise<T> {
		const asked: Asked = { vendor: 'Kleer', request, expected };
		const first = await this.reply(request);
		try {
			return take(first, asked);
		} catch {
			await sleep(READ_WAITS_MS[0] ?? 0);
			return take(await this.reply(request), asked);
		}
	}

	private pageOf<T extends object>(
		reply: VendorReply,
		item: Reader<T>,
		{ key }: KleerList,
		asked: Asked,
	): { items: T[]; size?: number } {
		const { body } = reply;
		const found = isEmpty(reply) ? undefined : rowsIn(body, key, item);
		if (!found) throw unreadable(asked, body);
		const items = found.map((row, index) => {
			const before = this.seen.unread.length;
			const where = `${key}[${index}]`;
			const reader: Reader<T> = {
				matches: () => true,
				read: (value, place) => item.read(value, { ...place, where, key }),
			};
			const read = readBody(reader, row, asked, this.seen);
			if (this.seen.unread.length > before) this.unread.set(read, this.seen.unread.slice(before));
			return read;
		});
		const { size } = (Array.isArray(body) ? {} : body) as { size?: unknown };
		return { items, ...(typeof size === 'number' ? { size } : {}) };
	}
}

/**
 * The list in a reply: the reply itself, under its plural or singular key, beside paging attributes, or in an object
 * of its own there. `undefined`: there is none.
 */
function rowsIn(body: unknown, key: string, item: Reader<unknown>): unknown[] | undefined {
	if (Array.isArray(body)) return body;
	if (typeof body !== 'object' || body === null) return undefined;
	const held = body as Record<string, unknown>;
	const keys = Object.keys(held).filter((name) => !PAGING.includes(name));
	// Without a list it must say itself that there is nothing.
	if (keys.length === 0) return Object.keys(held).length === 0 || Number(held.size) === 0 ? [] : undefined;
	const names = [key, singularOf(key)];
	const named = keys.find((name) => names.includes(name));
	if (named !== undefined) {
		const inner = held[named];
		if (Array.isArray(inner)) return inner;
		if (item.matches(inner)) return [inner];
		const wrapped = typeof inner === 'object' && inner !== null ? rowsIn(inner, key, item) : undefined;
		return wrapped;
	}
	// The keys of some lists are inferred: another one is taken when it can be nothing else.
	const lists = keys.filter((name) => Array.isArray(held[name]));
	const only = lists.length === 1 && keys.length === 1 ? (held[lists[0] ?? ''] as unknown[]) : undefined;
	return only && only.length > 0 && only.every((row) => item.matches(row)) ? only : undefined;
}
