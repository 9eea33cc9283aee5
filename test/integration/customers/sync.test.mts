import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
	addClient,
	editCinodeCustomer,
	editCinodeUser,
	editClient,
	findSecrets,
	removeClient,
} from '../../sandbox/index.mts';
import { later } from '../support/clock.mts';
import type { SyncRunOptions } from '../support/sync.mts';
import { Tenant } from '../support/tenant.mts';

let tenant: Tenant;

beforeEach(async () => {
	tenant = await Tenant.start();
	await tenant.sync({ mapper: { languageId: 1 } });
});

afterEach(async () => {
	vi.restoreAllMocks();
	await tenant.stop();
});

const sync = async (options?: SyncRunOptions) => await tenant.syncScheme('customers', options);
const kleer = () => tenant.sandbox.kleer.store;
const cinode = () => tenant.sandbox.cinode.store;

describe('the first customers sync', () => {
	it('links, creates, skips, rejects and finds conflicts, and says which', async () => {
		const run = await sync();
		expect(run.summary.counts).toMatchObject({ created: 8, linked: 1, skipped: 1, conflict: 1, failed: 0 });
		expect(run.resultOf('Havsvide')).toMatchObject({ action: 'linked', targetId: 9000 });
		expect(run.resultOf('Sjövide')).toMatchObject({
			action: 'conflict',
			reason: expect.stringMatching(/organisation number.*UPS-88231.*K1013/),
		});
		expect(run.rejected.map(({ label }) => label)).toEqual(['Rönnfors Bygg AB (Kleer id 310005)']);
		expect(JSON.stringify(run.results)).not.toContain('Ottilia');
	});

	it('links by exact name only where set-up allows it', async () => {
		const run = await sync({ sync: { linkByName: true } });
		expect(run.resultOf('Granstråk')).toMatchObject({ action: 'linked', targetId: 9001 });
		expect(run.resultOf('Folktandvården')).toMatchObject({ action: 'linked', targetId: 9002 });
		expect(run.resultOf('Verksamhets-IT')?.action).toBe('created');
	});

	it('brings over every field', async () => {
		await sync({ mapper: { categoryTags: { rows: [{ category: '4501|Industri' }] } } });
		const { addresses, contacts, tags, managers, ...customer } = tenant.cinodeCustomer('Havsvide');
		expect(customer).toMatchObject({
			name: 'Havsvide Logistik AB',
			identification: 'K1001',
			description: expect.stringContaining('\nMärk fakturor'),
			// Alike is equal: it was written without dash, and stays so.
			corporateIdentityNumber: '5599001012',
			vatNumber: 'SE559900101201',
			phone: '031-390 06 15',
			countryId: 1,
			turnOverCurrencyId: 1,
			turnOver: 48_000_000,
		});
		expect(addresses).toHaveLength(2);
		expect(addresses[1]).toMatchObject({
			street1: 'Fraktgatan 14',
			street2: 'Leverantörsreskontra',
			city: 'Göteborg',
			email: 'faktura@havsvide.example',
			comments: 'Bifoga alltid tidrapport.',
		});
		expect(contacts.map(({ lastName }) => lastName)).toEqual(['Bokvik', 'Tallmo']);
		expect(tenant.tagNames(tags)).toEqual(['BV=30', 'Industri', 'Ramavtal']);
		expect(managers).toContain(tenant.cinodeUser('Björkvide').id);
	});

	it('keeps a sole trader’s number out of everything that people see', async () => {
		const run = await sync();
		expect(tenant.cinodeCustomer('Klintåkers').corporateIdentityNumber).toMatch(/^\d{6}-\d{4}$/);
		const seen = JSON.stringify([run.results, run.summary, run.rejected]);
		expect(findSecrets(seen, tenant.sandbox.secrets())).toEqual([]);
	});

	it('leaves a sole trader’s number out where set-up says so', async () => {
		await sync({ mapper: { options: { sendSoleTraderNumbers: false } } });
		expect(tenant.cinodeCustomer('Klintåkers')).toMatchObject({
			corporateIdentityNumber: null,
			vatNumber: null,
		});
	});

	it('writes nothing in a dry run, and says the same', async () => {
		const dry = await sync({ sync: { dryRun: true } });
		expect(tenant.writes).toEqual([]);
		const wet = await sync();
		expect(dry.summary.counts).toEqual(wet.summary.counts);
	});
});

describe('a run in which nothing changed', () => {
	it('costs one request, and a changed customer its own', async () => {
		await sync();
		await sync();
		expect(tenant.writes).toEqual([]);
		expect(tenant.cinodeRequests).toBe(1);

		editClient(kleer(), 'Åsberga Teknik AB', { phone: '08-22 33 44' });
		const run = await sync();
		expect(run.resultOf('Åsberga')).toMatchObject({
			action: 'updated',
			changes: [{ field: 'Phone', from: null, to: '08-22 33 44' }],
		});
		expect(tenant.writes).toEqual([expect.stringMatching(/^PATCH \/customers\/\d+$/)]);
	});

	it('is also quiet after a change of terms: the old tag goes, others stay', async () => {
		await sync();
		editClient(kleer(), 'Havsvide Logistik AB', { 'payment-days': 45 });
		await sync();
		expect(tenant.tagNames(tenant.cinodeCustomer('Havsvide').tags)).toEqual(['BV=45', 'Ramavtal']);
		expect(tenant.writes.map((write) => write.replace(/\d+/g, 'n'))).toEqual([
			'POST /customers/n/tags',
			'DELETE /customers/n/tags/n',
		]);
		await sync();
		expect(tenant.cinodeRequests).toBe(1);
	});

	it('notices what was changed by hand where the list shows it', async () => {
		await sync();
		const { id } = tenant.cinodeCustomer('Åsberga');
		editCinodeCustomer(cinode(), id, { vatNumber: 'SE999999999901' }, { now: Date.now() + 5000 });
		const run = await sync();
		expect(run.resultOf('Åsberga')?.changes.map(({ field }) => field)).toEqual(['VAT Number']);
	});

	it('notices what was changed by hand by the daily compare where the list doesn’t show it', async () => {
		await sync();
		const { id } = tenant.cinodeCustomer('Åsberga');
		editCinodeCustomer(cinode(), id, { phone: '1' }, { now: Date.now(), bump: false });
		expect((await sync()).resultOf('Åsberga')).toBeUndefined();
		later(24 * 60);
		const run = await sync();
		expect(run.summary.fullCompare.done).toBeGreaterThan(8);
		// Kleer has no phone for it, so the hand-written one stays.
		expect(tenant.writes).toEqual([]);
		editClient(kleer(), 'Åsberga Teknik AB', { phone: '08-1' });
		await sync();
		expect(tenant.cinodeCustomer('Åsberga').phone).toBe('08-1');
	});
});

describe('identity', () => {
	it('a number that was changed in Kleer is a conflict that names both, told once', async () => {
		await sync();
		editClient(kleer(), 'Åsberga Teknik AB', { 'foreign-id': 'K2012' });
		const run = await sync();
		expect(run.resultOf('Åsberga')).toMatchObject({
			action: 'conflict',
			reason: expect.stringMatching(/K1012 instead of K2012/),
		});
		expect(tenant.writes).toEqual([]);
		const again = await sync();
		expect(again.resultOf('Åsberga')).toBeUndefined();
		expect(again.summary.standing.map(({ key }) => key)).toContain('K2012');
		expect(tenant.cinodeRequests).toBeLessThanOrEqual(4);
	});

	it('a number that was changed in Cinode is also one', async () => {
		await sync();
		const { id } = tenant.cinodeCustomer('Åsberga');
		editCinodeCustomer(cinode(), id, { identification: 'X' }, { now: Date.now() + 5000 });
		const run = await sync();
		expect(run.resultOf('Åsberga')?.reason).toMatch(/the key X instead of K1012/);
		expect(tenant.writes).toEqual([]);
	});

	it('a number that two clients have is a conflict for both', async () => {
		await sync();
		addClient(kleer(), { name: 'Tvilling AB', 'foreign-id': 'K1012' });
		const run = await sync();
		expect(run.summary.counts.conflict).toBe(3);
		expect(run.resultOf('Tvilling')?.reason).toMatch(/Åsberga.*Tvilling/);
		expect(tenant.writes).toEqual([]);
	});

	it('12 is not 1234', async () => {
		addClient(kleer(), { name: 'Lång AB', 'foreign-id': '1234' });
		await sync();
		addClient(kleer(), { name: 'Kort AB', 'foreign-id': '12' });
		expect((await sync()).resultOf('Kort')?.action).toBe('created');
		expect(tenant.cinodeCustomer('Lång').identification).toBe('1234');
	});

	it('a client that is gone from Kleer changes nothing in Cinode', async () => {
		await sync();
		removeClient(kleer(), 'Åsberga Teknik AB');
		await sync();
		expect(tenant.writes).toEqual([]);
		expect(tenant.cinodeCustomer('Åsberga').status).toBe(1);
	});

	it('two Kleer companies on one Cinode don’t touch each other’s customers', async () => {
		await sync({ mapper: { keyPrefix: 'A-' } });
		const before = tenant.endState().customers;
		const other = await tenant.syncScheme('customers', {
			mapper: { keyPrefix: 'B-' },
			workflowId: 'the other company',
		});
		expect(other.summary.counts).toMatchObject({ updated: 0, conflict: 0 });
		const after = tenant.endState().customers;
		for (const customer of before) expect(after).toContainEqual(customer);
		expect(after.filter(({ name }) => name === 'Åsberga Teknik AB')).toHaveLength(2);
	});
});

describe('policies', () => {
	it('inactive clients: nothing by default, set inactive if chosen, active again by a switch', async () => {
		await sync();
		editClient(kleer(), 'Åsberga Teknik AB', { active: false, phone: '08-9' });
		expect((await sync()).resultOf('Åsberga')).toMatchObject({ action: 'skipped' });
		expect(tenant.writes).toEqual([]);

		await sync({ sync: { inactive: 'setInactive' } });
		expect(tenant.cinodeCustomer('Åsberga')).toMatchObject({ status: 0, phone: null });

		editClient(kleer(), 'Åsberga Teknik AB', { active: true });
		const kept = await sync();
		expect(kept.resultOf('Åsberga')?.warnings.join()).toContain("'Reactivate' is off");
		expect(tenant.cinodeCustomer('Åsberga')).toMatchObject({ status: 0, phone: '08-9' });
		await sync({ sync: { reactivate: true } });
		expect(tenant.cinodeCustomer('Åsberga').status).toBe(1);
	});

	it('our reference is added, or the only one', async () => {
		const run = await sync();
		expect(tenant.cinodeCustomer('Havsvide').managers).toHaveLength(2);
		expect(run.resultOf('Havsvide')?.warnings.join()).toContain('Also responsible in Cinode: Vera');
		await sync({ sync: { responsible: 'only' } });
		expect(tenant.cinodeCustomer('Havsvide').managers).toEqual([tenant.cinodeUser('Björkvide').id]);
	});

	it('an id of a country that no customer shows is taken from set-up', async () => {
		const run = await sync();
		expect(run.resultOf('Nebelwald')?.warnings.join()).toMatch(/country DE/);
		expect(tenant.cinodeCustomer('Nebelwald').countryId).toBeNull();
		await sync({ sync: { countries: { rows: [{ code: 'de', countryId: 5 }] } } });
		expect(tenant.cinodeCustomer('Nebelwald').countryId).toBe(5);
	});
});

describe('what Cinode doesn’t have yet', () => {
	it('our reference arrives after its person, without asking every five minutes', async () => {
		const { id } = tenant.cinodeUser('Björkvide');
		const key = cinode().users.get(id)?.internalIdentifier;
		editCinodeUser(cinode(), id, { internalIdentifier: null }, { now: Date.now() });
		const run = await sync();
		expect(run.resultOf('Havsvide')?.warnings.join()).toContain('no active user in Cinode');
		editCinodeUser(cinode(), id, { internalIdentifier: key }, { now: Date.now() });
		later(5);
		await sync();
		expect(tenant.cinodeRequests).toBe(1);
		later(30);
		await sync();
		expect(tenant.cinodeCustomer('Havsvide').managers).toContain(id);
		expect(tenant.writes).toEqual(['POST /customers/9000/managers']);
	});
});

describe('bad input', () => {
	it('notes of 5,000 characters with line breaks arrive whole', async () => {
		const notes = 'Rad ett\r\n'.repeat(555).slice(0, 5000);
		editClient(kleer(), 'Åsberga Teknik AB', { notes });
		await sync();
		expect(tenant.cinodeCustomer('Åsberga').description).toBe(notes.trim());
		await sync();
		expect(tenant.writes).toEqual([]);
	});

	it('three invoice addresses that differ are a warning, and stay as they are', async () => {
		const customer = tenant.cinodeCustomer('Folktandvården');
		const [one] = customer.addresses;
		if (!one) throw new Error('The seed has no invoice address');
		customer.addresses.push({ ...one, id: one.id + 1000, street1: 'Box 77' });
		const before = structuredClone(customer.addresses);
		const run = await sync({ sync: { linkByName: true } });
		expect(run.resultOf('Folktandvården')?.warnings.join()).toContain('3 invoice addresses');
		expect(tenant.cinodeCustomer('Folktandvården').addresses).toEqual(before);
	});

	it('what Kleer leaves out clears nothing', async () => {
		await sync({ mapper: { modes: { phone: 'mirror', vatNumber: 'mirror', description: 'mirror' } } });
		const before = tenant.endState();
		kleer().options.clientOmits = ['phone', 'vat-nr', 'notes', 'dimension-entries', 'payment-days', 'user'];
		await sync({ mapper: { modes: { phone: 'mirror', vatNumber: 'mirror', description: 'mirror' } } });
		expect(tenant.endState()).toEqual(before);
	});

	it('one that Cinode refuses fails alone', async () => {
		tenant.sandbox.faults.add({
			system: 'cinode',
			kind: 'status',
			status: 400,
			method: 'POST',
			path: '/customers$',
			times: 1,
		});
		const run = await sync();
		expect(run.summary.counts).toMatchObject({ failed: 1, created: 7, linked: 1 });
	});
});

describe('an answer that is lost in the middle of a creation', () => {
	const parts = () =>
		[...cinode().customers.values()]
			.map(({ name, identification, addresses, contacts, tags, managers }) => [
				...[name, identification, addresses.length, contacts.length],
				...[tags.length, managers.length],
			])
			.sort();

	it.each([
		['address', 'POST', '/addresses$'],
		['contact', 'POST', '/contacts$'],
		['responsible', 'POST', '/managers'],
	])('of its %s is put right by the same run', async (_, method, path) => {
		const other = await Tenant.start();
		await other.sync({ mapper: { languageId: 1 } });
		await other.syncScheme('customers');
		const fault = { system: 'cinode', method, path, every: 2, kind: 'drop-after' } as const;
		tenant.sandbox.faults.add(fault);
		const run = await sync();
		expect(tenant.sandbox.requests.count({ method, path: new RegExp(path) })).toBeGreaterThan(0);
		expect(run.summary.counts).toMatchObject({ created: 8, linked: 1, failed: 0, deferred: 0 });
		const wanted = parts();
		const before = tenant;
		tenant = other;
		expect(parts()).toEqual(wanted);
		tenant = before;
		await other.stop();
	});
});
