import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { full } from '../extent.mts';
import { addCinodeProject, addClient } from '../sandbox/index.mts';
import { N8n } from './support/n8n.mts';
import { ProjectTemplates } from './support/projectTemplates.mts';
import { readExecution } from './support/scripts.mts';
import { SyncTemplate } from './support/syncTemplate.mts';

/** Two published workflows for one thing, their schedules in the same second: in one n8n, and in two. */

const MANY = 20;
const ROUNDS = full ? 10 : 2;
const TIMEOUT_MS = ROUNDS * 60_000;
const SETUP = { options: { maxCreates: 1000, perTwoSeconds: 4_000 } };

let other: N8n;
let serial = 0;

beforeAll(async () => {
	other = await N8n.startOwn();
});

afterAll(async () => await other?.stop());

const until = async (what: () => unknown) => await vi.waitUntil(what, { timeout: 50_000, interval: 200 });

/** The executions of a workflow that have ended, the latest first. */
async function ended(n8n: N8n, id: string): Promise<Array<{ id: string; status: string }>> {
	return (await n8n.rest.executions(id, { status: ['success', 'error'] })) as never;
}

/** Waits until each of them has begun and ended a run from now on. */
async function oneMoreRun(runs: Array<{ n8n: N8n; id: string }>): Promise<void> {
	await Promise.all(
		runs.map(async ({ n8n, id }) => {
			const last = Number((await ended(n8n, id))[0]?.id ?? 0);
			await until(async () => (await ended(n8n, id)).filter((one) => Number(one.id) > last).length >= 2);
		}),
	);
}

/** All that the runs said of records, as text. */
async function said({ n8n, id }: { n8n: N8n; id: string }): Promise<string> {
	const executions = await ended(n8n, id);
	const read = await Promise.all(
		executions.map(async (one) => readExecution(await n8n.rest.execution(one.id))),
	);
	return JSON.stringify(read);
}

describe('customers', () => {
	let sync: SyncTemplate;
	const customersWith = (key: string) =>
		[...sync.sandbox.cinode.store.customers.values()].filter(({ identification }) => identification === key);

	beforeAll(async () => {
		sync = await SyncTemplate.start('customers', { linked: true });
		await sync.sync(SETUP);
	}, 60_000);

	afterAll(async () => await sync?.stop());

	function addClients(): string[] {
		return Array.from({ length: MANY }, () => {
			const key = `N${++serial}`;
			addClient(sync.sandbox.kleer.store, { name: `Ny kund ${key} AB`, 'foreign-id': key });
			return key;
		});
	}

	async function rounds(runs: Array<{ n8n: N8n; id: string }>, check: (key: string) => Promise<void>) {
		let doubled = 0;
		for (let round = 0; round < ROUNDS; round++) {
			const keys = addClients();
			await until(() => keys.every((key) => customersWith(key).length > 0));
			await oneMoreRun(runs);
			for (const key of keys) {
				const [, ...more] = customersWith(key);
				if (more.length === 0) continue;
				doubled++;
				await check(key);
				// As the person does who was told.
				for (const { id } of more) sync.sandbox.cinode.store.customers.delete(id);
			}
		}
		return doubled;
	}

	it(
		'of two copies in one n8n the second one stops, names both, and nothing is there twice',
		async () => {
			const first = await sync.publishCopy('Customers, first', SETUP);
			await until(async () => (await ended(sync.n8n, first.id)).length > 0);
			const second = await sync.publishCopy('Customers, second', SETUP);
			const runs = [first, second].map(({ id }) => ({ n8n: sync.n8n, id }));
			const doubled = await rounds(runs, async () => {});
			expect(doubled).toBe(0);
			const [last] = await ended(sync.n8n, second.id);
			const { error } = readExecution(await sync.n8n.rest.execution(last?.id ?? '')) as {
				error?: { message: string };
			};
			expect(error?.message).toContain("'Customers, first' syncs the same customers as 'Customers, second'");
			expect((await ended(sync.n8n, first.id)).filter(({ status }) => status === 'error')).toEqual([]);
			await first.end();
			await second.end();
		},
		TIMEOUT_MS,
	);

	it(
		'of two n8n none makes one twice, or it is told in that run',
		async () => {
			const theirs = await sync.inAnother(other);
			const [a, b] = [
				await sync.publishCopy('Customers, here', SETUP),
				await theirs.publishCopy('Customers, there', SETUP),
			];
			const runs = [
				{ n8n: sync.n8n, id: a.id },
				{ n8n: other, id: b.id },
			];
			const doubled = await rounds(runs, async (key) => {
				const texts = await Promise.all(runs.map(said));
				expect(
					texts.some((text) => text.includes(`(${key})`) && text.includes('2 times')),
					key,
				).toBe(true);
			});
			console.log(`two n8n: ${doubled} of ${ROUNDS * MANY} customers were created twice, all told`);
			await a.end();
			await b.end();
		},
		TIMEOUT_MS,
	);
});

describe('projects', () => {
	it(
		'of two n8n none makes one twice, or it is told in that run',
		async () => {
			const here = await ProjectTemplates.start({ subcontractors: 7 });
			const there = await here.inAnother(other);
			try {
				const ids = [await here.publishPush(), await there.publishPush()];
				const runs = [
					{ n8n: here.n8n, id: ids[0] ?? '' },
					{ n8n: other, id: ids[1] ?? '' },
				];
				await until(() => here.webhooks.length === 2);
				const { cinode, kleer } = here.sandbox;
				const [customer] = [...cinode.store.customers.values()].filter(
					({ identification }) => identification,
				);
				const inKleer = (id: number) =>
					[...kleer.store.clientProjects.values()].filter(({ number }) => number === String(id)).length;
				let doubled = 0;
				for (let round = 0; round < ROUNDS; round++) {
					const projects = Array.from({ length: MANY }, () => {
						const given = {
							title: `Nytt ${++serial}`,
							customerId: customer?.id ?? 0,
							state: 'won' as const,
							roles: [{}],
						};
						return addCinodeProject(cinode.store, given, Date.now()).id;
					});
					await until(() => projects.every((id) => inKleer(id) > 0));
					const status = ['new', 'running', 'waiting'];
					for (const { n8n, id } of runs)
						await until(async () => (await n8n.rest.executions(id, { status })).length === 0);
					const twice = projects.filter((id) => inKleer(id) > 1);
					doubled += twice.length;
					const texts = twice.length > 0 ? await Promise.all(runs.map(said)) : [];
					for (const id of twice)
						expect(
							texts.some((text) => text.includes(String(id)) && text.includes('2 times')),
							String(id),
						).toBe(true);
				}
				console.log(`two n8n: ${doubled} of ${ROUNDS * MANY} projects were created twice, all told`);
				await there.unpublishPush();
			} finally {
				await here.stop();
			}
		},
		TIMEOUT_MS,
	);
});
