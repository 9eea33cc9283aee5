import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { n8nEnvironment } from '../../scripts/n8n/environment.mjs';
import { freePort } from '../../scripts/support/ports.mjs';
import { startProcess } from '../../scripts/support/processes.mjs';
import { ensureN8n, N8nRest, runToEnd, startN8nServer } from '../e2e/support/scripts.mts';
import { FreshCopy } from './support/copy.mts';
import { commandsBelow, shell } from './support/shell.mts';
import { until } from './support/until.mts';

/** What README and docs say of a fresh clone, as typed there, and of the package that it makes. */

const MINUTES = 60_000;

let copy: FreshCopy;

beforeAll(() => {
	copy = new FreshCopy();
});

afterAll(() => {
	copy?.remove();
});

describe('straight after the clone', () => {
	it(
		'npm pack installs, builds and packs: dist is in it',
		async () => {
			expect(existsSync(join(copy.folder, 'node_modules'))).toBe(false);
			const [pack = ''] = commandsBelow('docs/installing.md', 'From a file');
			expect(pack).toBe('npm pack\n');
			const ran = await shell(pack, copy.folder);
			expect(ran.code, ran.stderr).toBe(0);
			const { stdout } = await shell('tar -tzf n8n-nodes-kleer-cinode-*.tgz', copy.folder);
			expect(stdout).toContain('package/dist/nodes/KleerCinodeMapper/KleerCinodeMapper.node.js');
			expect(stdout).toContain('package/workflows/users-sync.json');
			expect(stdout.split('\n').filter((file) => /\b(test|scripts|node_modules)\//.test(file))).toEqual([]);
			// For the image of docs/queue-mode.md.
			const elsewhere = await shell('npm pack --pack-destination deploy/package', copy.folder);
			expect(elsewhere.code, elsewhere.stderr).toBe(0);
			expect(readdirSync(join(copy.folder, 'deploy/package')).some((file) => file.endsWith('.tgz'))).toBe(
				true,
			);
		},
		10 * MINUTES,
	);

	it('npm run docs changes nothing, since the tables are generated', async () => {
		const { code, stdout } = await shell('npm run docs --silent', copy.folder);
		expect([code, stdout]).toEqual([0, '']);
	});

	it('npm run tenant makes the example, and says in a dry run what would be', async () => {
		const command = 'npm run tenant --silent -- docs/tenant.example.jsonc --out out';
		const dry = await shell(`${command} --dry-run`, copy.folder);
		expect(dry.code, dry.stderr).toBe(0);
		expect(dry.stdout).toMatch(/workflows would be in .*out; nothing was written/);
		expect(dry.stdout).toContain('would be written');
		expect(dry.stdout).not.toMatch(/^ {2}\S+\.json +written/m);
		expect(existsSync(join(copy.folder, 'out'))).toBe(false);

		const real = await shell(command, copy.folder);
		expect(real.code, real.stderr).toBe(0);
		expect(real.stdout).toMatch(/^ {2}\S+\.json +written/m);
		expect(readdirSync(join(copy.folder, 'out')).length).toBeGreaterThan(6);
		const again = await shell(`${command} --dry-run`, copy.folder);
		expect(again.stdout).not.toContain('would be written');
		expect(again.stdout).toContain('unchanged');
	});

	it('npm run tenant says where a file is wrong, and has a help', async () => {
		const file = '{\n\t"name": "Berg",\n\t"timeZone": "Europe/Stokholm",\n\t"companies": []\n}\n';
		writeFileSync(join(copy.folder, 'berg.jsonc'), file);
		const wrong = await shell('npm run tenant --silent -- berg.jsonc', copy.folder);
		expect(wrong.code).toBe(1);
		expect(wrong.stderr).toContain('berg.jsonc:3:2  timeZone: is not a time zone');
		expect(wrong.stderr).toContain('berg.jsonc:4:2  companies: must be a list');
		writeFileSync(join(copy.folder, 'latin.jsonc'), Buffer.from('{ "name": "Åre" }', 'latin1'));
		const latin = await shell('npm run tenant --silent -- latin.jsonc', copy.folder);
		expect(latin.stderr).toContain('latin.jsonc:1:12  is not UTF-8 from here on');
		const help = await shell('npm run tenant --silent -- --help', copy.folder);
		expect(help.code).toBe(0);
		expect(help.stdout).toContain('--dry-run   write nothing');
	});

	it('npm run sandbox shows both vendors until it is stopped', async () => {
		const [kleer, cinode] = [await freePort(), await freePort()];
		const running = startProcess('npm run sandbox', 'npm', ['run', 'sandbox'], {
			cwd: copy.folder,
			env: { ...process.env, KLEER_PORT: String(kleer), CINODE_PORT: String(cinode) },
		});
		const page = `http://127.0.0.1:${kleer}/`;
		try {
			await until('the page answers', async () =>
				fetch(page).then(
					async (response) => (await response.text()).includes('side by side'),
					() => false,
				),
			);
		} finally {
			await running.stop();
		}
		await until('nobody listens any more', () =>
			fetch(page).then(
				() => false,
				() => true,
			),
		);
	});
});

describe('the package from a file, as docs/installing.md says', () => {
	let home: string;
	let n8n: Awaited<ReturnType<typeof ensureN8n>>;

	beforeAll(async () => {
		home = await mkdtemp(join(tmpdir(), 'kleer-cinode-home-'));
		n8n = await ensureN8n();
	});

	afterAll(async () => {
		if (home) await rm(home, { recursive: true, force: true });
	});

	/** What a running n8n offers of ours, and the workflows that it has. */
	async function inN8n<T>(work: (rest: N8nRest) => Promise<T>): Promise<{ types: string[]; done: T }> {
		const server = await startN8nServer({ n8n, userFolder: home });
		try {
			const rest = await new N8nRest(server.url).login();
			const types = ((await rest.nodeTypes()) as Array<{ name: string }>)
				.map(({ name }) => name)
				.filter((name) => name.startsWith('n8n-nodes-kleer-cinode.') && !name.endsWith('Tool'));
			return { types, done: await work(rest) };
		} finally {
			await server.stop();
		}
	}

	/** n8n's own command, while no n8n runs. */
	const n8nCommand = async (...given: string[]) => {
		const env = n8nEnvironment({
			n8n,
			userFolder: home,
			port: await freePort(),
			brokerPort: await freePort(),
		});
		await runToEnd('n8n', n8n.node, [n8n.bin, ...given], { cwd: home, env });
	};

	const typed = async (heading: string, block: number) => {
		const lines = commandsBelow('docs/installing.md', heading)[block] ?? '';
		expect(lines).not.toBe('');
		// Where the person has put the file.
		const ran = await shell(lines, copy.folder, { HOME: home });
		expect(ran.code, ran.stderr).toBe(0);
	};

	it(
		'it is installed, upgraded and removed, and the workflows stay',
		async () => {
			await typed('From a file', 1);
			const template = join(copy.folder, 'workflows', 'setup-check.json');
			const first = await inN8n(async (rest) => {
				const { default: workflow } = (await import(template, { with: { type: 'json' } })) as {
					default: object;
				};
				await rest.saveWorkflow(workflow);
			});
			expect(first.types).toHaveLength(5);

			const folder = join(home, '.n8n/nodes/node_modules/n8n-nodes-kleer-cinode');
			mkdirSync(join(folder, 'dist/old'));
			await typed('Upgrade', 0);
			// What `npm run tenant` without --n8n has made above.
			await n8nCommand('import:workflow', '--separate', `--input=${join(copy.folder, 'out')}`);
			expect(existsSync(join(folder, 'dist/old'))).toBe(false);
			const upgraded = await inN8n(async (rest) => ({
				own: await rest.workflow('kleerCinodeSetupCheck'),
				names: (await rest.workflows()).map(({ name }: { name: string }) => name),
			}));
			expect(upgraded.types).toHaveLength(5);
			expect(upgraded.done.own.nodes.length).toBeGreaterThan(2);
			expect(upgraded.done.names).toContain('Nordkust: Kleer ↔ Cinode: reports and alerts');

			await typed('Remove', 0);
			const { types } = await inN8n(async () => undefined);
			expect(types).toEqual([]);
		},
		5 * MINUTES,
	);
});
