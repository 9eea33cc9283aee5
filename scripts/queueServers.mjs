import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { canInstallPackages, installPackages } from './support/apt.mjs';
import { say } from './support/progress.mjs';

/**
 * @typedef {object} QueueServers
 * @property {string} postgres the folder of initdb, postgres, psql and pg_dump
 * @property {string} redis the path of redis-server
 */

/** Debian keeps PostgreSQL's servers off the PATH, one folder per version. */
const debian = '/usr/lib/postgresql';

/** What n8n's queue mode needs and this machine has. */
function findServers() {
	const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
	const onPath = (process.env.PATH ?? '').split(delimiter);
	const holding = (folders, names) =>
		folders.find((folder) => names.every((name) => existsSync(join(folder, name))));
	const redis = holding([...onPath, '/usr/bin', '/usr/local/bin'], ['redis-server', 'redis-cli']);
	return {
		postgres: holding(
			[...versions.map((version) => join(debian, version, 'bin')), ...onPath],
			['initdb', 'postgres', 'psql', 'pg_dump'],
		),
		redis: redis && join(redis, 'redis-server'),
	};
}

/**
 * Finds PostgreSQL and Redis, or installs Debian's. Without either the answer is undefined, and the tests of queue
 * mode are skipped with that reason: a missing server is no fault of the package.
 *
 * @returns {Promise<QueueServers | undefined>}
 */
export async function ensureQueueServers() {
	const before = findServers();
	const missing = [!before.postgres && 'postgresql', !before.redis && 'redis-server'].filter(Boolean);
	if (missing.length > 0 && canInstallPackages()) {
		try {
			await installPackages(missing);
		} catch (error) {
			say(`${missing.join(' and ')} could not be installed: ${error.message}`);
		}
	}
	const { postgres, redis } = findServers();
	if (postgres && redis) return { postgres, redis };
	say(
		'!! NO POSTGRESQL OR NO REDIS: the tests of queue mode will be SKIPPED. Install postgresql and redis-server.',
	);
	return undefined;
}
