import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, startProcess } from './scripts.mts';

const run = promisify(execFile);

/** Plain data, since it goes from vitest's main process to the test files. */
export interface RedisAddress {
	cli: string;
	port: number;
	folder: string;
}

/** A Redis of this test run's own, on the loopback, in `folder`. */
export async function startRedis(bin: string, folder: string) {
	await mkdir(folder, { recursive: true });
	const address: RedisAddress = { cli: join(dirname(bin), 'redis-cli'), port: await freePort(), folder };
	const server = startProcess(
		'redis',
		bin,
		[
			...['--port', String(address.port), '--bind', '127.0.0.1', '--dir', folder],
			// Nothing is saved unless it is asked for, and then so that it can be read.
			...['--save', '', '--appendonly', 'no', '--rdbcompression', 'no'],
		],
		{ logFile: join(folder, 'redis.log') },
	);
	try {
		await answers(address, server);
	} catch (error) {
		await server.stop(0);
		throw error;
	}
	return { address, stop: async () => await server.stop(3_000) };
}

async function answers(address: RedisAddress, server: ReturnType<typeof startProcess>): Promise<void> {
	for (const until = Date.now() + 20_000; ; ) {
		const answer = await ask(address, 'ping').catch(String);
		if (answer.trim() === 'PONG') return;
		if (Date.now() > until) throw new Error(`Redis: ${answer}\n${server.tail()}`);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

async function ask({ cli, port }: RedisAddress, ...command: string[]): Promise<string> {
	return (await run(cli, ['-h', '127.0.0.1', '-p', String(port), ...command])).stdout;
}

/** What n8n has to know of it. */
export function redisEnvironment({ port }: RedisAddress): Record<string, string> {
	return { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(port) };
}

/** All that it holds, byte for byte as text. */
export async function redisDump(address: RedisAddress): Promise<string> {
	await ask(address, 'save');
	return await readFile(join(address.folder, 'dump.rdb'), 'latin1');
}
