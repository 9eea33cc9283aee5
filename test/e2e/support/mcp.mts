import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Sandbox } from '../../sandbox/index.mts';
import { mcpWorkflow, writesAt, type Reached, type Tool } from './agents.mts';
import type { ToolCall } from './model.mts';
import type { N8n } from './n8n.mts';
import { ensureN8n } from './scripts.mts';

interface Client {
	connect(transport: unknown): Promise<void>;
	callTool(call: { name: string; arguments: Record<string, unknown> }): Promise<unknown>;
	close(): Promise<void>;
}

/** A client of n8n's MCP server over HTTP: the one of the protocol's makers, which n8n brings along. */
export class McpSession {
	private constructor(
		private readonly client: Client,
		private readonly sandbox: Sandbox,
	) {}

	static async start(n8n: N8n, sandbox: Sandbox, path: string, tools: Tool[]): Promise<McpSession> {
		await n8n.publish(await n8n.importWorkflow(mcpWorkflow(path, tools)));
		const { folder } = await ensureN8n();
		const sdk = join(folder, 'node_modules', '@modelcontextprotocol', 'sdk', 'dist', 'esm', 'client');
		const load = async (file: string) =>
			(await import(pathToFileURL(join(sdk, file)).href)) as Record<
				string,
				new (...all: unknown[]) => unknown
			>;
		const { Client } = await load('index.js');
		const { StreamableHTTPClientTransport } = await load('streamableHttp.js');
		if (!Client || !StreamableHTTPClientTransport) throw new Error('n8n brings no MCP client');
		const client = new Client({ name: 'test', version: '1.0.0' }) as Client;
		await client.connect(new StreamableHTTPClientTransport(new URL(`${n8n.address.url}/mcp/${path}`)));
		return new McpSession(client, sandbox);
	}

	async talk({ tool, args }: ToolCall): Promise<Reached> {
		this.sandbox.requests.clear();
		const outcome = await this.client
			.callTool({ name: tool, arguments: args })
			.catch((error: unknown) => ({ error: String(error) }));
		const text = JSON.stringify(outcome);
		return { text, answer: text, writes: writesAt(this.sandbox) };
	}

	async close(): Promise<void> {
		await this.client.close();
	}
}
