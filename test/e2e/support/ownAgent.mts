import { randomUUID } from 'node:crypto';
import type { Sandbox } from '../../sandbox/index.mts';
import { cinodeAccount, kleerAccount } from './accounts.mts';
import { toolNodes, writesAt, type Reached, type Tool } from './agents.mts';
import type { Model, ToolCall } from './model.mts';
import type { N8n } from './n8n.mts';

interface StoredAgent {
	id: string;
	configHash: string;
}

/** An agent of n8n's own, which lives outside of workflows and runs each node alone. */
export class OwnAgent {
	private constructor(
		private readonly n8n: N8n,
		private readonly sandbox: Sandbox,
		private readonly model: Model,
		private readonly path: string,
	) {}

	static async start(n8n: N8n, sandbox: Sandbox, model: Model, tools: Tool[]): Promise<OwnAgent> {
		const ids = {
			kleerApi: await n8n.importCredential(kleerAccount(sandbox)),
			cinodeApi: await n8n.importCredential(cinodeAccount(sandbox)),
		};
		const data = { apiKey: 'made-up', url: model.url };
		const credential = await n8n.importCredential({ name: 'Made-up', type: 'openRouterApi', data });
		const { id: projectId } = (await n8n.rest.request('GET', '/projects/personal')) as { id: string };
		const agents = `/projects/${projectId}/agents/v2`;
		const agent = (await n8n.rest.request('POST', agents, { name: 'Agent' })) as StoredAgent;
		const config = {
			name: 'Agent',
			model: 'openrouter/made/up',
			credential,
			instructions: 'Do it.',
			tools: toolNodes(tools).map(({ name, type, typeVersion, parameters, credentials }) => ({
				type: 'node',
				name,
				description: name,
				node: {
					nodeType: type,
					nodeTypeVersion: typeVersion,
					nodeParameters: parameters,
					credentials: Object.fromEntries(
						Object.entries(credentials ?? {}).map(([slot, { name: called }]) => [
							slot,
							{ id: ids[slot as keyof typeof ids], name: called },
						]),
					),
				},
			})),
		};
		const path = `${agents}/${agent.id}`;
		await n8n.rest.request('PUT', `${path}/config`, { config, baseConfigHash: agent.configHash });
		return new OwnAgent(n8n, sandbox, model, path);
	}

	async talk(call: ToolCall): Promise<Reached> {
		this.model.willCall(call);
		this.sandbox.requests.clear();
		await this.n8n.rest.request('POST', `${this.path}/chat`, { message: `Do it. ${randomUUID()}` });
		const answer = this.model.answers.join('\n');
		return { text: this.model.received.join('\n'), answer, writes: writesAt(this.sandbox) };
	}

	async remove(): Promise<void> {
		await this.n8n.rest.request('DELETE', this.path);
	}
}
