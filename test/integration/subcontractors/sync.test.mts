import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
	editPerson,
	editSupplier,
	findSecrets,
	tieToSupplier,
	untieFromSupplier,
} from '../../sandbox/index.mts';
import { later } from '../support/clock.mts';
import type { SyncRunOptions } from '../support/sync.mts';
import { Tenant } from '../support/tenant.mts';

let tenant: Tenant;

beforeEach(async () => {
	tenant = await Tenant.start({ subcontractors: 7 });
});

afterEach(async () => {
	vi.restoreAllMocks();
	await tenant.stop();
});

const CATEGORY = { subcontractorCategories: ['4302|Underkonsult'] };
const sync = async ({ mapper, ...more }: SyncRunOptions = {}) =>
	await tenant.syncScheme('subcontractors', {
		mapper: { languageId: 1, currencyId: 1, locationId: 301, options: CATEGORY, ...mapper },
		...more,
	});
const kleer = () => tenant.sandbox.kleer.store;
const supplierOf = (name: string) => {
	const { id } = tenant.kleerUser(name);
	const tie = [...kleer().subcontractors.values()].find(({ users }) => users.some((user) => user.id === id));
	if (!tie) throw new Error(`${name} has no supplier`);
	return tie.supplier.id;
};

describe('the first subcontractors sync', () => {
	it('creates, and tells drift, conflicts and inactive people', async () => {
		const run = await sync();
		expect(run.summary.counts).toMatchObject({ created: 5, drift: 1, conflict: 1, skipped: 1, failed: 0 });
		expect(run.resultOf('Oxelåker')).toMatchObject({ action: 'skipped', reason: 'Inactive in Kleer' });
		// By e-mail in Cinode already, and her key can't be written there.
		expect(run.resultOf('Askviken')).toMatchObject({ action: 'drift' });
		expect(run.resultOf('Askviken')?.changes).toContainEqual({
			field: 'Internal/External ID',
			from: null,
			to: '1018',
		});
		expect(run.resultOf('Kvarnholma')).toMatchObject({
			action: 'conflict',
			reason: expect.stringMatching(/is a user in Cinode.*subcontractor now.*Remove the ID/),
		});
		expect(tenant.cinodeUser('Kvarnholma').status).toBe(3);
	});

	it('brings over every field in one request', async () => {
		await sync();
		expect(tenant.cinodeSubcontractor('Lövmarker')).toMatchObject({
			firstName: 'Siv',
			email: tenant.kleerUser('Lövmarker').email,
			internalIdentifier: '1013',
			phone: tenant.payroll('Lövmarker').phone,
			gender: 2,
			languageId: 1,
			defaultCurrencyId: 1,
			locationId: 301,
			companyName: kleer().suppliers.get(supplierOf('Lövmarker'))?.name,
			companyIdentifier: kleer().suppliers.get(supplierOf('Lövmarker'))?.orgno,
			tags: [],
		});
		expect(tenant.cinodeSubcontractor('Ormvråken')).toMatchObject({ companyIdentifier: null, gender: 0 });
		expect(tenant.cinodeSubcontractor('Dunkelgren')).toMatchObject({ companyName: null, phone: null });
	});

	it('says so when a person is tied to two suppliers, and nothing of missing payroll rows', async () => {
		const run = await sync();
		expect(run.resultOf('Vinterhamn')?.warnings).toEqual([expect.stringContaining('Tied to 2 suppliers')]);
		expect(run.resultOf('Ormvråken')?.warnings).toEqual([]);
	});

	it('needs a language, and says so before it asks anybody', async () => {
		await expect(sync({ mapper: { languageId: '' } })).rejects.toThrow(/Language.*required/);
		expect(tenant.cinodeRequests).toBe(0);
	});
});

describe('a change in Kleer', () => {
	const change = () => editSupplier(kleer(), supplierOf('Lövmarker'), { name: 'Nya Namnet AB' });

	it('is drift where Cinode can’t update: told once with old and new, then standing, at one request a run', async () => {
		await sync();
		change();
		const run = await sync();
		expect(run.resultOf('Lövmarker')).toMatchObject({
			action: 'drift',
			reason: expect.stringContaining('Company Name'),
			changes: [{ field: 'Company Name', from: expect.any(String), to: 'Nya Namnet AB' }],
		});
		expect(tenant.sandbox.requests.count({ method: 'OPTIONS' })).toBe(1);
		const again = await sync();
		expect(again.resultOf('Lövmarker')).toBeUndefined();
		expect(again.summary.counts.drift).toBe(2);
		expect(again.summary.standing).toContainEqual(
			expect.objectContaining({
				key: '1013',
				action: 'drift',
				reason: expect.stringContaining('Company Name'),
			}),
		);
		expect(tenant.writes.filter((write) => !write.startsWith('OPTIONS'))).toEqual([]);
		expect(tenant.cinodeRequests).toBeLessThanOrEqual(3);
		later(24 * 60);
		expect((await sync()).resultOf('Lövmarker')?.action).toBe('drift');
	});

	it('is written where the server allows PATCH', async () => {
		tenant.sandbox.cinode.store.options.subcontractorUpdates = 'patch';
		await sync();
		const before = structuredClone(tenant.cinodeSubcontractor('Lövmarker'));
		change();
		const run = await sync();
		expect(run.resultOf('Lövmarker')?.action).toBe('updated');
		expect(tenant.writes.filter((write) => !write.startsWith('OPTIONS'))).toEqual([
			`PATCH /subcontractors/${before.id}`,
		]);
		expect(tenant.cinodeSubcontractor('Lövmarker')).toEqual({ ...before, companyName: 'Nya Namnet AB' });
		expect(tenant.cinodeSubcontractor('Askviken').internalIdentifier).toBe('1018');
		await sync();
		expect(tenant.writes).toEqual([]);
	});

	it('is drift where the server allows only PUT, which would replace what can’t be read', async () => {
		tenant.sandbox.cinode.store.options.subcontractorUpdates = 'put';
		await sync();
		change();
		expect((await sync()).resultOf('Lövmarker')?.action).toBe('drift');
		expect(tenant.writes.filter((write) => !write.startsWith('OPTIONS'))).toEqual([]);
	});

	it('between subcontractor and employee is a conflict on both sides, and no person is doubled', async () => {
		await tenant.sync({ mapper: { languageId: 1, options: CATEGORY } });
		await sync();
		// Siv is employed now; Elin has a company of her own.
		const { id: siv } = tenant.kleerUser('Lövmarker');
		const { id: elin } = tenant.kleerUser('Nyåkern');
		const supplier = supplierOf('Lövmarker');
		untieFromSupplier(kleer(), siv, supplier);
		tieToSupplier(kleer(), elin, supplier);
		const users = await tenant.sync({ mapper: { languageId: 1, options: CATEGORY } });
		expect(users.resultOf('Lövmarker')).toMatchObject({
			action: 'conflict',
			reason: expect.stringContaining('is a subcontractor in Cinode'),
		});
		const run = await sync();
		expect(run.resultOf('Nyåkern')?.action).toBe('conflict');
		expect(tenant.findCinodeUsers('Lövmarker')).toEqual([]);
		expect(tenant.cinodeUser('Nyåkern').status).toBe(3);
	});
});

describe('a run in which nothing changed', () => {
	it('costs one request with conflicts and drift standing', async () => {
		await sync();
		await sync();
		expect(tenant.writes.filter((write) => !write.startsWith('OPTIONS'))).toEqual([]);
		expect(tenant.cinodeRequests).toBeLessThanOrEqual(4);
	});
});

describe('what nobody may see', () => {
	it('a sole trader’s organisation number is masked', async () => {
		editSupplier(kleer(), supplierOf('Lövmarker'), { orgno: '560413-2380' });
		const run = await sync();
		expect(run.resultOf('Lövmarker')?.changes).toContainEqual({
			field: 'Company Identifier',
			from: 'changed',
			to: 'changed',
		});
		expect(tenant.cinodeSubcontractor('Lövmarker').companyIdentifier).toBe('560413-2380');
		const seen = JSON.stringify([run.results, run.summary]);
		expect(findSecrets(seen, tenant.sandbox.secrets())).toEqual([]);
	});

	it('two people with one e-mail are a conflict, and neither is created', async () => {
		const { email } = tenant.kleerUser('Lövmarker');
		editPerson(kleer(), tenant.kleerUser('Ormvråken').id, { user: { email } });
		const run = await sync();
		expect(run.resultOf('Ormvråken')?.action).toBe('conflict');
		expect(run.resultOf('Lövmarker')?.action).toBe('conflict');
	});
});
