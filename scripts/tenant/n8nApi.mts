import type { Connections, WorkflowNode } from './types.mts';

export interface N8nWorkflow {
	id: string;
	name: string;
	active: boolean;
	isArchived: boolean;
	versionId: string;
	activeVersionId: string | null;
	nodes: WorkflowNode[];
	connections: Connections;
	settings: Record<string, unknown> | null;
}

/** What n8n takes when a workflow is created or updated; anything else in it is refused. */
export interface WorkflowBody {
	name: string;
	nodes: WorkflowNode[];
	connections: Connections;
	settings: Record<string, unknown>;
}

export interface N8nCredential {
	id: string;
	name: string;
	type: string;
}

export interface N8nTag {
	id: string;
	name: string;
}

/** n8n refused a request, or wasn't there; the message says what to do. */
export class N8nError extends Error {
	constructor(
		message: string,
		readonly status: number,
	) {
		super(message);
	}
}

/** n8n's public API, as its documentation has it. */
export class N8nApi {
	constructor(
		readonly url: string,
		private readonly key: string,
	) {}

	async tags(): Promise<N8nTag[]> {
		return await this.all<N8nTag>('/tags');
	}

	async createTag(name: string): Promise<N8nTag> {
		return await this.request<N8nTag>('POST', '/tags', { name });
	}

	/** Workflows with this tag that aren't archived. */
	async tagged(tag: string): Promise<N8nWorkflow[]> {
		const found = await this.all<N8nWorkflow>('/workflows', { tags: tag, excludePinnedData: 'true' });
		return found.filter(({ isArchived }) => !isArchived);
	}

	/** Names and ids; undefined where the key may not list them, which only owners and admins may. */
	async credentials(): Promise<N8nCredential[] | undefined> {
		try {
			return await this.all<N8nCredential>('/credentials');
		} catch (error) {
			if (error instanceof N8nError && [403, 404, 405].includes(error.status)) return undefined;
			throw error;
		}
	}

	/** n8n chooses the id; tags come in a second request. */
	async create(body: WorkflowBody, tag: N8nTag): Promise<N8nWorkflow> {
		const created = await this.request<N8nWorkflow>('POST', '/workflows', body);
		try {
			await this.request('PUT', `/workflows/${created.id}/tags`, [{ id: tag.id }]);
		} catch (error) {
			// Without its tag it would never be found again, and made once more.
			await this.request('DELETE', `/workflows/${created.id}`).catch(() => {
				(error as Error).message += ` "${body.name}" is there without its tag: remove it by hand.`;
			});
			throw error;
		}
		return created;
	}

	/** Where it is published, n8n publishes the new version at once. */
	async update(id: string, body: WorkflowBody): Promise<N8nWorkflow> {
		return await this.request<N8nWorkflow>('PUT', `/workflows/${id}`, body);
	}

	async publish(id: string): Promise<N8nWorkflow> {
		return await this.request<N8nWorkflow>('POST', `/workflows/${id}/publish`, {});
	}

	private async all<T>(path: string, query: Record<string, string> = {}): Promise<T[]> {
		const found: T[] = [];
		let cursor: string | null | undefined;
		do {
			const parameters = new URLSearchParams({ ...query, limit: '100', ...(cursor && { cursor }) });
			const page = await this.request<{ data: T[]; nextCursor?: string | null }>(
				'GET',
				`${path}?${parameters}`,
			);
			found.push(...page.data);
			cursor = page.nextCursor;
		} while (cursor);
		return found;
	}

	private async request<T>(method: string, path: string, body?: unknown): Promise<T> {
		let response: Response;
		try {
			response = await fetch(`${this.url}/api/v1${path}`, {
				method,
				headers: {
					accept: 'application/json',
					'content-type': 'application/json',
					'x-n8n-api-key': this.key,
				},
				body: body === undefined ? undefined : JSON.stringify(body),
				// The key is for this address only.
				redirect: 'error',
				signal: AbortSignal.timeout(60_000),
			});
		} catch (error) {
			const { cause, message } = error as Error & { cause?: Error };
			const reason = cause?.message || message;
			throw new N8nError(`n8n at ${this.url} does not answer: ${reason}. Is the address right?`, 0);
		}
		const text = await response.text();
		if (!response.ok) throw new N8nError(this.refusal(method, path, response.status, text), response.status);
		try {
			return JSON.parse(text) as T;
		} catch {
			throw new N8nError(`${this.url}/api/v1 does not answer as n8n does. Is it n8n's own address?`, 0);
		}
	}

	private refusal(method: string, path: string, status: number, text: string): string {
		const said = `n8n refused ${method} ${path.split('?')[0]} with ${status}: ${messageIn(text)}`;
		const advice = adviceFor(status, path, text);
		return advice ? `${said}\n${advice}` : said;
	}
}

function messageIn(text: string): string {
	try {
		const { message } = JSON.parse(text) as { message?: unknown };
		if (typeof message === 'string') return message.replace(/\n\s*\n/g, '\n').trim();
	} catch {
		// A proxy's page, perhaps.
	}
	return text
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim()
		.slice(0, 300);
}

/** The scopes that this command uses, as n8n names them where a key is made. */
export const SCOPES = [
	'workflow:list',
	'workflow:read',
	'workflow:create',
	'workflow:update',
	'workflow:delete',
	'workflow:activate',
	'workflowTags:update',
	'tag:list',
	'tag:create',
	'credential:list',
];

function adviceFor(status: number, path: string, text: string): string {
	if (status === 401) return 'Make a key in n8n under Settings > n8n API; each n8n has its own.';
	if (status === 403) return `The key needs these scopes: ${SCOPES.join(', ')}.`;
	if (status === 404 && /^\/(tags|workflows)(\?|$)/.test(path)) {
		return "The public API is switched off there (N8N_PUBLIC_API_DISABLED), or the address isn't n8n's own.";
	}
	if (/credential/i.test(text)) return 'Choose the credentials in the workflow, then publish it.';
	if (status === 409 && path.endsWith('/publish')) {
		return 'Another published workflow has the same webhook: was it imported from a file before? Unpublish that one.';
	}
	if (/Tags Disabled/.test(text)) return 'Tags are switched off there; this command finds workflows by them.';
	if (/Unrecognized node type|not installed/i.test(text)) {
		return 'Install n8n-nodes-kleer-cinode in that n8n first (Settings > Community nodes).';
	}
	return status >= 500 ? "n8n's own log says more." : '';
}
