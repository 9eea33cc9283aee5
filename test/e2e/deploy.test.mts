import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { N8N_VERSION } from '../../scripts/n8n/install.mjs';
import { cache, root } from '../../scripts/support/paths.mjs';

/** What test/unit/deploy.test.mts can't know without an n8n. */

// Not in n8n's own list: its queue code reads it from the environment.
const READ_DIRECTLY = ['OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS'];

it('n8n knows all variables that deploy/docker-compose.yml gives it', () => {
	const compose = parse(readFileSync(join(root, 'deploy', 'docker-compose.yml'), 'utf8'), {
		merge: true,
	}) as {
		services: Record<string, { environment: Record<string, string> }>;
	};
	const modules = join(cache, `n8n-${N8N_VERSION}`, 'node_modules');
	const folders = [
		join(modules, '@n8n', 'config', 'dist'),
		join(modules, 'n8n', 'dist', 'modules', 'community-packages'),
	];
	const sources = folders.flatMap((folder) =>
		(readdirSync(folder, { recursive: true }) as string[])
			.filter((file) => file.endsWith('.js'))
			.map((file) => readFileSync(join(folder, file), 'utf8')),
	);
	const names = sources.flatMap((source) => [...source.matchAll(/\bEnv\)\('([A-Z0-9_]+)'/g)]);
	const known = new Set([...READ_DIRECTLY, ...names.map(([, name]) => name)]);
	const given = Object.keys(compose.services['n8n-main']?.environment ?? {});
	expect(given.length).toBeGreaterThan(10);
	expect(given.filter((name) => !known.has(name))).toEqual([]);
});
