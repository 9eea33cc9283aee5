import { attempt } from '../base';
import type { Connections, WorkflowNode } from './types';

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
	tags?: N8nTag[];
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

/** Where n8n is, however much of its address was copied. */
export function baseOf(address: string): string {
	return address
		.trim()
		.replace(/(?<!\/)\/(home|workflows?|projects|settings|api)(\/.*)?$/, '')
		.replace(/\/+$/, '');
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

export interface N8nRequest {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** Below n8n's own address, with a leading slash and the query. */
	path: string;
	body?: unknown;
}

/** Sends one request with the key and gives any answer; it rejects where there was none, and says why. */
export type SendToN8n = (request: N8nRequest) => Promise<{ status: number; text: string }>;

/** n8n's public API, as its documentation has it. */
export class N8nApi {
	/** @param url Where n8n is, for messages. */
	constructor(
		readonly url: string,
		private readonly send: SendToN8n,
	) {}

	async tags(): Promise<N8nTag[]> {
		return await this.all<N8nTag>('/tags');
	}

	async createTag(name: string): Promise<N8nTag> {
		return await this.request<N8nTag>('POST', '/tags', { name });
	}

	/** All workflows that aren't archived. */
	async workflows(): Promise<N8nWorkflow[]> {
		const found = await this.all<N8nWorkflow>('/workflows', { excludePinnedData: 'true' });
		return found.filter(({ isArchived }) => !isArchived);
	}

	/** Names and ids; undefined where the key may not list them, which only owners and admins may. */
	async credentials(): Promise<N8nCredential[] | undefined> {
		const found = await attempt(async () => await this.all<N8nCredential>('/credentials'));
		if (found.ok) return found.value;
		if (found.error instanceof N8nError && [403, 404, 405].includes(found.error.status)) return undefined;
		throw found.error;
	}

	/** n8n chooses the id; tags come in a second request. */
	async create(body: WorkflowBody, tag: N8nTag): Promise<N8nWorkflow> {
		const created = await this.request<N8nWorkflow>('POST', '/workflows', body);
		const tagged = await attempt(async () => await this.tag(created.id, tag));
		if (tagged.ok) return created;
		// Without its tag it would never be found again, and made once more.
		const removed = await attempt(async () => await this.request('DELETE', `/workflows/${created.id}`));
		if (!removed.ok) {
			(tagged.error as Error).message += ` "${body.name}" is there without its tag: remove it by hand.`;
		}
		throw tagged.error;
	}

	async tag(workflowId: string, { id }: N8nTag): Promise<void> {
		await this.request('PUT', `/workflows/${workflowId}/tags`, [{ id }]);
	}

	/** Where it is published, n8n publishes the new version at once. */
	async update(id: string, body: WorkflowBody): Promise<N8nWorkflow> {
		return await this.request<N8nWorkflow>('PUT', `/workflows/${id}`, body);
	}

	async publish(id: string): Promise<N8nWorkflow> {
		return await this.request<N8nWorkflow>('POST', `/workflows/${id}/publish`, {});
	}

	/** Whether an execution has ended; `undefined` where n8n doesn't hold it, or not any more. */
	async hasEnded(executionId: string): Promise<boolean | undefined> {
		const path = `/executions/${executionId}`;
		const found = await attempt(async () => await this.request<{ status: string }>('GET', path));
		if (found.ok) return !['new', 'running', 'waiting'].includes(found.value.status);
		if (found.error instanceof N8nError && found.error.status === 404) return undefined;
		throw found.error;
	}

	/** Ended executions of a workflow that n8n kept. */
	async keptExecutions(workflowId: string): Promise<string[]> {
		const all = await this.all<{ id: string | number; status?: string; stoppedAt?: string | null }>(
			'/executions',
			{ workflowId },
		);
		return all.filter(({ stoppedAt }) => stoppedAt).map(({ id }) => String(id));
	}

	async deleteExecution(id: string): Promise<void> {
		await this.request('DELETE', `/executions/${id}`);
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

	private async request<T>(method: N8nRequest['method'], path: string, body?: unknown): Promise<T> {
		const reply = await attempt(async () => await this.send({ method, path: `/api/v1${path}`, body }));
		if (!reply.ok) throw this.silence(reply.error as Error);
		const { status, text } = reply.value;
		if (status < 200 || status > 299) throw this.refusal(method, path, status, text);
		const parsed = parsedJson(text);
		if (parsed === undefined) throw this.notN8n();
		return parsed as T;
	}

	private silence({ message }: Error): N8nError {
		return new N8nError(`n8n at ${this.url} does not answer: ${message}. Is the address right?`, 0);
	}

	private notN8n(): N8nError {
		return new N8nError(`${this.url}/api/v1 does not answer as n8n does. Is it n8n's own address?`, 0);
	}

	private refusal(method: string, path: string, status: number, text: string): N8nError {
		const said = `n8n refused ${method} ${path.split('?')[0]} with ${status}: ${messageIn(text)}`;
		const advice = adviceFor(status, path, text);
		return new N8nError(advice ? `${said}\n${advice}` : said, status);
	}
}

function parsedJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

function messageIn(text: string): string {
	const message = (parsedJson(text) as { message?: unknown } | null | undefined)?.message;
	if (typeof message === 'string') return message.replace(/\n\s*\n/g, '\n').trim();
	// A proxy's page, perhaps.
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
