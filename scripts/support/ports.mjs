import { createServer } from 'node:net';

/** A port that nobody listens on, chosen by the system. */
export async function freePort() {
	return await new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
			server.close(() => resolve(port));
		});
	});
}

/**
 * Why nobody can listen on the port, on the loopback and on all addresses; undefined where one can.
 *
 * @param {number} port
 * @returns {Promise<string | undefined>}
 */
export async function busyReason(port) {
	for (const host of ['127.0.0.1', undefined]) {
		const code = await new Promise((resolve) => {
			const server = createServer();
			server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code));
			server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
		});
		if (code === 'EADDRINUSE') return 'in use by another program';
		if (code === 'EACCES') return 'only for the system’s own programs';
	}
	return undefined;
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
