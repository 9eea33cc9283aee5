import { appendFileSync } from 'node:fs';

export type System = 'kleer' | 'cinode';

/** One request that an API under test received. Control requests (`/sandbox/…`) are never recorded. */
export interface RecordedRequest {
	system: System;
	method: string;
	path: string;
	/** Pattern, like `GET /v0.1/companies/:companyId/users`; an unknown path ends with `(unknown)`. */
	route: string;
	query: Record<string, string>;
	contentType: string;
	body: unknown;
	/** What the server decided; 0 while it is still working, or when it was stopped before it acted. */
	status: number;
	/** Milliseconds by the sandbox's clock, when the request arrived. */
	at: number;
}

export interface RequestFilter {
	system?: System;
	method?: string;
	path?: RegExp;
	since?: number;
}

/** All requests in order of arrival, with the counts that tests ask for. */
export class RequestLog {
	readonly all: RecordedRequest[] = [];

	/** Notes an arrival; the status is filled in by `done`. */
	arrived(request: RecordedRequest): void {
		this.all.push(request);
	}

	/** The server has decided. Appends the request to the file SANDBOX_REQUEST_LOG, if that is set. */
	done(request: RecordedRequest, status: number): void {
		request.status = status;
		const file = process.env.SANDBOX_REQUEST_LOG;
		if (file) appendFileSync(file, JSON.stringify(request) + '\n');
	}

	count(filter: RequestFilter = {}): number {
		return this.all.filter(
			(r) =>
				(!filter.system || r.system === filter.system) &&
				(!filter.method || r.method === filter.method.toUpperCase()) &&
				(!filter.path || filter.path.test(r.path)) &&
				(filter.since === undefined || r.at >= filter.since),
		).length;
	}

	byRoute(): Record<string, number> {
		const counts: Record<string, number> = {};
		for (const { route } of this.all) counts[route] = (counts[route] ?? 0) + 1;
		return counts;
	}

	clear(): void {
		this.all.length = 0;
	}
}
