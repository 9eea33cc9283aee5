import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cinodeEndState } from '../sandbox/index.mts';
import { SyncTemplate, type SyncRun } from './support/syncTemplate.mts';

let customers: SyncTemplate;

beforeAll(async () => {
	customers = await SyncTemplate.start('customers');
});

afterAll(async () => {
	await customers?.stop();
});

const endState = () => cinodeEndState(customers.sandbox.cinode.store);

/** Labels of the results that ended so. */
function labels(run: SyncRun | undefined, action: string): string[] {
	const results = run?.results.filter((one) => one.action === action) ?? [];
	return results.map(({ label }) => label).sort();
}

const LINKED = ['Havsvide Logistik AB (K1001)'];
const CREATED = [
	'Fjelltråd Sjømat AS (K1009)',
	'Granstråk Energi AB (K1002)',
	'Klintåkers Måleri (K1007)',
	'Lärkhöjd Fastigheter AB (K1011)',
	'Nebelwald Maschinenbau GmbH (00417)',
	'Region Norrvide, Folktandvården (K1003)',
	'Region Norrvide, Verksamhets-IT (K1004)',
	'Åsberga Teknik AB (K1012)',
].sort();

describe('the customers template in a real n8n', () => {
	it('writes nothing as it ships, and says whom it would link and whom it would create', async () => {
		const before = endState();
		const run = await customers.preview();
		expect(run.execution.status).toBe('success');
		expect(run.summary.dryRun).toBe(true);
		expect(labels(run, 'linked')).toEqual(LINKED);
		expect(labels(run, 'created')).toEqual(CREATED);
		expect(labels(run, 'skipped')).toEqual(['Ekmosse Förlag AB (K1010)']);
		expect(labels(run, 'conflict')).toEqual(['Sjövide Spel AB (K1013)']);
		expect(run.result('Havsvide')?.changes).toContainEqual({
			field: 'Name',
			from: 'Havsvide Logistik',
			to: 'Havsvide Logistik AB',
		});
		expect(customers.writes).toEqual([]);
		expect(endState()).toEqual(before);
	});

	it('brings customers over on its schedule, once published', async () => {
		const before = customers.sandbox.cinode.store.customers.size;
		const [run] = await customers.onSchedule(1);
		expect(run?.execution.mode).toBe('trigger');
		expect(labels(run, 'linked')).toEqual(LINKED);
		expect(labels(run, 'created')).toEqual(CREATED);
		expect(run?.summary.counts).toMatchObject({ created: CREATED.length, linked: 1, failed: 0 });
		expect(customers.sandbox.cinode.store.customers.size).toBe(before + CREATED.length);
	});

	it('links what Cinode had, and keeps what people had entered there', () => {
		expect(customers.cinodeCustomer('K1001')).toMatchObject({
			name: 'Havsvide Logistik AB',
			phone: '031-390 06 15',
			managers: ['Vera Ägarström'],
			contacts: ['Sören Bokvik', 'Gunhild Tallmo'],
			tags: ['Ramavtal', 'BV=30'],
			turnOver: 48_000_000,
			invoice: [{ street1: 'Fraktgatan 14', comments: 'Bifoga alltid tidrapport.' }],
		});
	});

	it('creates what it had not, complete', () => {
		expect(customers.cinodeCustomer('K1009')).toMatchObject({
			name: 'Fjelltråd Sjømat AS',
			vatNumber: 'NO700000176MVA',
			phone: '+47 55 55 01 17',
			country: 'NO',
			currency: 'NOK',
			status: 1,
			contacts: ['Ragnhild Øyjord'],
			tags: ['BV=14'],
			invoice: [{ street1: 'Prøvegata 8', zipCode: '5003', city: 'Bergen', country: 'Norge' }],
		});
	});

	it('leaves out private persons, inactive clients and those that only Cinode has', () => {
		const names = [...customers.sandbox.cinode.store.customers.values()].map(({ name }) => name);
		expect(names).not.toContain('Ottilia Sjötråd');
		expect(names).not.toContain('Ekmosse Förlag AB');
		expect(customers.cinodeCustomer('Nordnes Verft')).toMatchObject({
			identification: null,
			tags: ['Prospekt'],
		});
		expect(customers.cinodeCustomer('Mosslunda')).toMatchObject({ identification: null, status: 0 });
	});

	it('writes nothing the second time, and by hand looks again only at what Cinode did not have', async () => {
		const { done, summary } = await customers.sync();
		expect(customers.writes).toEqual([]);
		expect(done).toEqual([]);
		expect(summary.counts).toMatchObject({ unchanged: CREATED.length + 1, skipped: 1, conflict: 1 });
		// Six customers name people who aren't in Cinode yet: the list, the people, and each of the six.
		// Two more where numbers have to be looked up again, a namesake's and the conflict's.
		expect(customers.cinodeRequests).toBeLessThanOrEqual(10);
	});

	it('takes from set-up the country that it could not know', async () => {
		expect(customers.cinodeCustomer('Nebelwald').country).toBeNull();
		const germany = { rows: [{ code: 'DE', countryId: 5 }] };
		const run = await customers.sync({ sync: { countries: germany } });
		expect(run.done.map(({ label }) => label)).toEqual(['Nebelwald Maschinenbau GmbH (00417)']);
		expect(run.changed('Nebelwald')).toEqual(['Country']);
		expect(customers.cinodeCustomer('Nebelwald').country).toBe('DE');
	});
});
