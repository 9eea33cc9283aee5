import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readdir, readFile, readlink } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { inject } from 'vitest';
import { isReady, type MemberAddress } from './member.mts';

const REQUEST_STARTED = 'http.server.request.start';

/**
 * Waits for the nth request of that kind to a server of this process, and kills the worker that makes it before it
 * can get its answer, as if its machine had died.
 */
export async function killWhoAsks(method: string, path: RegExp, nth: number): Promise<MemberAddress> {
	const { workers } = inject('cluster');
	let seen = 0;
	const socket = await new Promise<IncomingMessage['socket']>((resolve) => {
		const onRequest = (message: unknown) => {
			const { request } = message as { request: IncomingMessage };
			if (request.method !== method || !path.test(request.url ?? '') || ++seen !== nth) return;
			unsubscribe(REQUEST_STARTED, onRequest);
			resolve(request.socket);
		};
		subscribe(REQUEST_STARTED, onRequest);
	});
	const owners = await Promise.all(
		workers.map(async (worker) => await hasPort(await pidOf(worker), socket.remotePort ?? 0)),
	);
	const worker = workers[owners.indexOf(true)];
	if (!worker) throw new Error('None of the workers made that request');
	// The whole group: its task runner would live a moment longer and hold on to its output.
	process.kill(-(await pidOf(worker)), 'SIGKILL');
	return worker;
}

/** Waits until the worker is there again. */
export async function restarted(worker: MemberAddress, withinMs = 60_000): Promise<void> {
	for (const until = Date.now() + withinMs; !(await isReady(worker)); ) {
		if (Date.now() > until) throw new Error(`${worker.name} wasn't restarted`);
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
}

async function pidOf({ folder }: MemberAddress): Promise<number> {
	return Number(await readFile(join(folder, 'pid'), 'utf8'));
}

/** Whether a process has a connection that begins at that port of the loopback, by what Linux says. */
async function hasPort(pid: number, port: number): Promise<boolean> {
	const hex = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
	const tables = await Promise.all(
		['tcp', 'tcp6'].map((name) => readFile(`/proc/${pid}/net/${name}`, 'utf8').catch(() => '')),
	);
	const rows = tables.flatMap((table) => table.split('\n')).map((row) => row.trim().split(/\s+/));
	const inodes = rows.filter((row) => row[1]?.endsWith(hex)).map((row) => `socket:[${row[9]}]`);
	const folder = `/proc/${pid}/fd`;
	const open = await Promise.all(
		(await readdir(folder)).map((name) => readlink(join(folder, name)).catch(() => '')),
	);
	return open.some((link) => inodes.includes(link));
}
