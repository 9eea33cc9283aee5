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

afterAll(() => {
	printTable(
		'Webhook to written',
		['n8n', 'limits', 'projects at once', 'p50 ms', 'p95 ms', 'p99 ms', 'Cinode requests', '429'],
		rows,
	);
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
				projects.sandbox.requests.clear();
				row(mode, limits, await pushTimes(projects, atOnce, rounds), projects);
			}
		} finally {
			await projects.stop();
			await stop();
		}
	});
});

function row(mode: string, limits: boolean, times: PushTimes, projects: ProjectTemplates): void {
	const { requests } = projects.sandbox;
	const refused = requests.all.filter(({ status }) => status === 429).length;
	const asked = requests.count({ system: 'cinode' });
	const shares = [0.5, 0.95, 0.99].map((share) => percentile(times, share));
	rows.push([mode, limits ? 'on' : 'off', times.atOnce, ...shares.map(Math.round), asked, refused]);
	console.log(JSON.stringify(rows.at(-1)));
	const inKleer = [...projects.sandbox.kleer.store.clientProjects.values()].map(({ number }) => number);
	expect(new Set(inKleer).size).toBe(inKleer.length);
}
