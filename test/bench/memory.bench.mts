import { readFileSync, readdirSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { N8n } from '../e2e/support/n8n.mts';
import { cinodeAccount, kleerAccount } from '../e2e/support/accounts.mts';
import { everySeconds, nodeOfType, template } from '../e2e/support/workflow.mts';
import { startSandbox } from '../sandbox/index.mts';
import { printTable } from './support/tables.mts';

/** How much memory a real n8n takes for a users sync, beside what it takes idle (`npm run bench memory`). */

const SIZES = [1000, 10_000];
/** Before n8n's own start has settled, in milliseconds. */
const SETTLES_MS = 15_000;
const LOOK_EVERY_MS = 200;
const LONGEST_MS = 3_600_000;

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

/** An n8n that maps 10,000 people answers nobody meanwhile, and lets go of connections. */
async function ended(rest: N8n['rest'], id: string): Promise<void> {
	const until = Date.now() + LONGEST_MS;
	while (Date.now() < until) {
		const isOver = await rest.ended(id, LONGEST_MS).then(
			() => true,
			(error: { code?: string }) => {
				if (!['ECONNRESET', 'ECONNABORTED', 'ETIMEDOUT'].includes(error.code ?? '')) throw error;
				return false;
			},
		);
		if (isOver) return;
		await wait(1_000);
	}
	throw new Error(`Execution ${id} has not ended`);
}

/** Runs the sync once by its schedule, as every run is but a person's own: n8n keeps nothing of it. */
async function bringSync(n8n: N8n, options: object): Promise<() => Promise<void>> {
	const id = await n8n.importWorkflow(await template('users-sync'), (one) => {
		Object.assign(nodeOfType(one, 'cinode').parameters, { dryRun: false, options });
		everySeconds(one, 2);
	});
	const { rest } = n8n;
	let last = 0;
	return async () => {
		await n8n.publish(id);
		for (;;) {
			const started = ((await rest.executions(id)) as Array<{ id: string }>).filter(
				(one) => Number(one.id) > last,
			);
			if (started.length > 0) {
				await n8n.unpublish(id);
				for (const one of started) await ended(rest, one.id);
				last = Number(started[0]?.id);
				return;
			}
			await wait(100);
		}
	};
}

it.each(SIZES)('%i people', { timeout: 2 * LONGEST_MS }, async (people) => {
	// The pace of a real first run; ten times as many people would take most of an hour by it.
	const limits = people <= 1000;
	const [n8n, sandbox] = await Promise.all([N8n.startOwn(), startSandbox({ people, limits })]);
	const { limits: kept } = sandbox.cinode.store;
	kept.plan.perDay = 1e7;
	if (!limits) kept.plan.perWindow = 1e6;
	await n8n.importCredential(kleerAccount(sandbox));
	await n8n.importCredential(cinodeAccount(sandbox));
	const sync = await bringSync(n8n, {
		maxCreates: 100_000,
		requestsPerDay: 1_000_000,
		...(limits ? {} : { perTwoSeconds: 4000 }),
	});
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
			await sync().finally(() => clearInterval(watch));
			const seconds = ((performance.now() - from) / 1000).toFixed(1);
			rows.push([people, run, seconds, idle, most, most - idle]);
			console.log(JSON.stringify([...(rows.at(-1) ?? []), sandbox.cinode.store.users.size]));
		}
		expect(sandbox.cinode.store.users.size).toBeGreaterThan(people * 0.6);
	} finally {
		await n8n.stop();
		await sandbox.close();
	}
});
