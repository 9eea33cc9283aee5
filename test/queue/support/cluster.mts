import { rmSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchN8n, type N8nAddress } from '../../e2e/support/process.mts';
import { Balancer } from './balancer.mts';
import { Member, type MemberAddress } from './member.mts';
import { postgresEnvironment, startPostgres, type PostgresAddress } from './postgres.mts';
import { redisEnvironment, startRedis, type RedisAddress } from './redis.mts';
import { ensureQueueServers } from './scripts.mts';

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
const WORKERS = 3;
const WEBHOOK_PROCESSORS = 2;

/** Plain data, since it goes from vitest's main process to the test files. */
export interface ClusterAddress {
	main: N8nAddress;
	workers: MemberAddress[];
	processors: MemberAddress[];
	postgres: PostgresAddress;
	redis: RedisAddress;
	/** Holds what all of them write, but for main's log. */
	folder: string;
}

/**
 * n8n spread over processes, as its documentation has it: PostgreSQL, Redis, one main, three workers and two
 * webhook processors, all on the loopback. Whatever breaks off the start, nothing stays behind.
 */
export async function launchCluster(): Promise<{ address: ClusterAddress; stop(): Promise<void> }> {
	const servers = await ensureQueueServers();
	if (!servers) throw new Error('Queue mode needs PostgreSQL and Redis');
	const folder = await mkdtemp(join(tmpdir(), 'kleer-cinode-queue-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
	// At an exit all processes that were started also go; a signal alone would leave them.
	const leave = () => process.exit(1);
	for (const name of SIGNALS) process.once(name, leave);
	// PostgreSQL's user has to get to its own part.
	await chmod(folder, 0o711);
	const ends: Array<() => Promise<void>> = [async () => await rm(folder, { recursive: true, force: true })];
	// Last started, first ended; one that fails to end keeps none of the others.
	const stop = async () => {
		for (const name of SIGNALS) process.off(name, leave);
		for (const end of ends.splice(0).reverse()) await end().catch((error: unknown) => console.error(error));
	};
	const started = async <T extends { stop(): Promise<void> }>(start: Promise<T>): Promise<T> => {
		const one = await start;
		ends.push(async () => await one.stop());
		return one;
	};
	try {
		const [postgres, redis, balancer] = await all([
			started(startPostgres(servers.postgres, join(folder, 'postgres'))),
			started(startRedis(servers.redis, join(folder, 'redis'))),
			started(Balancer.start()),
		]);
		const env = {
			...postgresEnvironment(postgres.address),
			...redisEnvironment(redis.address),
			...QUEUE_MODE,
			N8N_WEBHOOK_URL: `${balancer.url}/`,
		};
		const main = await started(launchN8n({ ...env, N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true' }));
		const members = async (command: 'worker' | 'webhook', count: number) =>
			await all(
				Array.from({ length: count }, async (_, index) => {
					const own = join(folder, `${command}-${index + 1}`);
					const { packageFolder } = main.address;
					return await started(Member.start({ command, folder: own, packageFolder, env }));
				}),
			);
		const [workers, processors] = await all([
			members('worker', WORKERS),
			members('webhook', WEBHOOK_PROCESSORS),
		]);
		await Promise.all([...workers, ...processors].map(async (member) => await member.ready()));
		balancer.passTo(processors.map(({ address }) => address.url));
		const address: ClusterAddress = {
			main: main.address,
			workers: workers.map((member) => member.address),
			processors: processors.map((member) => member.address),
			postgres: postgres.address,
			redis: redis.address,
			folder,
		};
		return { address, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** Waits for every one even where one fails, so that none starts while the caller cleans up. */
async function all<T extends unknown[] | []>(work: T): Promise<{ -readonly [P in keyof T]: Awaited<T[P]> }> {
	await Promise.allSettled(work);
	return await Promise.all(work);
}

const QUEUE_MODE = {
	EXECUTIONS_MODE: 'queue',
	OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
	// A killed worker's jobs are noticed after a minute and a half by default; a test can't wait that long.
	QUEUE_WORKER_LOCK_DURATION: '15000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '3000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};
