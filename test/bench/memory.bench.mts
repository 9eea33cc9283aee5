import { readFileSync, readdirSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { N8n } from '../e2e/support/n8n.mts';
import { SyncTemplate } from '../e2e/support/syncTemplate.mts';
import { printTable } from './support/tables.mts';

/** How much memory a real n8n takes for a users sync, beside what it takes idle (`npm run bench memory`). */

const SIZES = [1000, 10_000];
/** Before n8n's own start has settled, in milliseconds. */
const SETTLES_MS = 15_000;
const LOOK_EVERY_MS = 200;

const rows: Array<Array<string | number>> = [];

afterAll(() => {
	printTable(
		'Memory of a users sync',
		['people', 'run', 'seconds', 'MB idle before', 'MB at the most', 'MB above idle'],
		rows,
	);
});

/** The main process's resident set: the largest of those that have its folder. */
function residentMb(userFolder: string): number {
	const sizes = readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.map((pid) => {
			try {
				if (!readFileSync(`/proc/${pid}/environ`, 'latin1').includes(userFolder)) return 0;
				return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
			} catch {
				// It has ended meanwhile.
				return 0;
			}
		});
	return Math.round(Math.max(...sizes) / 1024);
}

const wait = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

it.each(SIZES)('%i people', { timeout: 7_200_000 }, async (people) => {
	const n8n = await N8n.startOwn();
	// A year's requests in one run: what is looked at is memory, and the pace of a real first run.
	const users = await SyncTemplate.start('users', { people, limits: people <= 1000 }, n8n);
	users.sandbox.cinode.store.limits.plan.perDay = 1e7;
	try {
		for (const run of ['first run', 'no change', 'no change again']) {
			await wait(SETTLES_MS);
			const idle = residentMb(n8n.address.userFolder);
			let most = idle;
			const watch = setInterval(
				() => (most = Math.max(most, residentMb(n8n.address.userFolder))),
				LOOK_EVERY_MS,
			);
			const from = performance.now();
			const { summary } = await users
				.sync({ options: { perTwoSeconds: people <= 1000 ? 40 : 4000, maxCreates: 100_000, dailyShare: 100 } })
				.finally(() => clearInterval(watch));
			expect(summary.counts.failed).toBe(0);
			const seconds = ((performance.now() - from) / 1000).toFixed(1);
			rows.push([people, run, seconds, idle, most, most - idle]);
			console.log(JSON.stringify(rows.at(-1)));
		}
	} finally {
		await users.stop();
	}
});
