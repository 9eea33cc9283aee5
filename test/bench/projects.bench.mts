import { afterAll, describe, expect, it } from 'vitest';
import { N8n } from '../e2e/support/n8n.mts';
import { ProjectTemplates } from '../e2e/support/projectTemplates.mts';
import { percentile, pushTimes, type PushTimes } from '../e2e/support/pushTimes.mts';
import { launchCluster } from '../queue/support/cluster.mts';
import { printTable } from './support/tables.mts';

/** From webhook to written, in a real n8n of one process and in queue mode, printed as a table (`npm run bench`). */

const ROUNDS = [
	{ atOnce: 1, rounds: 20 },
	{ atOnce: 20, rounds: 1 },
	{ atOnce: 100, rounds: 1 },
];
const rows: Array<Array<string | number>> = [];
/** Cinode's own limit, in milliseconds for a request. */
const BOUND_MS = 2000 / 40;
/** The same events again and again. */
const REPLAYS = { events: 300, projects: 7 };
const replays: Array<Array<string | number>> = [];

afterAll(() => {
	printTable(
		'Webhook to written',
		[
			...['n8n', 'limits', 'projects at once', 'p50 ms', 'p95 ms', 'p99 ms'],
			...['runs', 'Cinode requests', 'p95 over the bound', '429'],
		],
		rows,
	);
	printTable('Replays', ['n8n', 'events', 'projects', 'runs', 'Cinode requests', '429'], replays);
});

const MODES = {
	'one process': async () => ({ n8n: await N8n.startOwn(), stop: async () => {} }),
	'queue mode, 3 workers': async () => {
		const { address, stop } = await launchCluster();
		return { n8n: N8n.at(address.main), stop };
	},
};

describe.each(Object.entries(MODES))('webhook to written, %s', (mode, start) => {
	it.each([false, true])('Cinode’s limits on: %s', async (limits) => {
		const { n8n, stop } = await start();
		const projects = await ProjectTemplates.start({ limits }, n8n);
		try {
			await projects.publishPush();
			// The first push of a process loads and learns what the others have at hand.
			await pushTimes(projects, 3, 2);
			for (const { atOnce, rounds } of ROUNDS) {
				const { runs, result } = await counted(projects, () => pushTimes(projects, atOnce, rounds));
				row({ mode, limits, rounds, runs }, result, projects);
			}
			if (limits) await replay(mode, projects);
		} finally {
			await projects.stop();
			await stop();
		}
	});
});

/** How many executions the work takes, besides what it gives. */
async function counted<T>(projects: ProjectTemplates, work: () => Promise<T>) {
	const [last] = await projects.runs();
	projects.sandbox.requests.clear();
	const result = await work();
	const runs = await projects.runs();
	return { result, runs: runs.filter(({ id }) => Number(id) > Number(last?.id ?? 0)).length };
}

function refusedOf({ sandbox }: ProjectTemplates): number {
	return sandbox.requests.all.filter(({ status }) => status === 429).length;
}

function row(
	{ mode, limits, rounds, runs }: { mode: string; limits: boolean; rounds: number; runs: number },
	times: PushTimes,
	projects: ProjectTemplates,
): void {
	const asked = projects.sandbox.requests.count({ system: 'cinode' });
	const shares = [0.5, 0.95, 0.99].map((share) => percentile(times, share));
	const ratio = percentile(times, 0.95) / (asked * BOUND_MS);
	rows.push([
		...[mode, limits ? 'on' : 'off', times.atOnce, ...shares.map(Math.round), runs, asked],
		...[limits && rounds === 1 ? ratio.toFixed(2) : '–', refusedOf(projects)],
	]);
	console.log(JSON.stringify(rows.at(-1)));
	const inKleer = [...projects.sandbox.kleer.store.clientProjects.values()].map(({ number }) => number);
	expect(new Set(inKleer).size).toBe(inKleer.length);
}

async function replay(mode: string, projects: ProjectTemplates): Promise<void> {
	const titles = projects.addMany('Eko', REPLAYS.projects);
	const { runs } = await counted(projects, async () => {
		await projects.replay(titles, REPLAYS.events);
		// The last run of messages that come again and again is a quarter of a minute after the one before.
		for (let look = 0; look < 9; look++) await projects.isQuiet();
	});
	const asked = projects.sandbox.requests.count({ system: 'cinode' });
	replays.push([mode, REPLAYS.events, REPLAYS.projects, runs, asked, refusedOf(projects)]);
	console.log(JSON.stringify(replays.at(-1)));
}
