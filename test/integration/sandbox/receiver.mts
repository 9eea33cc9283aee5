import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
	path: string;
	headers: IncomingHttpHeaders;
	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	body: any;
}

export interface Receiver {
	url: string;
	received: Received[];
	/** What it answers, in this order, then 200; 0 breaks the connection. */
	answers: number[];
	/** Waits so long before it answers. */
	slowMs: number;
	close(): Promise<void>;
}

/** A server that takes what webhooks deliver. */
export async function startReceiver(): Promise<Receiver> {
	const server = createServer((request, response) => {
		let text = '';
		request.on('data', (part: Buffer) => (text += part.toString()));
		request.on('end', () => {
			const { url: path = '', headers } = request;
			receiver.received.push({ path, headers, body: JSON.parse(text) });
			const status = receiver.answers.shift() ?? 200;
			if (status === 0) return request.socket.destroy();
			setTimeout(() => response.writeHead(status).end(), receiver.slowMs);
			return undefined;
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const receiver: Receiver = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		received: [],
		answers: [],
		slowMs: 0,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	return receiver;
}
