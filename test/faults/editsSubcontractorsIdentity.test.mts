import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { later } from '../integration/support/clock.mts';
import type { SyncRunOptions } from '../integration/support/sync.mts';
import { Tenant } from '../integration/support/tenant.mts';
import {
	addCinodeSubcontractor,
	editCinodeSubcontractor,
	ensureTag,
	type CinodeSubcontractor,
} from '../sandbox/index.mts';
import { everything } from './stories.mts';

/**
 * Subcontractors whose key is edited in Cinode between two runs, and those that are disconnected, deleted, merged or
 * made anew there (docs/decisions.md#matching): linked, conflict or drift, and none twice.
 */

let tenant: Tenant;
const WHO = 'Lövmarker';
const A_DAY = 26 * 60;

const store = () => tenant.sandbox.cinode.store;
const person = () => tenant.cinodeSubcontractor(WHO);
const everybody = () => store().subcontractors.size;
const edit = (patch: Partial<CinodeSubcontractor>, id = person().id) =>
	editCinodeSubcontractor(store(), id, patch);
const writes = () => tenant.writes.filter((write) => !write.startsWith('OPTIONS'));

async function sync(options: SyncRunOptions = {}) {
	return await tenant.syncScheme('subcontractors', {
		mapper: { languageId: 1, currencyId: 1, locationId: 301 },
		...options,
	});
}

afterEach(async () => {
	vi.restoreAllMocks();
	await tenant.stop();
});

describe.each(['patch', 'none'] as const)('identity where the server’s updates are: %s', (server) => {
	beforeEach(async () => {
		tenant = await Tenant.start({ people: 2, subcontractors: 7 });
		store().options.subcontractorUpdates = server;
		await sync();
	});

	it.each([true, false])(
		'disconnected by hand stays so, and nobody is made (listed: %s)',
		async (isListed) => {
			store().options.listDisconnectedSubcontractors = isListed;
			const before = everybody();
			const { id } = person();
			edit({ status: 0 });
			const edited = everything(tenant);
			const first = await sync();
			expect(JSON.stringify([first.results, first.summary])).toContain(WHO);
			later(A_DAY);
			await sync();
			later(5);
			await sync();
			expect(writes()).toEqual([]);
			expect(everybody()).toBe(before);
			expect(store().subcontractors.get(id)?.status).toBe(0);
			expect(everything(tenant)).toEqual(edited);
		},
	);

	it('disconnected by hand, and changed in Kleer: kept right, or drift, and not reconnected', async () => {
		edit({ status: 0 });
		await sync();
		tenant.payroll(WHO).phone = '08-123 45 67';
		expect((await sync()).resultOf(WHO)?.action).toBe(server === 'patch' ? 'updated' : 'drift');
		expect(person().status).toBe(0);
		if (server === 'patch') expect(person().phone).toBe('08-123 45 67');
	});

	it('another key is a conflict that names both, told once, and nothing is written', async () => {
		const key = person().internalIdentifier;
		edit({ internalIdentifier: 'X-1' });
		const edited = everything(tenant);
		const run = await sync();
		expect(run.resultOf(WHO)).toMatchObject({ action: 'conflict' });
		expect(run.resultOf(WHO)?.reason).toMatch(new RegExp(`X-1[^]*${key}|${key}[^]*X-1`));
		const again = await sync();
		expect(again.resultOf(WHO)).toBeUndefined();
		expect(again.summary.standing).toContainEqual(expect.objectContaining({ key, action: 'conflict' }));
		later(A_DAY);
		await sync();
		expect(everything(tenant)).toEqual(edited);
	});

	it('a key that is taken away is found by e-mail and put back, or is drift', async () => {
		const before = everything(tenant);
		edit({ internalIdentifier: null });
		const edited = everything(tenant);
		const run = await sync();
		const isWritten = server === 'patch';
		expect(run.resultOf(WHO)?.action).toBe(isWritten ? 'linked' : 'drift');
		expect(run.resultOf(WHO)?.changes.map(({ field }) => field)).toContain('Internal/External ID');
		expect(everything(tenant)).toEqual(isWritten ? before : edited);
		await sync();
		expect(writes()).toEqual([]);
	});

	it('one key on two is a conflict, and neither is written', async () => {
		const { internalIdentifier } = person();
		const copy = { email: 'kopia@underkonsult.example', firstName: 'Kopia', lastName: 'Kopiasson' };
		addCinodeSubcontractor(store(), { ...copy, internalIdentifier }, Date.now());
		edit({ phone: '08-000 00 00' });
		const edited = everything(tenant);
		const run = await sync();
		expect(run.resultOf(WHO)).toMatchObject({
			action: 'conflict',
			reason: expect.stringMatching(/Siv Lövmarker.*Kopia/),
		});
		later(A_DAY);
		await sync();
		expect(everything(tenant)).toEqual(edited);
	});

	it('swapped keys are conflicts for both, and neither gets the other’s name or e-mail', async () => {
		const other = tenant.cinodeSubcontractor('Ormvråken');
		const [ours, theirs] = [person().internalIdentifier, other.internalIdentifier];
		edit({ internalIdentifier: theirs });
		edit({ internalIdentifier: ours }, other.id);
		const edited = everything(tenant);
		tenant.payroll(WHO).phone = '08-111 11 11';
		const run = await sync();
		expect(run.resultOf(WHO)?.action).toBe('conflict');
		expect(run.resultOf('Ormvråken')?.action).toBe('conflict');
		later(A_DAY);
		await sync();
		expect(everything(tenant)).toEqual(edited);
	});

	it('deleted: made anew, once, and complete', async () => {
		const before = everything(tenant);
		store().subcontractors.delete(person().id);
		expect((await sync()).resultOf(WHO)).toMatchObject({ action: 'created' });
		expect(everything(tenant)).toEqual(before);
		await sync();
		expect(writes()).toEqual([]);
	});

	it('deleted and made again by hand: linked and complete, or drift; never a second one', async () => {
		const before = everybody();
		const { id, password: _p, createdDateTime: _c, gender, languageId: _l, ...wanted } = { ...person() };
		store().subcontractors.delete(id);
		const { email, firstName, lastName } = wanted;
		addCinodeSubcontractor(store(), { email, firstName, lastName }, Date.now());
		const run = await sync();
		expect(everybody()).toBe(before);
		if (server === 'patch') {
			expect(run.resultOf(WHO)).toMatchObject({ action: 'linked' });
			// Constants of set-up are for creations alone.
			const { defaultCurrencyId: _currency, locationId: _office, ...rest } = wanted;
			expect(person()).toMatchObject({ ...rest, gender });
		} else {
			expect(run.resultOf(WHO)).toMatchObject({ action: 'drift' });
			expect(
				run
					.resultOf(WHO)
					?.changes.map(({ field }) => field)
					.sort(),
			).toEqual(['Company Identifier', 'Company Name', 'Internal/External ID', 'Phone']);
		}
		await sync();
		expect(writes()).toEqual([]);
	});

	it('merged into another of the same name: that one is ours now, and keeps what is its own', async () => {
		const { id, internalIdentifier, firstName, lastName } = person();
		store().subcontractors.delete(id);
		const tags = [ensureTag(store(), 'Mentor').id];
		const own = { title: 'Testledare', tariff: 800, rating: 4, tags };
		const kept = addCinodeSubcontractor(
			store(),
			{ email: 'siv@annan.example', firstName, lastName, internalIdentifier, ...own },
			Date.now(),
		);
		const before = everybody();
		await sync();
		later(A_DAY);
		const results = (await sync()).results.concat((await sync()).results);
		expect(results.filter(({ action }) => action === 'created')).toEqual([]);
		expect(everybody()).toBe(before);
		expect(kept).toMatchObject(own);
		expect(kept.email).toBe(server === 'patch' ? tenant.kleerUser(WHO).email : 'siv@annan.example');
		expect(writes()).toEqual([]);
	});

	it('merged into another person altogether is a conflict: the key alone proves nothing', async () => {
		const { id, internalIdentifier } = person();
		store().subcontractors.delete(id);
		edit({ internalIdentifier }, tenant.cinodeSubcontractor('Lyckehed').id);
		const edited = everything(tenant);
		expect((await sync()).resultOf(WHO)).toMatchObject({ action: 'conflict' });
		later(A_DAY);
		await sync();
		expect(everything(tenant)).toEqual(edited);
	});
});

it('a large part of the people deleted at once is stopped by the brake', async () => {
	tenant = await Tenant.start({ people: 2, subcontractors: 40 });
	const options = { options: { maxCreates: 100 } };
	await sync(options);
	const linked = [...store().subcontractors.values()].filter((one) => one.internalIdentifier);
	for (const { id } of linked.slice(0, Math.ceil(linked.length * 0.4))) store().subcontractors.delete(id);
	const run = await sync(options);
	expect(writes()).toEqual([]);
	expect(run.summary.brake?.count).toBeGreaterThan(0);
});
