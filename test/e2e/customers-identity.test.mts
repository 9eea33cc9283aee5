import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addClient, cinodeEndState, editCinodeCustomer, editClient, findSecrets } from '../sandbox/index.mts';
import { soleTraderNumber } from '../sandbox/seed/organisationNumbers.mts';
import { SyncTemplate, type SyncRun } from './support/syncTemplate.mts';

let customers: SyncTemplate;

beforeAll(async () => {
	customers = await SyncTemplate.start('customers');
});

afterAll(async () => {
	await customers?.stop();
});

const count = () => customers.sandbox.cinode.store.customers.size;
const secretsIn = (run: SyncRun) => findSecrets(run.shown, customers.sandbox.secrets());

/** What the report says about somebody; undefined where it says nothing. */
function said({ toLookAt }: SyncRun, who: string) {
	return toLookAt.find((one) => one.who.includes(who));
}

describe('the first run', () => {
	let run: SyncRun;

	beforeAll(async () => {
		run = await customers.sync();
	});

	it('leaves alone who carries another system’s id, and names both', () => {
		expect(said(run, 'Sjövide Spel')).toMatchObject({
			what: 'conflict',
			why: expect.stringMatching(/organisation number but carries the key UPS-88231 instead of K1013/),
		});
		expect(customers.cinodeCustomer('Sjövide Spel').identification).toBe('UPS-88231');
	});

	it('reports a client without customer number', () => {
		expect(said(run, 'Rönnfors Bygg')).toEqual({
			who: 'Rönnfors Bygg AB (Kleer id 310005)',
			what: 'rejected',
			why: "Kleer has no value in 'Customer Number', the key that set-up chose",
		});
		expect(() => customers.cinodeCustomer('Rönnfors')).toThrow('0 are called');
	});

	it('gives departments that share a number a customer each', () => {
		expect(customers.cinodeCustomer('K1003').name).toBe('Region Norrvide, Folktandvården');
		expect(customers.cinodeCustomer('K1004').name).toBe('Region Norrvide, Verksamhets-IT');
		expect(said(run, 'Folktandvården')?.why).toMatch(/same name without ID/);
	});

	it('sends a sole trader’s number and shows it to nobody', () => {
		const { orgno } = customers.kleerClient('Klintåkers Måleri');
		expect(customers.cinodeCustomer('Klintåkers').corporateIdentityNumber).toBe(orgno);
		const masked = ['Organisation Number', 'VAT Number'].map((field) => ({
			field,
			from: 'changed',
			to: 'changed',
		}));
		expect(run.result('Klintåkers')?.changes).toEqual(expect.arrayContaining(masked));
		expect(secretsIn(run)).toEqual([]);
	});
});

describe('a customer number that was edited', () => {
	let run: SyncRun;
	let before: ReturnType<typeof cinodeEndState>;

	beforeAll(async () => {
		const { kleer, cinode } = customers.sandbox;
		editClient(kleer.store, 'Havsvide Logistik AB', { 'foreign-id': 'K9001' });
		editClient(kleer.store, 'Åsberga Teknik AB', { 'foreign-id': 'K1002' });
		editClient(kleer.store, 'Klintåkers Måleri', { orgno: soleTraderNumber(40, 'male') });
		const { id } = customers.cinodeCustomer('K1009');
		editCinodeCustomer(cinode.store, id, { identification: 'N-77' }, { now: Date.now() });
		before = cinodeEndState(cinode.store);
		run = await customers.sync();
	});

	it('in Kleer is a conflict', () => {
		expect(said(run, 'Havsvide')).toMatchObject({
			what: 'conflict',
			why: expect.stringMatching(/carries the key K1001 instead of K9001/),
		});
	});

	it('in Cinode is a conflict', () => {
		expect(said(run, 'Fjelltråd')).toMatchObject({
			what: 'conflict',
			why: expect.stringMatching(/carries the key N-77 instead of K1009/),
		});
	});

	it('so that two clients have it is a conflict for both', () => {
		for (const name of ['Granstråk', 'Åsberga']) {
			expect(said(run, name)).toMatchObject({
				what: 'conflict',
				why: expect.stringMatching(/2 records have the key K1002/),
			});
		}
	});

	it('and nothing is written or created for any of them', () => {
		const others = (state: typeof before) =>
			state.customers.filter(({ name }) => name !== 'Klintåkers Måleri');
		expect(others(cinodeEndState(customers.sandbox.cinode.store))).toEqual(others(before));
	});

	it('while a sole trader’s new number arrives, and is shown to nobody', () => {
		expect(run.result('Klintåkers')?.changes).toEqual([
			{ field: 'Organisation Number', from: 'changed', to: 'changed' },
		]);
		expect(customers.cinodeCustomer('Klintåkers').corporateIdentityNumber).toBe(soleTraderNumber(40, 'male'));
		expect(secretsIn(run)).toEqual([]);
	});

	it('is right again once it is put right', async () => {
		const { kleer, cinode } = customers.sandbox;
		editClient(kleer.store, 'Havsvide Logistik AB', { 'foreign-id': 'K1001' });
		editClient(kleer.store, 'Åsberga Teknik AB', { 'foreign-id': 'K1012' });
		const { id } = customers.cinodeCustomer('N-77');
		editCinodeCustomer(cinode.store, id, { identification: 'K1009' }, { now: Date.now() });
		const size = count();
		const { summary } = await customers.sync();
		expect(summary.counts).toMatchObject({ conflict: 1, created: 0, updated: 0, failed: 0 });
		expect(count()).toBe(size);
	});
});

describe('what set-up decides about identity', () => {
	it('a customer without number in Cinode is linked by its exact name where it says so', async () => {
		const { kleer, cinode } = customers.sandbox;
		addClient(kleer.store, { 'foreign-id': 'K2000', name: 'Stenhöjds Arkitekter' });
		const size = count();
		const run = await customers.sync({ sync: { linkByName: true } });
		expect(run.result('K2000')?.action).toBe('linked');
		expect(customers.cinodeCustomer('Stenhöjds')).toMatchObject({
			identification: 'K2000',
			tags: ['Prospekt', 'BV=30'],
		});
		expect(cinode.store.customers.size).toBe(size);
	});

	it('a sole trader’s number stays in Kleer where it says so, and what Cinode has stays', async () => {
		const { kleer } = customers.sandbox;
		addClient(kleer.store, {
			'foreign-id': 'K2001',
			name: 'Provmålarn',
			orgno: soleTraderNumber(50, 'female'),
		});
		const held = customers.cinodeCustomer('Klintåkers').corporateIdentityNumber;
		const run = await customers.sync({ mapper: { options: { sendSoleTraderNumbers: false } } });
		expect(customers.cinodeCustomer('Provmålarn')).toMatchObject({
			identification: 'K2001',
			corporateIdentityNumber: null,
		});
		expect(customers.cinodeCustomer('Klintåkers').corporateIdentityNumber).toBe(held);
		expect(secretsIn(run)).toEqual([]);
	});

	it('a number from before the key prefix is a conflict that says what to do', async () => {
		const size = count();
		const run = await customers.sync({ mapper: { keyPrefix: 'AB-' }, sync: { dryRun: true } });
		expect(run.summary.counts).toMatchObject({ updated: 0, linked: 0, failed: 0 });
		expect(said(run, 'Havsvide')).toMatchObject({
			what: 'conflict',
			why: expect.stringMatching(/carries the key K1001, which is AB-K1001 without the key prefix/),
		});
		expect(count()).toBe(size);
	});

	it('a prefix keeps another Kleer company’s customers out of sight', async () => {
		const { cinode } = customers.sandbox;
		for (const { id, identification } of cinode.store.customers.values()) {
			if (!identification) continue;
			editCinodeCustomer(cinode.store, id, { identification: `CD-${identification}` }, { now: Date.now() });
		}
		const size = count();
		const run = await customers.sync({ mapper: { keyPrefix: 'AB-' }, sync: { dryRun: true } });
		expect(run.summary.counts).toMatchObject({ updated: 0, linked: 0, failed: 0, conflict: 0 });
		expect(run.result('AB-K1001')?.action).toBe('created');
		expect(count()).toBe(size);
	});
});
