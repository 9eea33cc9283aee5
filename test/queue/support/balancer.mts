import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands before the webhook processors: one address for the vendor, each request to the next processor. */
export class Balancer {
	private targets: string[] = [];
	private turn = 0;
	private readonly server = createServer((incoming, outgoing) => this.pass(incoming, outgoing));

	private constructor() {}

	static async start(): Promise<Balancer> {
		const balancer = new Balancer();
		await new Promise<void>((resolve) => balancer.server.listen(0, '127.0.0.1', resolve));
		return balancer;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** The processors; until they are given, all is answered with 503. */
	passTo(targets: string[]): void {
		this.targets = targets;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
		const target = this.targets[this.turn++ % this.targets.length];
		if (!target) return void outgoing.writeHead(503).end();
		const { method, headers, url } = incoming;
		const onward = request(`${target}${url}`, { method, headers }, (answer) => {
			outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(outgoing);
		});
		onward.on('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()));
		incoming.pipe(onward);
	}
}
