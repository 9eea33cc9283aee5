import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SyncResult } from '../../sync';
import { addCinodeProject, addClient } from '../sandbox/index.mts';
import { push } from './support/projects.mts';
import type { SyncRunOptions } from './support/sync.mts';
import { Tenant } from './support/tenant.mts';

/** Two workflows for one thing: two published copies of a template, in one n8n and in two. */

const MANY = 20;

let tenant: Tenant;

beforeEach(async () => {
	tenant = await Tenant.start({ linked: true, subcontractors: 7 });
});

afterEach(async () => await tenant.stop());

const sync = async (copy: string, options: SyncRunOptions = {}) =>
	await tenant.syncScheme('customers', {
		workflowId: `${tenant.workflowId}-${copy}`,
		workflowName: `Customers ${copy}`,
		options: { maxCreates: 100 },
		...options,
	});

const numbers = () => Array.from({ length: MANY }, (_, at) => `N${500 + at}`);

function addClients(): void {
	for (const number of numbers())
		addClient(tenant.sandbox.kleer.store, { name: `Ny kund ${number} AB`, 'foreign-id': number });
}

/** How often Cinode has each of the new keys. */
const inCinode = (key: string) =>
	[...tenant.sandbox.cinode.store.customers.values()].filter(({ identification }) => identification === key)
		.length;

const told = (results: SyncResult[], key: string) =>
	results.some((one) => one.key === key && one.action === 'conflict' && /2 times/.test(one.reason ?? ''));

describe('two copies of one template in one n8n', () => {
	it('the second one stops with both names and what to do, and writes nothing', async () => {
		await sync('A');
		addClients();
		tenant.sandbox.requests.clear();
		await expect(sync('B')).rejects.toMatchObject({
			message:
				"The workflow 'Customers A' syncs the same customers as 'Customers B', with the same key prefix",
			description: expect.stringContaining('Unpublish one of the two'),
		});
		expect(tenant.writes).toEqual([]);
		// A dry run does no harm.
		expect((await sync('B', { sync: { dryRun: true } })).summary.counts.created).toBe(MANY);
	});

	it('with another key prefix both go on', async () => {
		await sync('A');
		expect((await sync('B', { mapper: { keyPrefix: 'B-' } })).summary.counts.failed).toBe(0);
	});

	it('after a run by hand the other one has it, from its next schedule on', async () => {
		await sync('A');
		await sync('B', { mode: 'manual' });
		await sync('B');
		await expect(sync('A')).rejects.toMatchObject({ message: expect.stringContaining("'Customers B'") });
	});
});

/** By hand, since a process of its own knows nothing of the other's claim. */
describe('two n8n that create the same at once', () => {
	it('customers: none is there twice, or it is told in that run', async () => {
		await sync('A');
		addClients();
		const runs = await Promise.all(['A', 'B'].map(async (copy) => await sync(copy, { mode: 'manual' })));
		const results = runs.flatMap((run) => run.results);
		for (const key of numbers()) {
			expect(inCinode(key)).toBeGreaterThan(0);
			if (inCinode(key) > 1) expect(told(results, key), key).toBe(true);
		}
		const doubled = numbers().filter((key) => inCinode(key) > 1).length;
		console.log(`${doubled} of ${MANY} customers were created twice, all told`);
	});

	it('a customer that came while the run was at work is not created again, and the next run meets it', async () => {
		await sync('A');
		addClients();
		const { store } = tenant.sandbox.cinode;
		let key = '';
		tenant.sandbox.onRequest((phase, { system, method, path }) => {
			// With the first creation of the run, long after the list was read.
			if (
				key ||
				system !== 'cinode' ||
				phase !== 'after' ||
				method !== 'POST' ||
				!path.endsWith('/customers')
			)
				return;
			key = numbers().find((one) => inCinode(one) === 0) ?? '';
			const [given] = store.customers.values();
			if (!given) throw new Error('The seed has no customer');
			store.customers.set(77_000, { ...given, id: 77_000, name: `Ny kund ${key} AB`, identification: key });
		});
		const run = await sync('A', { mode: 'manual' });
		expect(inCinode(key)).toBe(1);
		expect(run.results.filter((one) => one.key === key).map(({ action }) => action)).toEqual(['deferred']);
		expect((await sync('A', { mode: 'manual' })).summary.counts).toMatchObject({ deferred: 0, created: 0 });
	});

	it('projects: none is there twice, or it is told in that run', async () => {
		const { cinode, kleer } = tenant.sandbox;
		const [customer] = [...cinode.store.customers.values()].filter(({ identification }) => identification);
		const ids = numbers().map((name) => {
			const project = {
				title: `Nytt ${name}`,
				customerId: customer?.id ?? 0,
				state: 'won' as const,
				roles: [{}],
			};
			const { id } = addCinodeProject(cinode.store, project, Date.now());
			return id;
		});
		const runs = await Promise.all(
			['A', 'B'].map(
				async (copy) =>
					await push(tenant, ids, { workflowId: `${tenant.workflowId}-push-${copy}`, mode: 'manual' }),
			),
		);
		const results = runs.flatMap((run) => run.results);
		const inKleer = (id: number) =>
			[...kleer.store.clientProjects.values()].filter(({ number }) => number === String(id)).length;
		for (const id of ids) {
			expect(inKleer(id)).toBeGreaterThan(0);
			if (inKleer(id) > 1) expect(told(results, String(id)), String(id)).toBe(true);
		}
		console.log(
			`${ids.filter((id) => inKleer(id) > 1).length} of ${MANY} projects were created twice, all told`,
		);
	});
});
