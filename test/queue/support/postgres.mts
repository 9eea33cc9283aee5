import { execFile } from 'node:child_process';
import { chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, runToEnd, startProcess } from './scripts.mts';

const run = promisify(execFile);

/** Plain data, since it goes from vitest's main process to the test files. */
export interface PostgresAddress {
	/** The folder of its programs. */
	bin: string;
	port: number;
}

const NAME = 'n8n';

/** A PostgreSQL of this test run's own, on the loopback, in `folder`. */
export async function startPostgres(bin: string, folder: string) {
	const data = join(folder, 'data');
	const logFile = join(folder, 'postgres.log');
	const as = await unprivileged(folder);
	await mkdir(data, { recursive: true });
	if (as) await chown(data, as.uid, as.gid);
	const [command = '', ...before] = as?.command ?? ['env'];
	await runToEnd('initdb', command, [
		...before,
		join(bin, 'initdb'),
		...['-D', data, '-U', NAME, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
	]);
	const address: PostgresAddress = { bin, port: await freePort() };
	const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
	const server = startProcess(
		'postgres',
		command,
		[
			...before,
			join(bin, 'postgres'),
			...['-D', data, '-p', String(address.port)],
			...settings.flatMap((setting) => ['-c', setting]),
		],
		{ logFile },
	);
	const stop = async () => {
		// SIGTERM would wait for every client to leave by itself.
		server.stopping = true;
		if (server.pid > 0) process.kill(server.pid, 'SIGINT');
		await Promise.race([server.exited, new Promise((resolve) => setTimeout(resolve, 5_000))]);
		await server.stop(0);
	};
	try {
		await answers(address, server);
		await query(address, `create database ${NAME}`, 'postgres');
	} catch (error) {
		await stop();
		throw error;
	}
	return { address, stop };
}

/** It refuses to run as root, so root runs it as the user that Debian's package made for it. */
async function unprivileged(folder: string) {
	if (process.getuid?.() !== 0) return undefined;
	const id = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout);
	const [uid, gid] = [await id('-u'), await id('-g')];
	await mkdir(folder, { recursive: true });
	await chown(folder, uid, gid);
	const command = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
	return { uid, gid, command };
}

async function answers(address: PostgresAddress, server: ReturnType<typeof startProcess>): Promise<void> {
	let ended = false;
	void server.exited.then(() => (ended = true));
	for (const until = Date.now() + 30_000; ; ) {
		try {
			return void (await query(address, 'select 1', 'postgres'));
		} catch (error) {
			if (ended || Date.now() > until) throw new Error(`PostgreSQL: ${server.tail()}`, { cause: error });
		}
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}

/** What n8n has to know of it. */
export function postgresEnvironment({ port }: PostgresAddress): Record<string, string> {
	return {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(port),
		DB_POSTGRESDB_DATABASE: NAME,
		DB_POSTGRESDB_USER: NAME,
	};
}

/** The answer's rows, as text. */
export async function query(address: PostgresAddress, sql: string, database = NAME): Promise<string[]> {
	const { stdout } = await run(join(address.bin, 'psql'), [
		...['-h', '127.0.0.1', '-p', String(address.port), '-U', NAME, '-d', database],
		...['-X', '-A', '-t', '-q', '-v', 'ON_ERROR_STOP=1', '-c', sql],
	]);
	return stdout.split('\n').filter(Boolean);
}

/** All that n8n has stored. */
export async function dump({ bin, port }: PostgresAddress): Promise<string> {
	const args = ['-h', '127.0.0.1', '-p', String(port), '-U', NAME, NAME];
	return (await run(join(bin, 'pg_dump'), args, { maxBuffer: 2 ** 30 })).stdout;
}
