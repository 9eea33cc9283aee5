import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ensureBuild, ensureN8n, placePacked, root, startN8nServer } from '../e2e/support/scripts.mts';
import { printTable } from './support/tables.mts';

/** What the package adds to n8n's start and memory, and how large it is. */

const ROUNDS = 7;
/** After the start, until memory is read, in milliseconds. */
const SETTLES_MS = 5000;

interface Started {
	seconds: number;
	/** The main process's resident memory. */
	mb: number;
}

const rows: Array<Array<string | number>> = [];

afterAll(() => {
	printTable('Start of n8n', ['', 'without', 'with', 'more', 'rounds'], rows);
});

it('start and memory, with and without', { timeout: 1_200_000 }, async () => {
	await ensureBuild();
	const n8n = await ensureN8n();
	const folders = { without: await newFolder(), with: await newFolder() };
	const measured: Record<keyof typeof folders, Started[]> = { without: [], with: [] };
	try {
		await placePacked(folders.with);
		// The first start of each makes the database and fills the compile cache.
		for (const folder of Object.values(folders)) await start(n8n, folder);
		for (let round = 0; round < ROUNDS; round++) {
			const order = round % 2 === 0 ? (['without', 'with'] as const) : (['with', 'without'] as const);
			for (const side of order) measured[side].push(await start(n8n, folders[side]));
		}
	} finally {
		for (const folder of Object.values(folders)) await rm(folder, { recursive: true, force: true });
	}
	for (const [name, of] of [
		['seconds until it answers', 'seconds'],
		['MB of memory after 5 s', 'mb'],
	] as const) {
		const [without, withIt] = (['without', 'with'] as const).map((side) =>
			median(measured[side].map((one) => one[of])),
		) as [number, number];
		const digits = of === 'mb' ? 0 : 2;
		rows.push([
			name,
			without.toFixed(digits),
			withIt.toFixed(digits),
			(withIt - without).toFixed(digits),
			ROUNDS,
		]);
		console.log(name, JSON.stringify(measured));
	}
});

it('packed size', () => {
	const answer = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root });
	const [pack] = JSON.parse(String(answer)) as Array<{
		size: number;
		unpackedSize: number;
		entryCount: number;
	}>;
	const { size = 0, unpackedSize = 0, entryCount = 0 } = pack ?? {};
	const kb = (bytes: number) => Math.round(bytes / 1024);
	rows.push(
		['kB to fetch', 0, kb(size), kb(size), 1],
		['kB on disk', 0, kb(unpackedSize), kb(unpackedSize), 1],
	);
	expect(entryCount).toBeGreaterThan(0);
	const { dependencies = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
		dependencies?: object;
	};
	expect(Object.keys(dependencies)).toEqual([]);
});

async function newFolder(): Promise<string> {
	return await mkdtemp(join(tmpdir(), 'kleer-cinode-bench-'));
}

async function start(n8n: Awaited<ReturnType<typeof ensureN8n>>, userFolder: string): Promise<Started> {
	let pid: number | undefined;
	const from = performance.now();
	const server = await startN8nServer({ n8n, userFolder, onSpawn: (running) => (pid = running.pid) });
	const seconds = (performance.now() - from) / 1000;
	await new Promise((resolve) => setTimeout(resolve, SETTLES_MS));
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	const mb = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
	await server.stop();
	return { seconds, mb };
}

function median(values: number[]): number {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
