import { rmSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuild, ensureN8n, N8nRest, placePacked, startN8nServer } from './scripts.mts';

/** Where a running n8n is; plain data, since it goes from vitest's main process to the test files. */
export interface N8nAddress {
	url: string;
	userFolder: string;
	logFile: string;
	/** The owner's log-in, as a cookie; shared, since n8n allows only five in a few minutes. */
	session: string;
	/** The package as it was packed and unpacked for n8n. */
	packageFolder: string;
}

export interface LaunchedN8n {
	address: N8nAddress;
	stop(): Promise<void>;
	/** SIGKILL to the whole group, with no word to anybody; what it had logged stays beside the next log. */
	kill(): Promise<void>;
	/** The same n8n again, after it was killed: its folder, its address, its database. */
	restart(): Promise<void>;
}

/** Starts n8n with the packed package in a fresh user folder. */
export async function launchN8n(env?: Record<string, string>): Promise<LaunchedN8n> {
	await ensureBuild();
	const n8n = await ensureN8n();
	const userFolder = await mkdtemp(join(tmpdir(), 'kleer-cinode-n8n-'));
	const remove = () => rm(userFolder, { recursive: true, force: true });
	// Whoever breaks off the tests shouldn't find a database left behind.
	process.once('exit', () => rmSync(userFolder, { recursive: true, force: true }));
	try {
		const packageFolder = await placePacked(userFolder);
		let server = await startN8nServer({ n8n, userFolder, env });
		let kills = 0;
		const { session = '' } = await new N8nRest(server.url).login();
		return {
			address: { url: server.url, userFolder, logFile: server.logFile, session, packageFolder },
			async stop() {
				await server.stop();
				await remove();
			},
			async kill() {
				process.kill(-server.process.pid, 'SIGKILL');
				await server.process.exited;
				await rename(server.logFile, `${server.logFile}.${++kills}`);
			},
			async restart() {
				server = await startN8nServer({ n8n, userFolder, env, port: Number(new URL(server.url).port) });
			},
		};
	} catch (error) {
		await remove();
		throw error;
	}
}
