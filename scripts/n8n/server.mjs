import { join } from 'node:path';
import { freePort } from '../support/ports.mjs';
import { startProcess } from '../support/processes.mjs';
import { n8nEnvironment } from './environment.mjs';

/**
 * @typedef {object} N8nServer
 * @property {string} url without a slash at the end
 * @property {string} logFile
 * @property {import('../support/processes.mjs').Running} process
 * @property {() => Promise<void>} stop
 */

/**
 * Starts n8n and waits until it answers.
 *
 * @param {object} options
 * @param {import('./install.mjs').InstalledN8n} options.n8n
 * @param {string} options.userFolder
 * @param {number} [options.port] a free one when left out
 * @param {Record<string, string>} [options.env] more variables, or other values
 * @param {(running: import('../support/processes.mjs').Running) => void} [options.onSpawn] told of the process
 *   before it is ready, so that it can be stopped while it still starts
 * @returns {Promise<N8nServer>}
 */
export async function startN8nServer({ n8n, userFolder, port, env, onSpawn }) {
	const chosen = port ?? (await freePort());
	const logFile = join(userFolder, 'n8n.log');
	const running = startProcess('n8n', n8n.node, [n8n.bin, 'start'], {
		cwd: userFolder,
		env: n8nEnvironment({ n8n, userFolder, port: chosen, brokerPort: await freePort(), env }),
		logFile,
	});
	onSpawn?.(running);
	const url = `http://127.0.0.1:${chosen}`;
	try {
		await ready(url, running);
	} catch (error) {
		await running.stop(2_000);
		throw error;
	}
	return { url, logFile, process: running, stop: () => running.stop() };
}

/** Waits for the database and for the REST API, which comes up a moment later. */
async function ready(url, running, withinMs = 120_000) {
	let ended = /** @type {{ code: number | null, signal: string | null } | undefined} */ (undefined);
	running.exited.then((result) => (ended = result));
	const until = Date.now() + withinMs;
	for (const path of ['/healthz/readiness', '/rest/settings']) {
		while (!(await answers(`${url}${path}`))) {
			if (ended)
				throw new Error(`n8n ended while starting (${ended.signal ?? ended.code})\n${running.tail()}`);
			if (Date.now() > until)
				throw new Error(`n8n didn't get ready in ${withinMs / 1000} s\n${running.tail()}`);
			await new Promise((resolve) => setTimeout(resolve, 150));
		}
	}
}

async function answers(url) {
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
		// While it starts, n8n serves a page "n8n is starting up" for everything else.
		return response.ok && (response.headers.get('content-type') ?? '').includes('json');
	} catch {
		return false;
	}
}
