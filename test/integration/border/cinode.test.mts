import type { WorkflowExecuteMode } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addClient, editCinodeUser, editClient } from '../../sandbox/index.mts';
import type { Lie } from '../../sandbox/lies.mts';
import { later } from '../support/clock.mts';
import { FULL_SETUP, Tenant } from '../support/tenant.mts';

/** What Cinode answers with 2xx that isn't what was asked for, and what it takes and doesn't keep. */

// Waits between tries are not what is tested here.
vi.mock('n8n-workflow', async (original) => ({
	...(await original<typeof import('n8n-workflow')>()),
	sleep: async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms / 50)),
}));

let tenant: Tenant;

async function begin(options?: Parameters<typeof Tenant.start>[0]): Promise<void> {
	await tenant?.stop();
	tenant = await Tenant.start(options);
}

beforeEach(async () => {
	tenant = await Tenant.start();
});

afterEach(async () => {
	vi.restoreAllMocks();
	await tenant.stop();
});

const lieAbout = (path: string, lie: Lie, keys?: string[], method?: string) =>
	tenant.sandbox.faults.add({ system: 'cinode', path, kind: 'lie', lie, keys, method });
const users = () => tenant.sandbox.cinode.store.users;
const sync = async (options = {}) => await tenant.sync({ mapper: FULL_SETUP, ...options });
const DAY = 60 * 26;

describe('details of one person that come as', () => {
	it.each(['html', '204', 'object', 'truncate', 'null', 'array'] as const)(
		'%s are told, and nothing is written to that person',
		async (lie) => {
			await sync();
			const person = tenant.cinodeUser('Nyåkern');
			tenant.payroll('Nyåkern').phone = '08-99 88 77';
			lieAbout(`/users-full/${person.id}$`, lie);
			const run = await sync();
			expect(run.resultOf('Nyåkern')).toMatchObject({ action: 'failed' });
			expect(run.resultOf('Nyåkern')?.error).toContain('/users-full/');
			expect(tenant.writes).toEqual([]);
			tenant.sandbox.faults.clear();
			later(60);
			await sync();
			expect(tenant.cinodeUser('Nyåkern').phone).toBe('08-99 88 77');
		},
	);

	it('an object without their phone are not compared in that, and nothing is cleared', async () => {
		await sync();
		lieAbout(`/users-full/\\d+$`, 'without', ['phone']);
		later(DAY);
		await sync();
		expect(tenant.writes).toEqual([]);
	});
});

describe('a search for people without their keys', () => {
	it('creates no record, and a standing conflict stays one', async () => {
		await sync();
		const person = tenant.cinodeUser('Nyåkern');
		editCinodeUser(
			tenant.sandbox.cinode.store,
			person.id,
			{ internalIdentifier: '990' },
			{ now: Date.now() },
		);
		await sync();
		expect((await sync()).summary.counts.conflict).toBe(1);
		const before = users().size;
		for (const path of ['/users/search$', '/users$']) lieAbout(path, 'without', ['internalIdentifier']);
		await expect(sync()).rejects.toThrow('a list of users with internalIdentifier');
		expect(users().size).toBe(before);
		tenant.sandbox.faults.clear();
		expect((await sync()).summary.counts).toMatchObject({ conflict: 1, created: 0 });
	});
});

describe('a list of customers', () => {
	const customers = () => tenant.sandbox.cinode.store.customers;
	const syncCustomers = async (mode: WorkflowExecuteMode = 'trigger') =>
		await tenant.syncScheme('customers', { mapper: CUSTOMERS, mode });
	const CUSTOMERS = { options: { paymentTermsPrefix: 'BV=' } };

	it('that lacks some is no reason to make one a second time, in step or at first contact', async () => {
		await begin({ clients: 60, linked: true });
		await syncCustomers();
		const before = customers().size;
		const hidden = [...customers().values()].filter((_, index) => index % 7 === 0).map(({ id }) => id);
		for (const isFirst of [false, true]) {
			if (isFirst) for (const name of ['-customers']) forgetAll(name);
			withoutRows(hidden);
			// By hand, since in one process the second workflow would be stopped.
			const { summary } = await syncCustomers(isFirst ? 'manual' : 'trigger');
			expect(summary.counts).toMatchObject({ created: 0, failed: 0 });
			expect(customers().size).toBe(before);
			tenant.sandbox.faults.clear();
		}
	});

	/** Another n8n: nothing is remembered. */
	function forgetAll(scheme: string): void {
		Object.defineProperty(tenant, 'workflowId', { value: `${tenant.workflowId}${scheme}-anew` });
	}

	function withoutRows(ids: number[]): void {
		const { cinode } = tenant.sandbox;
		const list = [...cinode.store.customers.values()].filter(({ id }) => !ids.includes(id));
		tenant.sandbox.faults.add({
			system: 'cinode',
			path: '/customers/extended$',
			kind: 'status',
			status: 200,
			body: list.map(({ id, name, identification, status, description }) => ({
				id,
				name,
				identification,
				status,
				description,
				tags: [],
				managers: [],
				email: null,
			})),
		});
	}

	it('that comes as 204, with those of tags and people, is an empty one, and no record stands as failed', async () => {
		await begin({ emptyCinode: true });
		for (const path of ['/customers/extended$', '/tags$', '/subcontractors$'])
			lieAbout(path, '204', [], 'GET');
		const first = await syncCustomers();
		expect(first.summary.counts).toMatchObject({ failed: 0, conflict: 0 });
		expect(first.summary.counts.created).toBeGreaterThan(5);
		const people = await sync();
		expect(people.summary.counts.failed).toBe(0);
		tenant.sandbox.faults.clear();
		const { summary } = await syncCustomers();
		expect(summary.counts).toMatchObject({ failed: 0, created: 0 });
		expect(summary.standing.filter(({ action }) => action === 'failed')).toEqual([]);
	});

	it('of which too many are gone stops the run, which says what there was', async () => {
		await begin({ clients: 60, linked: true });
		await syncCustomers();
		lieAbout('/customers/extended$', 'half');
		const before = customers().size;
		await expect(syncCustomers()).rejects.toThrow(/Cinode shows \d+ customers, where the last run saw \d+/);
		expect(customers().size).toBe(before);
		// A person who knows that the list is right takes it for right.
		await tenant.syncScheme('customers', { mapper: CUSTOMERS, mode: 'manual' });
		expect(customers().size).toBe(before);
	});

	it('that is whole costs one request, and a new client one more for the proof that it isn’t there', async () => {
		await syncCustomers();
		await syncCustomers();
		await syncCustomers();
		expect(tenant.cinodeRequests).toBe(1);
		addClient(tenant.sandbox.kleer.store, { name: 'Nykund AB', 'foreign-id': '7788' });
		expect((await syncCustomers()).resultOf('Nykund')?.action).toBe('created');
		editClient(tenant.sandbox.kleer.store, 'Nykund AB', { phone: '08-1 23 45' });
		expect((await syncCustomers()).resultOf('Nykund')?.action).toBe('updated');
	});
});

describe('a field that Cinode takes and doesn’t keep', () => {
	it('is drift once, isn’t sent again the next day, and other fields go on', async () => {
		await sync();
		tenant.sandbox.cinode.store.options.ignores.push('/availabilitypercent');
		const person = tenant.cinodeUser('Nyåkern');
		editCinodeUser(tenant.sandbox.cinode.store, person.id, { availabilityPercent: 41 }, { now: Date.now() });
		later(DAY);
		const told = await sync();
		expect(told.resultOf('Nyåkern')).toMatchObject({
			action: 'drift',
			changes: [{ field: 'Employment Rate', from: 41, to: expect.any(Number) }],
		});
		expect(told.summary.needsAttention).toBe(true);
		for (let day = 0; day < 3; day++) {
			later(DAY);
			const next = await sync();
			expect(tenant.writes).toEqual([]);
			expect(next.resultOf('Nyåkern')).toBeUndefined();
			expect(next.summary.counts.drift).toBe(1);
		}
		tenant.payroll('Nyåkern').phone = '08-11 22 33';
		await sync();
		expect(tenant.patches).toEqual([{ '/phone': '08-11 22 33' }]);
		// Somebody sets another value by hand: that is another difference, and is sent.
		tenant.sandbox.cinode.store.options.ignores.length = 0;
		editCinodeUser(tenant.sandbox.cinode.store, person.id, { availabilityPercent: 42 }, { now: Date.now() });
		later(DAY);
		await sync();
		expect(tenant.patches).toEqual([{ '/availabilitypercent': expect.any(Number) }]);
	});

	it('stops the first run after one of each kind, says which, and goes on when set-up leaves it out', async () => {
		tenant.sandbox.cinode.store.options.ignores.push('/phone');
		const { summary, results } = await sync();
		expect(summary.brake?.reasons.join()).toContain('did not keep Phone');
		const { created = 0, linked = 0 } = summary.counts;
		expect({ created, linked }).toEqual({ created: 1, linked: 1 });
		expect(results.filter(({ action }) => action === 'deferred').length).toBe(summary.brake?.count);
		const before = users().size;
		expect((await sync()).summary.brake?.reasons.join()).toContain('Phone');
		expect(users().size).toBe(before);
		const off = { ...FULL_SETUP, modes: { phone: 'off' } };
		const next = await sync({ mapper: off });
		expect(next.summary.brake).toBeUndefined();
		expect(next.summary.counts.deferred).toBe(0);
	});

	it('stops the first run, and “Allow Once” with the count that is shown lets it through', async () => {
		tenant.sandbox.cinode.store.options.ignores.push('/phone');
		const { summary } = await sync();
		const allowOnce = summary.brake?.count ?? 0;
		const next = await sync({ options: { allowOnce } });
		expect(next.summary.brake).toBeUndefined();
		expect(next.summary.counts.deferred).toBe(0);
		expect((await sync()).summary.brake).toBeUndefined();
	});

	it('keeps the first run going when all is kept, at the cost of at most six requests', async () => {
		await sync();
		const withCanary = tenant.cinodeRequests;
		const other = await Tenant.start();
		await other.sync({ mapper: FULL_SETUP });
		await other.stop();
		const reads = tenant.sandbox.requests.all.filter(({ route }) => /GET .*users-full/.test(route)).length;
		expect(reads).toBeLessThanOrEqual(1 + 6);
		expect(withCanary).toBeGreaterThan(20);
	});
});

describe('a field that Cinode keeps in another form', () => {
	it.each([
		['in lower case', { '/employmentnumber': 'lower' as const }],
		['cut at a length', { '/phone': 30 }],
	])('%s is learnt and left alone', async (_name, keepsAs) => {
		tenant.kleerUser('Nyåkern')['foreign-id'] = 'ANST-1017';
		tenant.payroll('Nyåkern').phone = '08-123 45 67, växel 2233, kvällar 08-98';
		Object.assign(tenant.sandbox.cinode.store.options.keepsAs, keepsAs);
		const { summary } = await sync();
		expect(summary.brake).toBeUndefined();
		for (let day = 0; day < 2; day++) {
			later(DAY);
			const next = await sync();
			expect(tenant.writes).toEqual([]);
			expect(next.summary.counts).toMatchObject({ drift: 0, updated: 0 });
		}
	});
});
