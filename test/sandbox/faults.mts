import { randomUUID } from 'node:crypto';
import { random } from './seed/random.mts';
import type { Lie } from './lies.mts';
import type { RecordedRequest, System } from './log.mts';

/** Something that goes wrong on purpose. Which requests: system, method, writes, path; how often: nth, every, times, rate. */
export interface Fault {
	system: System;
	method?: string;
	/** Only what changes something: no GET, no search, no token. */
	writes?: boolean;
	/** Source of a regular expression, tried on the path without its query. */
	path?: string;
	/** Only the nth matching request (the first is 1). */
	nth?: number;
	/** Every nth matching request. */
	every?: number;
	/** At most so many times. */
	times?: number;
	/** Share of the matching requests, 0 to 1, by a seeded random. */
	rate?: number;
	/** `late`: the client has given up by the time the server acts, as when a request outlives its timeout. */
	kind: 'delay' | 'drop-before' | 'drop-after' | 'late' | 'status' | 'xml' | 'lie';
	/** delay, late */
	ms?: number;
	/** status: in the vendor's own body form, unless `body` says otherwise. */
	status?: number;
	body?: unknown;
	headers?: Record<string, string>;
	/** lie: what comes with 2xx in the place of the answer. */
	lie?: Lie;
	/** lie `without`: the keys that are missing. */
	keys?: string[];
	/** status: the server does its work first and then answers with the error. */
	acts?: boolean;
}

/** `before` the server acts, or `after`; returning 'drop' destroys the connection at that point. */
export type RequestHook = (
	phase: 'before' | 'after',
	request: RecordedRequest,
) => void | 'drop' | Promise<void | 'drop'>;

interface Live extends Fault {
	id: string;
	seen: number;
	hits: number;
	pattern: RegExp | undefined;
	random: () => number;
}

function isWrite(method: string, path: string): boolean {
	return !['GET', 'HEAD', 'OPTIONS'].includes(method) && !/\/(token|search)$/.test(path);
}

/** The faults in force, and the hooks that watch each request. */
export class Faults {
	private live: Live[] = [];
	private hooks = new Set<RequestHook>();

	add(fault: Fault): string {
		const id = randomUUID();
		const pattern = fault.path === undefined ? undefined : new RegExp(fault.path);
		this.live.push({ ...fault, id, pattern, seen: 0, hits: 0, random: random(this.live.length + 1) });
		return id;
	}

	remove(id: string): void {
		this.live = this.live.filter((fault) => fault.id !== id);
	}

	clear(): void {
		this.live = [];
	}

	/** What strikes this request. Called once per request, since it counts. */
	strike(system: System, method: string, path: string): Fault[] {
		return this.live.filter((fault) => {
			if (fault.system !== system) return false;
			if (fault.method && fault.method.toUpperCase() !== method) return false;
			if (fault.writes && !isWrite(method, path)) return false;
			if (fault.pattern && !fault.pattern.test(path)) return false;
			fault.seen++;
			if (fault.nth !== undefined && fault.seen !== fault.nth) return false;
			if (fault.every !== undefined && fault.seen % fault.every !== 0) return false;
			if (fault.times !== undefined && fault.hits >= fault.times) return false;
			if (fault.rate !== undefined && fault.random() >= fault.rate) return false;
			fault.hits++;
			return true;
		});
	}

	/** Watches every request; returns what ends the watch. */
	onRequest(hook: RequestHook): () => void {
		this.hooks.add(hook);
		return () => void this.hooks.delete(hook);
	}

	async tellHooks(phase: 'before' | 'after', request: RecordedRequest): Promise<boolean> {
		let drop = false;
		for (const hook of this.hooks) if ((await hook(phase, request)) === 'drop') drop = true;
		return drop;
	}
}
