import type { Sandbox } from '../../sandbox/index.mts';

export interface Reply {
	status: number;
	headers: Headers;
	text: string;
	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	json: any;
}

async function replyOf(response: Response): Promise<Reply> {
	const text = await response.text();
	const isJson = (response.headers.get('content-type') ?? '').includes('json');
	return {
		status: response.status,
		headers: response.headers,
		text,
		json: isJson && text ? JSON.parse(text) : undefined,
	};
}

/** A plain caller of Kleer; JSON unless `headers` say otherwise. */
export async function kleer(
	sandbox: Sandbox,
	method: string,
	path: string,
	how: { body?: unknown; headers?: Record<string, string>; company?: number } = {},
): Promise<Reply> {
	const company = how.company ?? sandbox.kleer.companyId;
	const headers = how.headers ?? { 'x-token': sandbox.kleer.token, 'content-type': 'application/json' };
	const body = how.body === undefined ? {} : { body: JSON.stringify(how.body) };
	return replyOf(
		await fetch(`${sandbox.kleer.baseUrl}/company/${company}/${path}`, { method, headers, ...body }),
	);
}

/** A plain caller of Cinode; paths without a leading slash are the company's. */
export async function cinode(
	sandbox: Sandbox,
	method: string,
	path: string,
	how: { body?: unknown; type?: string; token?: string } = {},
): Promise<Reply> {
	const url = path.startsWith('/') ? path : `/v0.1/companies/${sandbox.cinode.companyId}/${path}`;
	const type = how.type ?? (method === 'PATCH' ? 'application/json-patch+json' : 'application/json');
	return replyOf(
		await fetch(sandbox.cinode.url + url, {
			method,
			headers: {
				authorization: `Bearer ${how.token ?? sandbox.cinode.staticToken}`,
				...(how.body === undefined ? {} : { 'content-type': type }),
			},
			...(how.body === undefined ? {} : { body: JSON.stringify(how.body) }),
		}),
	);
}

/** GET /token */
export async function token(sandbox: Sandbox, secret = sandbox.cinode.accessSecret): Promise<Reply> {
	const basic = Buffer.from(`${sandbox.cinode.accessId}:${secret}`).toString('base64');
	return replyOf(
		await fetch(`${sandbox.cinode.url}/token`, { headers: { authorization: `Basic ${basic}` } }),
	);
}

/** One replace operation per given path. */
export function patch(values: Record<string, unknown>): object[] {
	return Object.entries(values).map(([path, value]) => ({ op: 'replace', path, value }));
}
