import axios from 'axios';
import { owner } from './environment.mjs';

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * n8n's internal REST API, the one that its editor uses, as the owner. Answers are unwrapped from `data`; a refusal
 * becomes an error that carries n8n's own message.
 */
export class N8nRest {
	/** @param {string} url */
	constructor(url) {
		this.url = url;
		this.http = axios.create({ baseURL: `${url}/rest`, validateStatus: () => true, proxy: false });
	}

	/** Logs in as the owner and keeps the session. n8n allows five log-ins in a few minutes. */
	async login() {
		const response = await this.http.post('/login', {
			emailOrLdapLoginId: owner.email,
			password: owner.password,
		});
		if (response.status !== 200) throw refusal('POST', '/login', response);
		const cookies = response.headers['set-cookie'] ?? [];
		return this.resume(cookies.map((cookie) => cookie.split(';')[0]).join('; '));
	}

	/**
	 * Goes on with the session of an earlier log-in.
	 *
	 * @param {string} session its `session`
	 */
	resume(session) {
		this.session = session;
		this.http.defaults.headers.common.cookie = session;
		return this;
	}

	/**
	 * One request.
	 *
	 * @param {string} method
	 * @param {string} path below /rest
	 * @param {unknown} [body]
	 */
	async request(method, path, body) {
		const response = await this.http.request({ method, url: path, data: body });
		if (response.status >= 400) throw refusal(method, path, response);
		const answer = response.data;
		return answer && typeof answer === 'object' && 'data' in answer ? answer.data : answer;
	}

	/** Creates the credential, or gives the one of that name and type these values. */
	async saveCredential({ name, type, data }) {
		const existing = (await this.credentials()).find((one) => one.name === name && one.type === type);
		if (existing) return await this.request('PATCH', `/credentials/${existing.id}`, { name, type, data });
		return await this.request('POST', '/credentials', { name, type, data });
	}

	async credentials() {
		return await this.request('GET', '/credentials');
	}

	/** Tests a saved credential as the editor does; the values may differ from the saved ones. */
	async testCredential({ id, name, type, data }) {
		return await this.request('POST', '/credentials/test', { credentials: { id, name, type, data } });
	}

	/** Creates the workflow, or replaces the one with its id. */
	async saveWorkflow(workflow) {
		const exists = workflow.id && (await this.workflows()).some(({ id }) => id === workflow.id);
		if (exists) return await this.request('PATCH', `/workflows/${workflow.id}?forceSave=true`, workflow);
		return await this.request('POST', '/workflows', workflow);
	}

	async workflows() {
		return await this.request('GET', '/workflows');
	}

	async workflow(id) {
		return await this.request('GET', `/workflows/${id}`);
	}

	/**
	 * Publishes a workflow and waits until its triggers are up: n8n answers at once and starts them afterwards,
	 * and that can fail.
	 */
	async publish(id, withinMs = 30_000) {
		const { versionId } = await this.workflow(id);
		await this.request('POST', `/workflows/${id}/activate`, { versionId });
		const until = Date.now() + withinMs;
		for (;;) {
			const status = await this.publicationStatus(id);
			if (status.status === 'published') return status;
			if (status.status === 'failed' || Date.now() > until) {
				throw new Error(`Workflow ${id} was not published: ${JSON.stringify(status)}`);
			}
			await wait(200);
		}
	}

	/** Older versions publish at once and have no word for it. */
	async publicationStatus(id) {
		try {
			return await this.request('GET', `/workflows/${id}/publication-status`);
		} catch (error) {
			if (error.status === 404) return { status: 'published' };
			throw error;
		}
	}

	async unpublish(id) {
		await this.request('POST', `/workflows/${id}/deactivate`, {});
	}

	/**
	 * Removes a workflow for good; n8n wants it archived first. Archiving unpublishes it in the background, and until
	 * that is done n8n answers 409 ("still being unpublished").
	 */
	async deleteWorkflow(id, withinMs = 30_000) {
		const { isArchived } = await this.workflow(id);
		const until = Date.now() + withinMs;
		if (!isArchived)
			await this.whenUnpublished(until, () => this.request('POST', `/workflows/${id}/archive`, {}));
		await this.whenUnpublished(until, () => this.request('DELETE', `/workflows/${id}`));
	}

	/** Asks again while n8n is unpublishing the workflow. */
	async whenUnpublished(until, ask) {
		for (;;) {
			try {
				return await ask();
			} catch (error) {
				if (error.status !== 409 || Date.now() > until) throw error;
				await wait(200);
			}
		}
	}

	/** Removes the data tables with one of these names, rows and all. Older versions may know no such list. */
	async deleteDataTables(names) {
		const { data } = await this.request('GET', '/data-tables-global?take=250').catch((error) => {
			if (error.status !== 404) throw error;
			return { data: [] };
		});
		for (const { id, name, projectId } of data) {
			if (names.includes(name)) await this.request('DELETE', `/projects/${projectId}/data-tables/${id}`);
		}
	}

	async deleteCredential(id) {
		await this.request('DELETE', `/credentials/${id}`);
	}

	/** Runs a saved workflow by hand from one of its triggers, as the editor's button does. */
	async runManually(id, trigger) {
		const { executionId } = await this.request('POST', `/workflows/${id}/run`, {
			triggerToStartFrom: { name: trigger },
		});
		if (!executionId) throw new Error(`Workflow ${id} waits for a webhook and did not start.`);
		return executionId;
	}

	/** The latest executions, newest first, of one workflow or of all. */
	async executions(workflowId, filter = {}) {
		const query = encodeURIComponent(JSON.stringify({ ...(workflowId && { workflowId }), ...filter }));
		const { results } = await this.request('GET', `/executions?filter=${query}&limit=50`);
		return results;
	}

	async execution(id) {
		return await this.request('GET', `/executions/${id}`);
	}

	/** Waits until an execution has ended, however it ended. Where n8n keeps none, it can be gone by then. */
	async ended(id, withinMs = 60_000) {
		const until = Date.now() + withinMs;
		for (;;) {
			const execution = await this.execution(id).catch((error) => {
				if (error.status !== 404) throw error;
				return { id, status: 'not kept', mode: 'unknown' };
			});
			if (!['new', 'running', 'waiting'].includes(execution.status)) return execution;
			if (Date.now() > until) throw new Error(`Execution ${id} is still ${execution.status}`);
			await wait(150);
		}
	}

	/** Waits for the first execution after the given one, and for its end. */
	async next(workflowId, after = 0, withinMs = 60_000) {
		const until = Date.now() + withinMs;
		for (;;) {
			const newer = (await this.executions(workflowId)).filter((one) => Number(one.id) > after);
			const oldest = newer.at(-1);
			if (oldest) return await this.ended(oldest.id, until - Date.now());
			if (Date.now() > until)
				throw new Error(`Workflow ${workflowId} was not started in ${withinMs / 1000} s`);
			await wait(250);
		}
	}

	/** The node types that n8n offers, e.g. to see whether a package has loaded. */
	async nodeTypes() {
		const response = await this.http.get(`${this.url}/types/nodes.json`);
		return response.data;
	}
}

function refusal(method, path, response) {
	const { data } = response;
	const text = typeof data === 'string' ? data.slice(0, 300) : (data?.message ?? JSON.stringify(data));
	const error = new Error(`n8n refused ${method} ${path} with ${response.status}: ${text}`);
	return Object.assign(error, { status: response.status, answer: data });
}
