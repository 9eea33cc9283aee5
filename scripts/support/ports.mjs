import { createServer } from 'node:net';

/** A port that nobody listens on, chosen by the system. */
export async function freePort() {
	return await new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address();
			server.close(() => resolve(port));
		});
	});
}

/** Whether somebody listens on the port already, on the loopback or on all addresses. */
export async function isBusy(port) {
	for (const host of ['127.0.0.1', undefined]) {
		const busy = await new Promise((resolve) => {
			const server = createServer();
			server.once('error', (error) => resolve(error.code === 'EADDRINUSE'));
			server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(false)));
		});
		if (busy) return true;
	}
	return false;
}

/**
 * Reads a port from the environment.
 *
 * @param {string} variable
 * @param {number} fallback
 */
export function portFrom(variable, fallback) {
	const text = process.env[variable];
	if (!text) return fallback;
	const port = Number(text);
	if (!Number.isInteger(port) || port < 1 || port > 65_535) {
		throw new Error(`${variable}=${text} isn't a port; give a whole number from 1 to 65535.`);
	}
	return port;
}
