import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
	addClientProject,
	addRole,
	editCinodeCustomer,
	editCinodeProject,
	editClient,
	editRole,
	rolesOf,
	setProjectState,
} from '../../sandbox/index.mts';
import { later } from '../support/clock.mts';
import { activityOf, changed, push } from '../support/projects.mts';
import { Tenant } from '../support/tenant.mts';

let tenant: Tenant;

beforeEach(async () => {
	tenant = await Tenant.start({ linked: true, subcontractors: 7 });
});

afterEach(async () => {
	vi.restoreAllMocks();
	await tenant.stop();
});

/** Ids of the seed's projects (test/sandbox/seed/cinodeProjects.mts). */
const TWO_ROLES = 30001;
const OPEN = 30002;
const IN_KLEER_AS_P204 = 30003;
const WITH_BROKER = 30004;
const SUBCONTRACTOR = 30005;
const LONG_AGO = 30007;

const cinode = () => tenant.sandbox.cinode.store;
const kleer = () => tenant.sandbox.kleer.store;
const now = () => ({ now: Date.now() });
const inKleer = (id: number) =>
	[...kleer().clientProjects.values()].filter(({ number }) => number === String(id));
const one = (id: number) => {
	const [found, ...more] = inKleer(id);
	if (!found || more.length > 0) throw new Error(`${more.length + (found ? 1 : 0)} projects ${id} in Kleer`);
	return found;
};
const requests = (system: 'kleer' | 'cinode') =>
	tenant.sandbox.requests.count({ system }) - tenant.sandbox.requests.count({ path: /^\/token$/ });
const writes = () =>
	tenant.sandbox.requests.all
		.filter(({ system, method }) => system === 'kleer' && method !== 'GET')
		.map(({ method, path }) => `${method} ${path.replace(/.*company\/\d+/, '')}`);

describe('a push', () => {
	it('of a project with two roles costs at most 4 + 2 Cinode and 5 Kleer requests, one a last look, and nothing the second time', async () => {
		tenant.sandbox.requests.clear();
		const run = await push(tenant, [TWO_ROLES]);
		expect(run.resultOf('Lagerstyrning')?.action).toBe('created');
		expect(requests('cinode')).toBeLessThanOrEqual(4 + 2);
		expect(requests('kleer')).toBeLessThanOrEqual(5);
		tenant.sandbox.requests.clear();
		const again = await push(tenant, [TWO_ROLES]);
		// It is told for its warning alone: a person has no key yet.
		expect(again.resultOf('Lagerstyrning')).toMatchObject({ action: 'unchanged', changes: [] });
		expect(again.summary?.counts.unchanged).toBe(1);
		expect(writes()).toEqual([]);
	});

	it('sets people, prices in öre, leads, budget, dates and references', async () => {
		await push(tenant, [TWO_ROLES]);
		const project = one(TWO_ROLES);
		expect(project).toMatchObject({
			name: 'Lagerstyrning 2.0',
			'fixed-price': false,
			'currency-type': 'SEK',
			'budget-amount': 125_000_000,
			'po-nr': 'PO-7781',
			'all-users': false,
		});
		const prices = project.users.flatMap(({ activities = [] }) => activities);
		expect(prices).toEqual([
			expect.objectContaining({ activity: { id: activityOf(tenant) }, price: 115_000 }),
			expect.objectContaining({ activity: { id: activityOf(tenant) }, price: 127_500 }),
		]);
		expect(project.leads).toHaveLength(1);
	});

	it('pays a subcontractor by the tariff, as the supplier price', async () => {
		await push(tenant, [SUBCONTRACTOR]);
		expect(JSON.stringify(one(SUBCONTRACTOR).users)).toContain('"supplier-price":98000');
	});

	it('invoices the broker, and clears it when it is gone', async () => {
		await push(tenant, [WITH_BROKER]);
		expect(one(WITH_BROKER)['broker-client']).toMatchObject({ id: expect.any(Number) });
		editCinodeProject(cinode(), WITH_BROKER, { intermediatorId: null }, now());
		await push(tenant, [WITH_BROKER]);
		expect(one(WITH_BROKER)['broker-client'] ?? null).toBeNull();
	});

	it('of what is open, lost or long ago sends nothing, and says why', async () => {
		const run = await push(tenant, [OPEN, LONG_AGO]);
		expect(run.resultOf('Kundportal')).toMatchObject({ action: 'skipped' });
		expect(run.resultOf('Kundportal')?.reason).toContain('stage');
		expect(run.resultOf('arkiv')?.reason).toContain('go-live');
		expect(writes()).toEqual([]);
	});

	it('takes an open project of a selected stage', async () => {
		const { pipelineId, stageId } = cinode().projects.get(OPEN) ?? {};
		await push(tenant, [OPEN], { mapper: { stages: [`${pipelineId}|${stageId}`] } });
		expect(inKleer(OPEN)).toHaveLength(1);
		setProjectState(cinode(), OPEN, 'lost', Date.now());
		tenant.sandbox.requests.clear();
		await push(tenant, [OPEN], { mapper: { stages: [`${pipelineId}|${stageId}`] } });
		expect(writes()).toEqual([]);
	});

	it('of a project that Kleer has under another number is a conflict that says what to do', async () => {
		const run = await push(tenant, [IN_KLEER_AS_P204]);
		expect(run.resultOf('Journalsystem')).toMatchObject({
			action: 'conflict',
			reason: expect.stringMatching(/P-204.*identifier in Cinode/),
		});
		expect(writes()).toEqual([]);
	});

	it('to a number that another client has writes nothing at all', async () => {
		const [other] = [...kleer().clients.values()].filter(({ name }) => name.startsWith('Åsberga'));
		addClientProject(kleer(), {
			number: String(TWO_ROLES),
			name: 'Något annat',
			client: { id: other?.id ?? 0 },
		});
		const run = await push(tenant, [TWO_ROLES]);
		expect(run.resultOf('Lagerstyrning')?.action).toBe('conflict');
		expect(writes()).toEqual([]);
	});

	it('for a client that Kleer doesn’t know names it, and heals once it is there', async () => {
		const { customerId } = cinode().projects.get(TWO_ROLES) ?? {};
		editCinodeCustomer(cinode(), customerId ?? 0, { identification: 'K9999' }, now());
		const run = await push(tenant, [TWO_ROLES, SUBCONTRACTOR]);
		expect(run.resultOf('Lagerstyrning')).toMatchObject({
			action: 'failed',
			error: expect.stringMatching(/K9999 \(Havsvide Logistik AB\).*run the customers sync/),
		});
		editClient(kleer(), 'Havsvide Logistik AB', { 'foreign-id': 'K9999' });
		expect((await push(tenant, [TWO_ROLES])).resultOf('Lagerstyrning')?.action).toBe('created');
	});

	it('follows an extension: the price of the role that runs today', async () => {
		await push(tenant, [SUBCONTRACTOR, TWO_ROLES]);
		const [first] = rolesOf(cinode(), TWO_ROLES);
		const companyUserId = first?.assigned?.companyUserId ?? 0;
		const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
		editRole(cinode(), first?.id ?? 0, { endDate: `${day(5)}T00:00:00` }, now());
		addRole(
			cinode(),
			TWO_ROLES,
			{ title: 'Förlängning', rate: 1300, startDate: day(6), assigned: { companyUserId } },
			Date.now(),
		);
		await push(tenant, [TWO_ROLES]);
		expect(JSON.stringify(one(TWO_ROLES).users)).toContain('"price":115000');
		later(6 * 24 * 60);
		await push(tenant, [TWO_ROLES]);
		expect(JSON.stringify(one(TWO_ROLES).users)).toContain('"price":130000');
	});

	it('renamed in Cinode is drift with old and new', async () => {
		await push(tenant, [TWO_ROLES]);
		editCinodeProject(cinode(), TWO_ROLES, { title: 'Lagerstyrning 3.0' }, now());
		const run = await push(tenant, [TWO_ROLES]);
		expect(run.resultOf('Lagerstyrning')).toMatchObject({
			action: 'drift',
			changes: [{ field: 'Name', from: 'Lagerstyrning 2.0', to: 'Lagerstyrning 3.0' }],
		});
	});
});

describe('many at the same time', () => {
	it('never make two projects of one', async () => {
		await Promise.all(Array.from({ length: 8 }, () => push(tenant, [TWO_ROLES])));
		expect(inKleer(TWO_ROLES)).toHaveLength(1);
		expect(writes().filter((write) => write.startsWith('PUT'))).toHaveLength(1);
	});

	it('share their readings of one project', async () => {
		tenant.sandbox.requests.clear();
		await Promise.all(Array.from({ length: 20 }, () => push(tenant, [TWO_ROLES])));
		expect(tenant.sandbox.requests.count({ path: /\/projects\/30001$/ })).toBeLessThan(20);
	});

	it('survive a creation whose answer is lost', async () => {
		tenant.sandbox.faults.add({
			system: 'kleer',
			method: 'PUT',
			path: 'client-project$',
			kind: 'drop-after',
			times: 1,
		});
		const run = await push(tenant, [TWO_ROLES]);
		expect(run.resultOf('Lagerstyrning')?.action).toBe('created');
		expect(inKleer(TWO_ROLES)).toHaveLength(1);
	});
});

describe('the catch-up', () => {
	it('gives all that go-live lets in at first, and then costs four requests', async () => {
		const first = await changed(tenant);
		expect(first).toContain(TWO_ROLES);
		expect(first).not.toContain(OPEN);
		expect(first).not.toContain(LONG_AGO);
		later(60);
		tenant.sandbox.requests.clear();
		expect(await changed(tenant)).toEqual([]);
		expect(requests('cinode')).toBe(4);
	});

	it('notices a changed rate, a new project, and the day on which a role begins', async () => {
		for (let hour = 0; hour < 3; hour++) {
			await changed(tenant);
			later(60);
		}
		const [role] = rolesOf(cinode(), SUBCONTRACTOR);
		cinode().options.rolesBumpProject = false;
		editRole(cinode(), role?.id ?? 0, { rate: 1 }, now());
		expect(await changed(tenant)).toContain(SUBCONTRACTOR);
		later(60);
		editCinodeProject(cinode(), TWO_ROLES, { description: 'Ny text' }, now());
		expect(await changed(tenant)).toContain(TWO_ROLES);
	});
});
