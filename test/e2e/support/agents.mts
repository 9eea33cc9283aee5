import type { Sandbox } from '../../sandbox/index.mts';
import type { Model, ToolCall } from './model.mts';
import type { N8n } from './n8n.mts';
import type { Workflow, WorkflowNode } from './workflow.mts';

const PREFIX = 'n8n-nodes-kleer-cinode.';
const LANGCHAIN = '@n8n/n8n-nodes-langchain.';

/** A node of ours as somebody gives it to an agent. */
export interface Tool {
	/** Also what the model knows it by; without spaces. */
	name: string;
	type: 'kleerTool' | 'cinodeTool';
	parameters: Record<string, unknown>;
	/** The node's setting, e.g. that it goes on after an error. */
	onError?: string;
}

export function toolNodes(tools: Tool[]): WorkflowNode[] {
	return tools.map(({ name, type, parameters, ...settings }, index) => ({
		id: `tool-${index}`,
		name,
		type: `${PREFIX}${type}`,
		typeVersion: 1,
		position: [index * 160, 320],
		parameters,
		credentials: credentialsOf(type),
		...settings,
	}));
}

function credentialsOf(type: Tool['type']): NonNullable<WorkflowNode['credentials']> {
	return type.startsWith('kleer')
		? { kleerApi: { id: null, name: 'Kleer account' } }
		: { cinodeApi: { id: null, name: 'Cinode account' } };
}

const toolConnections = (tools: Tool[], to: string) =>
	Object.fromEntries(
		tools.map(({ name }) => [name, { ai_tool: [[{ node: to, type: 'ai_tool', index: 0 }]] }]),
	);

/** A trigger by hand, an agent of that version with the made-up model, and our tools. */
export function agentWorkflow(typeVersion: number, tools: Tool[]): Workflow {
	const node = (name: string, type: string, version: number, more: Partial<WorkflowNode>): WorkflowNode => ({
		id: name.toLowerCase(),
		name,
		type,
		typeVersion: version,
		position: [0, 0],
		parameters: {},
		...more,
	});
	const agent = { promptType: 'define', text: 'Do it.', options: {} };
	return {
		name: `Agent ${typeVersion}`,
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
			node('Agent', `${LANGCHAIN}agent`, typeVersion, {
				parameters: typeVersion < 2 ? { agent: 'toolsAgent', ...agent } : agent,
			}),
			node('Model', `${LANGCHAIN}lmChatOpenAi`, 1.2, {
				parameters: { model: { __rl: true, mode: 'id', value: 'made-up' }, options: { maxRetries: 0 } },
				credentials: { openAiApi: { id: null, name: 'Made-up model' } },
			}),
			...toolNodes(tools),
		],
		connections: {
			Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
			...toolConnections(tools, 'Agent'),
		},
		settings: { executionOrder: 'v1' },
	};
}

const fed = (type: string, node: string) => ({ node, type, index: 0 });

/** An agent that has no tool but another agent, which has ours. */
export function subAgentWorkflow(typeVersion: number, tools: Tool[]): Workflow {
	const workflow = agentWorkflow(3.1, []);
	workflow.nodes.push(
		{
			id: 'helper',
			name: 'helper',
			type: `${LANGCHAIN}agentTool`,
			typeVersion,
			position: [0, 160],
			parameters: { toolDescription: 'Does it', text: "={{ $fromAI('Prompt', '', 'string') }}", options: {} },
		},
		...toolNodes(tools),
	);
	Object.assign(workflow.connections, {
		Model: { ai_languageModel: [['Agent', 'helper'].map((name) => fed('ai_languageModel', name))] },
		helper: { ai_tool: [[fed('ai_tool', 'Agent')]] },
		...toolConnections(tools, 'helper'),
	});
	return workflow;
}

/** An agent whose tools come from an MCP server. */
export function mcpAgentWorkflow(endpointUrl: string): Workflow {
	const workflow = agentWorkflow(3.1, []);
	workflow.nodes.push({
		id: 'client',
		name: 'Client',
		type: `${LANGCHAIN}mcpClientTool`,
		typeVersion: 1.2,
		position: [0, 160],
		parameters: { endpointUrl, serverTransport: 'httpStreamable', authentication: 'none', options: {} },
	});
	Object.assign(workflow.connections, { Client: { ai_tool: [[fed('ai_tool', 'Agent')]] } });
	return workflow;
}

/** n8n's MCP server with our tools, open to whoever knows its address. */
export function mcpWorkflow(path: string, tools: Tool[]): Workflow {
	return {
		name: `MCP server ${path}`,
		nodes: [
			{
				id: 'server',
				name: 'Server',
				type: `${LANGCHAIN}mcpTrigger`,
				typeVersion: 2,
				position: [0, 0],
				parameters: { authentication: 'none', path },
				webhookId: path,
			},
			...toolNodes(tools),
		],
		connections: toolConnections(tools, 'Server'),
		settings: { executionOrder: 'v1' },
	};
}

export async function modelCredential(n8n: N8n, model: Model): Promise<void> {
	const data = { apiKey: 'made-up', url: model.url };
	await n8n.importCredential({ name: 'Made-up model', type: 'openAiApi', data });
}

/** What an agent or an MCP client got in one conversation, and what it did. */
export interface Reached {
	/** All that left n8n towards it. */
	text: string;
	/** What the tool answered. */
	answer: string;
	writes: string[];
}

/** The seed's secrets in a text; a number inside a longer one is another number. */
export function secretsIn(sandbox: Sandbox, text: string): string[] {
	return sandbox
		.secrets()
		.filter((secret) => secret.length >= 5)
		.filter((secret) => {
			const literal = secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
			return new RegExp(/^\d+$/.test(secret) ? `(?<!\\d)${literal}(?!\\d)` : literal).test(text);
		});
}

/** Requests that change something at either vendor. */
export function writesAt(sandbox: Sandbox): string[] {
	return sandbox.requests.all
		.filter(({ method, path }) => method !== 'GET' && !/\/(search|token)$/.test(path))
		.map(({ method, path }) => `${method} ${path}`);
}

/** An agent of a version, kept between conversations. */
export class Agent {
	private constructor(
		private readonly n8n: N8n,
		private readonly sandbox: Sandbox,
		private readonly model: Model,
		private readonly workflowId: string,
	) {}

	static async start(n8n: N8n, sandbox: Sandbox, model: Model, workflow: Workflow): Promise<Agent> {
		return new Agent(n8n, sandbox, model, await n8n.importWorkflow(workflow));
	}

	/** @param first A tool that leads to the other one. */
	async talk(call: ToolCall, first?: ToolCall): Promise<Reached> {
		this.model.willCall(...(first ? [first, call] : [call]));
		this.sandbox.requests.clear();
		const { nodes } = await this.n8n.run(this.workflowId, 'Start');
		// Agents before version 3 end with a tool's error, which the model never sees.
		const errors = Object.values(nodes).flatMap((runs) => runs.map(({ error }) => error?.message ?? ''));
		const answer = [...this.model.answers, ...errors].join('\n');
		return { text: this.model.received.join('\n'), answer, writes: writesAt(this.sandbox) };
	}
}
