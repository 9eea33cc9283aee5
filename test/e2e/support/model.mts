import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call of a tool that the made-up model asks for. */
export interface ToolCall {
	tool: string;
	args: Record<string, unknown>;
}

interface Message {
	role: string;
	content?: unknown;
}

interface Asked {
	messages: Message[];
	stream?: boolean;
	tools?: Array<{ function: { name: string; parameters: unknown } }>;
}

/**
 * A made-up language model that speaks OpenAI's chat completions: asked by an agent, it calls the tool that a test has
 * planned, and ends as soon as it has an answer. What was sent to it is what a vendor of models would have.
 */
export class Model {
	/** All that reached it, word for word. */
	readonly received: string[] = [];
	private plan: ToolCall[] = [];

	private constructor(private readonly server: Server) {}

	static async start(): Promise<Model> {
		const server = createServer();
		const model = new Model(server);
		server.on('request', (request, response) => {
			const parts: Buffer[] = [];
			request.on('data', (part: Buffer) => parts.push(part));
			request.on('end', () => {
				const text = Buffer.concat(parts).toString('utf8');
				if (request.method !== 'POST') return response.writeHead(404).end();
				model.received.push(text);
				const asked = JSON.parse(text) as Asked;
				const reply = model.replyTo(asked);
				response.writeHead(200, {
					'content-type': asked.stream ? 'text/event-stream' : 'application/json',
				});
				response.end(asked.stream ? streamed(reply) : JSON.stringify(completion(reply)));
				return undefined;
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return model;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
	}

	/** What it asks for in the next conversations, each with whoever has that tool; forgets what it received. */
	willCall(...plan: ToolCall[]): void {
		this.plan = plan;
		this.received.length = 0;
	}

	/** What a tool answered to it, as text. */
	get answers(): string[] {
		return this.received.flatMap((text) =>
			(JSON.parse(text) as Asked).messages
				.filter(({ role }) => role === 'tool')
				.map(({ content }) => String(typeof content === 'string' ? content : JSON.stringify(content))),
		);
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private replyTo({ messages, tools = [] }: Asked): Record<string, unknown> {
		const call = this.plan.find(({ tool }) => tools.some((one) => one.function.name === tool));
		if (!call || messages.some(({ role }) => role === 'tool')) return { role: 'assistant', content: 'Done.' };
		const asked = { name: call.tool, arguments: JSON.stringify(call.args) };
		return {
			role: 'assistant',
			content: null,
			tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: asked }],
		};
	}
}

const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };

function finishOf(message: Record<string, unknown>): string {
	return 'tool_calls' in message ? 'tool_calls' : 'stop';
}

function completion(message: Record<string, unknown>): unknown {
	const choice = { index: 0, message, finish_reason: finishOf(message), logprobs: null };
	return { id: 'made-up', object: 'chat.completion', created: 0, model: 'made-up', choices: [choice], usage };
}

function streamed(message: Record<string, unknown>): string {
	const chunk = (delta: unknown, finish: string | null) =>
		`data: ${JSON.stringify({
			id: 'made-up',
			object: 'chat.completion.chunk',
			created: 0,
			model: 'made-up',
			choices: [{ index: 0, delta, finish_reason: finish }],
		})}\n\n`;
	return `${chunk(message, null)}${chunk({}, finishOf(message))}data: [DONE]\n\n`;
}
