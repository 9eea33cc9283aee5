import { afterAll, describe, expect, it } from 'vitest';
import { changed, push } from '../integration/support/projects.mts';
import type { TemplateScheme } from '../integration/support/sync.mts';
import { FULL_SETUP, Tenant } from '../integration/support/tenant.mts';
import { addClient, editClient, editSupplier, hirePerson, tieToSupplier } from '../sandbox/index.mts';
import { printTable, seconds } from './support/tables.mts';

/** Requests and time of the syncs, printed as tables (`npm run bench`). */

type Scheme = TemplateScheme | 'projects';

const rows: Array<Array<string | number>> = [];
const ALL_CREATES = { maxCreates: 100_000 };

afterAll(() => {
	printTable('Requests per run', ['scheme', 'records', 'run', 'Cinode', 'Kleer', 'seconds'], rows);
});

function note(tenant: Tenant, records: number, run: string, durationMs: number, scheme: Scheme = 'users') {
	const kleer = tenant.sandbox.requests.count({ system: 'kleer' });
	rows.push([scheme, records, run, tenant.cinodeRequests, kleer, seconds(durationMs)]);
}

describe.each([12, 1000, 10_000])('%i people', (people) => {
	it('requests per run', async () => {
		const tenant = await Tenant.start({ people });
		// The day's limit is not what is counted here.
		tenant.sandbox.cinode.store.limits.plan.perDay = 1e6;
		const first = await tenant.sync({ mapper: FULL_SETUP, options: ALL_CREATES });
		note(tenant, people, 'first run', first.summary.durationMs);
		const { created, linked } = first.summary.counts;
		expect(first.summary.counts.failed).toBe(0);
		expect(tenant.cinodeRequests).toBeLessThanOrEqual(4 * created + 3 * linked + 4 + Math.ceil(people / 100));

		const second = await tenant.sync({ mapper: FULL_SETUP, options: ALL_CREATES });
		note(tenant, people, 'no change', second.summary.durationMs);
		expect(tenant.writes).toEqual([]);
		expect(tenant.cinodeRequests).toBeLessThanOrEqual(4);
		const base = tenant.cinodeRequests;

		tenant.payroll('Nyåkern').phone = '08-123 45 67';
		const third = await tenant.sync({ mapper: FULL_SETUP, options: ALL_CREATES });
		note(tenant, people, 'one changed', third.summary.durationMs);
		expect(third.summary.counts.updated).toBe(1);
		expect(tenant.cinodeRequests).toBe(base + 2);

		hirePerson(
			tenant.sandbox.kleer.store,
			{ name: 'Nora Nyström', email: 'nora@exempelkonsult.example', categories: [4201] },
			tenant.sandbox.today(),
		);
		const fourth = await tenant.sync({ mapper: FULL_SETUP, options: ALL_CREATES });
		note(tenant, people, 'one new', fourth.summary.durationMs);
		expect(fourth.summary.counts.created).toBe(1);
		await tenant.stop();
	});
});

describe.each([30, 3000])('%i customers', (clients) => {
	it('requests per run', async () => {
		const tenant = await Tenant.start({ clients });
		tenant.sandbox.cinode.store.limits.plan.perDay = 1e6;
		await tenant.sync({ mapper: FULL_SETUP });
		const sync = async (run: string) => {
			const { summary } = await tenant.syncScheme('customers', { options: ALL_CREATES });
			note(tenant, clients, run, summary.durationMs, 'customers');
			expect(summary.counts.failed).toBe(0);
			return summary;
		};
		await sync('first run');
		await sync('no change');
		expect(tenant.writes).toEqual([]);
		expect(tenant.cinodeRequests).toBeLessThanOrEqual(4);
		editClient(tenant.sandbox.kleer.store, 'Åsberga Teknik AB', { phone: '08-123 45 67' });
		expect((await sync('one changed (phone)')).counts.updated).toBe(1);
		editClient(tenant.sandbox.kleer.store, 'Åsberga Teknik AB', { 'payment-days': 60 });
		expect((await sync('one changed (terms of payment)')).counts.updated).toBe(1);
		addClient(tenant.sandbox.kleer.store, { name: 'Nykund AB', contact: 'Nora Nyström', orgno: '' });
		expect((await sync('one new')).counts.created).toBe(1);
		await tenant.stop();
	});
});

describe.each([10, 500])('%i subcontractors', (subcontractors) => {
	it('requests per run', async () => {
		const tenant = await Tenant.start({ subcontractors });
		tenant.sandbox.cinode.store.limits.plan.perDay = 1e6;
		const { store } = tenant.sandbox.kleer;
		const sync = async (run: string) => {
			const { summary } = await tenant.syncScheme('subcontractors', {
				mapper: { languageId: 1 },
				options: ALL_CREATES,
			});
			note(tenant, subcontractors, run, summary.durationMs, 'subcontractors');
			expect(summary.counts.failed).toBe(0);
			return summary;
		};
		await sync('first run');
		await sync('no change');
		expect(tenant.cinodeRequests).toBeLessThanOrEqual(4);
		const { id } = tenant.kleerUser('Lövmarker');
		const tie = [...store.subcontractors.values()].find(({ users }) => users.some((user) => user.id === id));
		editSupplier(store, tie?.supplier.id ?? 0, { name: 'Nya Namnet AB' });
		expect((await sync('one changed (drift)')).counts.drift).toBe(2);
		await sync('no change, drift standing');
		tenant.sandbox.cinode.store.options.subcontractorUpdates = 'patch';
		editSupplier(store, tie?.supplier.id ?? 0, { name: 'Ännu Nyare AB' });
		expect((await sync('one changed (server allows updates)')).counts.updated).toBeGreaterThan(0);
		const person = hirePerson(
			store,
			{ name: 'Nora Nyström', email: 'nora@underkonsult.example', payroll: false },
			tenant.sandbox.today(),
		);
		tieToSupplier(store, person.id, tie?.supplier.id ?? 0);
		expect((await sync('one new')).counts.created).toBe(1);
		await tenant.stop();
	});
});

describe.each([50, 5000])('%i projects', (projects) => {
	it('requests per catch-up and per push', async () => {
		const tenant = await Tenant.start({ linked: true, subcontractors: 7, projects });
		const { limits, options } = tenant.sandbox.cinode.store;
		limits.plan.perDay = 1e6;
		options.enforceRoleSearchLimit = false;
		const noteRun = async (run: string, work: () => Promise<unknown>) => {
			tenant.sandbox.requests.clear();
			const from = performance.now();
			await work();
			note(tenant, projects, run, performance.now() - from, 'projects');
		};
		await noteRun('first catch-up, what to push', async () => await changed(tenant));
		await changed(tenant);
		await noteRun('no-change catch-up', async () => await changed(tenant));
		// Roles, the most recently updated, and when two of those were.
		expect(tenant.cinodeRequests).toBeLessThanOrEqual(4);
		await noteRun('push of one with two roles, new', async () => await push(tenant, [30001]));
		await noteRun('push of one with two roles, unchanged', async () => await push(tenant, [30001]));
		expect(tenant.writes.filter((write) => write.includes('client-project'))).toEqual([]);
		await tenant.stop();
	});
});
