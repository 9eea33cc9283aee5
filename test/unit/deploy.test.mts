import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { N8N_VERSION } from '../../scripts/n8n/install.mjs';
import { root } from '../../scripts/support/paths.mjs';

interface Service {
	image: string;
	command?: string;
	build?: { args: Record<string, string>; dockerfile_inline: string };
	environment: Record<string, string>;
	healthcheck?: { test: string[] };
	depends_on?: Record<string, { condition: string }>;
	deploy?: { replicas: number };
	networks: string[];
	ports?: string[];
	volumes?: string[];
}

interface Compose {
	services: Record<string, Service>;
	configs: Record<string, { content: string }>;
	networks: Record<string, { internal?: boolean }>;
	volumes: Record<string, unknown>;
}

const folder = join(root, 'deploy');
const text = readFileSync(join(folder, 'docker-compose.yml'), 'utf8');
const compose = parse(text, { merge: true }) as Compose;
const example = readFileSync(join(folder, '.env.example'), 'utf8');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
	name: string;
	version: string;
};
const n8n = Object.entries(compose.services).filter(([name]) => name.startsWith('n8n-'));
const others = Object.entries(compose.services).filter(([name]) => !name.startsWith('n8n-'));
const service = (name: string): Service => compose.services[name]!;

/** Names and values of the example, as Compose reads them. */
const variables = new Map(
	example
		.split('\n')
		.filter((line) => line && !line.startsWith('#'))
		.map((line) => [line.split('=')[0] ?? '', line.slice(line.indexOf('=') + 1)]),
);

describe('deploy/docker-compose.yml', () => {
	it('has one main, three workers and two webhook processors', () => {
		expect(
			n8n.map(([name, { command, deploy }]) => [name, command?.split(' ')[0], deploy?.replicas]),
		).toEqual([
			['n8n-main', 'start', undefined],
			['n8n-worker', 'worker', 3],
			['n8n-webhook', 'webhook', 2],
		]);
	});

	it('runs the n8n that everything is tested with, with this package, in every process', () => {
		expect(new Set(n8n.map(([, { image }]) => image))).toEqual(new Set([`kleer-cinode-n8n:${N8N_VERSION}`]));
		const { args, dockerfile_inline } = service('n8n-main').build!;
		expect(dockerfile_inline).toContain(`FROM docker.n8n.io/n8nio/n8n:${N8N_VERSION}\n`);
		expect(dockerfile_inline).toContain('/home/node/.n8n/nodes');
		expect(Object.values(args)[0]).toContain(`${manifest.name}@${manifest.version}`);
		expect(variables.get('KLEER_CINODE_PACKAGE')).toBe(`${manifest.name}@${manifest.version}`);
		// A volume there would hide it.
		expect(n8n.flatMap(([, { volumes = [] }]) => volumes)).toEqual([]);
	});

	it('gives all of n8n the same key, database, queue and settings', () => {
		for (const [, { environment }] of n8n) expect(environment).toEqual(service('n8n-main').environment);
		const { environment } = service('n8n-main');
		expect(environment).toMatchObject({ EXECUTIONS_MODE: 'queue', DB_TYPE: 'postgresdb' });
		expect(environment.N8N_ENCRYPTION_KEY).toMatch(/^\$\{N8N_ENCRYPTION_KEY:\?/);
		expect(service(environment.DB_POSTGRESDB_HOST!).environment).toMatchObject({
			POSTGRES_DB: environment.DB_POSTGRESDB_DATABASE,
			POSTGRES_USER: environment.DB_POSTGRESDB_USER,
			POSTGRES_PASSWORD: '${POSTGRES_PASSWORD}',
		});
		expect(environment.DB_POSTGRESDB_PASSWORD).toMatch(/^\$\{POSTGRES_PASSWORD:\?/);
		expect(service(environment.QUEUE_BULL_REDIS_HOST!).command).toContain('--requirepass ${REDIS_PASSWORD} ');
		expect(environment.QUEUE_BULL_REDIS_PASSWORD).toMatch(/^\$\{REDIS_PASSWORD:\?/);
	});

	it('keeps no more of executions than the templates do', () => {
		const { settings } = JSON.parse(readFileSync(join(root, 'workflows', 'users-sync.json'), 'utf8')) as {
			settings: Record<string, unknown>;
		};
		const { environment } = service('n8n-main');
		expect(environment.EXECUTIONS_DATA_SAVE_ON_SUCCESS).toBe(settings.saveDataSuccessExecution);
		expect(environment.EXECUTIONS_DATA_SAVE_ON_ERROR).toBe(settings.saveDataErrorExecution);
		expect(environment.EXECUTIONS_DATA_SAVE_ON_PROGRESS).toBe(String(settings.saveExecutionProgress));
		expect(environment.EXECUTIONS_DATA_SAVE_MANUAL_EXECUTIONS).toBe(String(settings.saveManualExecutions));
	});

	it('sends webhooks to the webhook processors, all else to main, and lets only the proxy be reached', () => {
		const { content } = compose.configs.caddyfile!;
		expect(content).toMatch(/^\{\$\$N8N_DOMAIN\} \{$/m);
		expect(content).toMatch(/@webhooks path \/webhook\/\* /);
		expect(content).not.toContain('-test');
		expect(content).toContain('dynamic a n8n-webhook 5678');
		expect(content).toContain('reverse_proxy n8n-main:5678');
		const open = Object.entries(compose.services).filter(([, { ports }]) => ports);
		expect(open.map(([name]) => name)).toEqual(['proxy']);
		expect(compose.networks.inside).toEqual({ internal: true });
		for (const name of ['postgres', 'redis']) expect(service(name).networks).toEqual(['inside']);
	});

	it('starts each when what it needs is well, and pins every image', () => {
		for (const [, { depends_on = {} }] of Object.entries(compose.services)) {
			for (const [needed, { condition }] of Object.entries(depends_on)) {
				expect(condition).toBe('service_healthy');
				expect(service(needed).healthcheck?.test.length, needed).toBeGreaterThan(1);
			}
		}
		for (const [, { image }] of others) expect(image).toMatch(/^[a-z]+:\d+\.\d+/);
		const declared = Object.keys(compose.volumes);
		const used = others.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(':')[0]));
		expect(used.sort()).toEqual(declared.sort());
	});

	it('holds no secret, and .env.example names all that it asks for, without values', () => {
		const asked = new Set([...text.matchAll(/(?<!\$)\$\{([A-Z0-9_]+)/g)].map(([, name]) => name));
		expect([...variables.keys()].sort()).toEqual([...asked].sort());
		for (const [name, value] of variables) if (/KEY|PASSWORD|DOMAIN/.test(name)) expect(value, name).toBe('');
		const secrets = n8n.flatMap(([, { environment }]) => Object.entries(environment));
		for (const [name, value] of secrets) if (/KEY|PASSWORD/.test(name)) expect(value, name).toMatch(/^\$\{/);
		expect(readFileSync(join(folder, '.gitignore'), 'utf8').split('\n')).toContain('.env');
	});
});
