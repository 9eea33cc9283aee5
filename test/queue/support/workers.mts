import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { inject } from 'vitest';
import { tried } from '../../tried.mts';
import { isReady, type MemberAddress } from './member.mts';

const REQUEST_STARTED = 'http.server.request.start';

/**
 * Waits for the nth request of that kind to a server of this process, and kills the worker that makes it before it
 * can get its answer, as if its machine had died.
 */
export async function killWhoAsks(method: string, path: RegExp, nth: number): Promise<MemberAddress> {
	const { workers } = inject('cluster');
	let seen = 0;
	return await new Promise((resolve, reject) => {
		// All at once, without a pause in which the answer could go out.
		const onRequest = (message: unknown) => {
			const { request } = message as { request: IncomingMessage };
			if (request.method !== method || !path.test(request.url ?? '') || ++seen !== nth) return;
			unsubscribe(REQUEST_STARTED, onRequest);
			const port = request.socket.remotePort ?? 0;
			const worker = workers.find((one) => isAsking(one, port));
			if (!worker) return reject(new Error('None of the workers made that request'));
			killWorker(worker);
			resolve(worker);
		};
		subscribe(REQUEST_STARTED, onRequest);
	});
}

/** The whole group: its task runner would live a moment longer and hold on to its output. */
export function killWorker(worker: MemberAddress): void {
	process.kill(-pidOf(worker), 'SIGKILL');
	tried('kill -9');
}

/** Waits until the worker is there again. */
export async function restarted(worker: MemberAddress, withinMs = 60_000): Promise<void> {
	for (const until = Date.now() + withinMs; !(await isReady(worker)); ) {
		if (Date.now() > until) throw new Error(`${worker.name} wasn't restarted`);
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
}

/** One that was killed just now has no connections. */
function isAsking(worker: MemberAddress, port: number): boolean {
	try {
		return hasPort(pidOf(worker), port);
	} catch {
		return false;
	}
}

function pidOf({ folder }: MemberAddress): number {
	return Number(readFileSync(join(folder, 'pid'), 'utf8'));
}

/** Whether a process has a connection that begins at that port of the loopback, by what Linux says. */
function hasPort(pid: number, port: number): boolean {
	const hex = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
	const rows = ['tcp', 'tcp6']
		.flatMap((name) => readFileSync(`/proc/${pid}/net/${name}`, 'utf8').split('\n'))
		.map((row) => row.trim().split(/\s+/));
	const links = rows.filter((row) => row[1]?.endsWith(hex)).map((row) => `socket:[${row[9]}]`);
	const folder = `/proc/${pid}/fd`;
	return readdirSync(folder).some((name) => links.includes(linkOf(join(folder, name))));
}

/** Those of files that are closed meanwhile are none. */
function linkOf(path: string): string {
	try {
		return readlinkSync(path);
	} catch {
		return '';
	}
}
