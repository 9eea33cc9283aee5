import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Lie } from '../../sandbox/lies.mts';
import { ProjectCases } from '../projects/cases.mts';
import { FULL_SETUP, Tenant } from '../support/tenant.mts';

/** What Kleer answers with 2xx that isn't what was asked for: told, and nothing is written on it. */

// Waits between tries are not what is tested here.
vi.mock('n8n-workflow', async (original) => ({
	...(await original<typeof import('n8n-workflow')>()),
	sleep: async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms / 50)),
}));

const NO_LIST: Lie[] = ['truncate', '204', 'empty', 'null', 'text', 'html', 'message'];

async function errorOf(run: Promise<unknown>): Promise<string> {
	return await run.then(
		() => 'no error',
		(error: { message: string; description?: string }) => `${error.message} ${error.description ?? ''}`,
	);
}

describe('a push of a project that is in Kleer', () => {
	let cases: ProjectCases;

	beforeEach(async () => {
		cases = await ProjectCases.start();
	});

	afterEach(async () => await cases.stop());

	const lieAbout = (path: string, lie: Lie, keys?: string[], system: 'kleer' | 'cinode' = 'kleer') =>
		cases.tenant.sandbox.faults.add({ system, method: 'GET', path, kind: 'lie', lie, keys });
	const written = () =>
		cases.tenant.sandbox.requests.all.filter(({ system, method }) => system === 'kleer' && method !== 'GET')
			.length;

	it.each(NO_LIST)('whose list comes as %s is an error, and nothing is written', async (lie) => {
		const id = cases.make();
		await cases.push(id);
		const before = cases.kleer.clientProjects.size;
		lieAbout('/client-project$', lie);
		cases.tenant.sandbox.requests.clear();
		const error = await errorOf(cases.push(id));
		expect(error).toContain('/client-project');
		expect(error).not.toContain('TypeError');
		if (lie === 'message') expect(error).toContain('Kleer said "Tekniskt fel"');
		expect(written()).toBe(0);
		expect(cases.kleer.clientProjects.size).toBe(before);
	});

	it.each(['object', 'array'] as const)(
		'whose list comes as an empty %s is looked up, and not made a second time',
		async (lie) => {
			const id = cases.make();
			await cases.push(id);
			const before = cases.kleer.clientProjects.size;
			lieAbout('/client-project$', lie);
			await cases.push(id).catch(() => undefined);
			expect(cases.kleer.clientProjects.size).toBe(before);
			cases.tenant.sandbox.faults.clear();
			await cases.push(id);
			expect(cases.kleer.clientProjects.size).toBe(before);
		},
	);

	it('that half the list lacks is known all the same, and a change of it arrives', async () => {
		const ids = [cases.make(), cases.make({ title: 'Ett till' })];
		for (const id of ids) await cases.push(id);
		const before = cases.kleer.clientProjects.size;
		lieAbout('/client-project$', 'half');
		for (const id of ids) {
			cases.editRole(id, { rate: 1234 });
			await cases.push(id);
		}
		expect(cases.kleer.clientProjects.size).toBe(before);
		for (const id of ids) expect(JSON.stringify(cases.one(id).users)).toContain('123400');
	});

	it('that was really removed in Kleer is made again', async () => {
		const id = cases.make();
		await cases.push(id);
		cases.kleer.clientProjects.delete(cases.one(id).id.id);
		expect((await cases.push(id)).results[0]?.action).toBe('created');
	});

	it.each(['html', '204', 'without'] as const)(
		'at a fixed price whose role comes as %s is never created as one by the hour',
		async (lie) => {
			const id = cases.make({ roles: [{ ...cases.roleOf(2), contractType: 1 }] });
			lieAbout('/roles/\\d+$', lie, ['contractType'], 'cinode');
			const before = cases.kleer.clientProjects.size;
			await cases.push(id).catch(() => undefined);
			expect(cases.kleer.clientProjects.size).toBe(before);
			cases.tenant.sandbox.faults.clear();
			await cases.push(id);
			expect(cases.one(id)['fixed-price']).toBe(true);
		},
	);

	it('that is new, without a contract value in the reply, gets the estimated value', async () => {
		const id = cases.make({ contractValue: 500_000, estimatedValue: 420_000 });
		lieAbout(`/projects/${id}$`, 'without', ['contractValue'], 'cinode');
		await cases.push(id);
		expect(cases.one(id)['budget-amount']).toBe(42_000_000);
	});

	it('a role end in year 1 is no end', async () => {
		const id = cases.make({ roles: [{ ...cases.roleOf(2), endDate: '0001-01-01T00:00:00' }] });
		await cases.push(id);
		expect(cases.one(id)['closing-date']).toBeUndefined();
	});

	it('a closing date that Kleer keeps though it was cleared is drift once, and later pushes write nothing', async () => {
		const id = cases.make({ roles: [{ ...cases.roleOf(2), endDate: `${cases.day(90)}T00:00:00` }] });
		await cases.push(id);
		cases.kleer.options.ignores.push('closing-date');
		cases.editRole(id, { endDate: null });
		const told = await cases.push(id);
		expect(told.results).toMatchObject([
			{ action: 'drift', changes: [{ field: 'Closing Date', from: cases.day(90), to: null }] },
		]);
		cases.tenant.sandbox.requests.clear();
		expect((await cases.push(id)).results).toEqual([]);
		expect(written()).toBe(0);
		// Other fields go on.
		cases.editRole(id, { rate: 1234 });
		await cases.push(id);
		expect(JSON.stringify(cases.one(id).users)).toContain('123400');
	});
});

describe('a sync of users', () => {
	let tenant: Tenant;

	beforeEach(async () => {
		tenant = await Tenant.start({ subcontractors: 7 });
	});

	afterEach(async () => await tenant.stop());

	const lieAbout = (path: string, lie: Lie, keys?: string[], system: 'kleer' | 'cinode' = 'kleer') =>
		tenant.sandbox.faults.add({ system, path, kind: 'lie', lie, keys });

	it.each([...NO_LIST, 'half'] as const)(
		'whose subcontractors come as %s takes none of them for an employee',
		async (lie) => {
			await tenant.sync({ mapper: FULL_SETUP });
			const before = tenant.sandbox.cinode.store.users.size;
			if (lie === 'half') for (let id = 1; id < 20; id++) addTie(id);
			await tenant.sync({ mapper: FULL_SETUP });
			lieAbout('/subcontractor$', lie);
			const error = await errorOf(tenant.sync({ mapper: FULL_SETUP }));
			expect(error).toMatch(/subcontractor/);
			expect(tenant.sandbox.cinode.store.users.size).toBe(before);
		},
	);

	/** A tie without a user, so that the list is long. */
	function addTie(id: number): void {
		const { subcontractors } = tenant.sandbox.kleer.store;
		const [first] = subcontractors.values();
		if (first) subcontractors.set(90_000 + id, { ...first, id: 90_000 + id, users: [] });
	}

	it.each(['object', 'array'] as const)('whose subcontractors come as an empty %s stops', async (lie) => {
		await tenant.sync({ mapper: FULL_SETUP });
		const before = tenant.sandbox.cinode.store.users.size;
		lieAbout('/subcontractor$', lie);
		expect(await errorOf(tenant.sync({ mapper: FULL_SETUP }))).toContain('shows 0 subcontractors');
		expect(tenant.sandbox.cinode.store.users.size).toBe(before);
		tenant.sandbox.faults.clear();
		await tenant.sync({ mapper: FULL_SETUP });
	});

	it('says what Kleer said in the place of its users', async () => {
		lieAbout('/user$', 'message');
		const error = await errorOf(tenant.sync());
		expect(error).toContain('Kleer said "Tekniskt fel" instead of a list of users');
	});

	it('says what Kleer said on a failed read, and nothing of what was sent', async () => {
		tenant.sandbox.faults.add({ system: 'kleer', path: '/user$', kind: 'status', status: 500 });
		const error = await errorOf(tenant.sync());
		expect(error).toContain('Kleer failed (500): Tekniskt fel');
		expect(error).not.toMatch(/sent/);
	});

	it('creates no subcontractor without a company while suppliers can’t be read', async () => {
		lieAbout('/supplier$', 'html');
		const before = tenant.sandbox.cinode.store.subcontractors.size;
		const error = await errorOf(tenant.syncScheme('subcontractors', { mapper: { languageId: 1 } }));
		expect(error).toContain('a web page ("Logga in") instead of a list of suppliers');
		expect(tenant.sandbox.cinode.store.subcontractors.size).toBe(before);
	});
});

describe('a value in an unknown form', () => {
	it('counts as not returned, is told with its record, and holds up no other', async () => {
		const tenant = await Tenant.start();
		try {
			await tenant.sync({ mapper: FULL_SETUP });
			const row = tenant.payroll('Nyåkern');
			const { phone } = tenant.cinodeUser('Nyåkern');
			Object.assign(row, { phone: { mobile: '070-1' } });
			tenant.payroll('Ekholmen').phone = '08-55 66 77';
			const run = await tenant.sync({ mapper: FULL_SETUP });
			expect(JSON.stringify(run.mapped)).toContain("Kleer's 'phone' is an object instead of text");
			expect(tenant.cinodeUser('Nyåkern').phone).toBe(phone);
			expect(tenant.cinodeUser('Ekholmen').phone).toBe('08-55 66 77');
		} finally {
			await tenant.stop();
		}
	});
});
