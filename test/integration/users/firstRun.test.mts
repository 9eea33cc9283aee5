import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deduplicator } from '../support/engine.mts';
import { FULL_SETUP, Tenant } from '../support/tenant.mts';

let tenant: Tenant;

beforeEach(async () => {
	tenant = await Tenant.start();
});

afterEach(async () => {
	vi.restoreAllMocks();
	await tenant.stop();
});

describe('the first users sync', () => {
	it('creates, links and skips, and says which', async () => {
		const run = await tenant.sync({ mapper: FULL_SETUP });
		expect(run.summary.counts).toMatchObject({ created: 7, linked: 1, skipped: 2, failed: 0, conflict: 0 });
		expect(run.resultOf('Björkvide')).toMatchObject({ action: 'linked', targetId: 5002 });
		expect(run.resultOf('de la Torpa')).toMatchObject({
			action: 'skipped',
			reason: 'The end date in Kleer has passed',
		});
		expect(run.resultOf('Älvrosen')).toMatchObject({ action: 'skipped', reason: 'Inactive in Kleer' });
		expect(run.resultOf('Havsdijk')).toBeUndefined();
		expect(tenant.findCinodeUsers('Havsdijk')).toEqual([]);
	});

	it('brings over every field', async () => {
		await tenant.sync({ mapper: FULL_SETUP });
		expect(tenant.cinodeUser('von Stensjö')).toMatchObject({
			firstName: 'Jörgen',
			lastName: 'von Stensjö',
			email: 'jorgen.vonstensjo@exempelkonsult.example',
			internalIdentifier: '1002',
			employmentNumber: '102',
			gender: 1,
			dateOfBirth: '1977-02-27T00:00:00',
			phone: '070-174 06 06',
			employmentStartDate: '2012-02-15T00:00:00',
			employmentEndDate: null,
			availabilityPercent: 100,
			languageId: 1,
			defaultCurrencyId: 1,
			locationId: 301,
			permissions: [200],
			baseSalary: 38922,
			taxTable: '30',
			status: 3,
		});
	});

	it('reads hourly-paid, part-time, comma names and coming raises as the table says', async () => {
		await tenant.sync({ mapper: FULL_SETUP });
		expect(tenant.cinodeUser('Lindvide-Åkerö')).toMatchObject({
			baseSalary: null,
			gender: 0,
			dateOfBirth: '1991-04-26T00:00:00',
		});
		expect(tenant.cinodeUser('al-Hadrami')).toMatchObject({
			availabilityPercent: 80,
			dateOfBirth: '1967-02-22T00:00:00',
			gender: 1,
		});
		expect(tenant.cinodeUser('Strömdala')).toMatchObject({
			firstName: 'Örjan',
			lastName: 'Strömdala',
			gender: 0,
			dateOfBirth: null,
		});
		expect(tenant.cinodeUser('Granhult')).toMatchObject({ status: 2, lastName: 'af Granhult' });
		expect(tenant.cinodeUser('Ekholmen')).toMatchObject({ baseSalary: 62679, taxTable: null });
		expect(tenant.cinodeUser('Nyåkern').email).toBe('elin.nyakern@exempelkonsult.example');
	});

	it('keeps people’s own tags and adds the chosen categories', async () => {
		await tenant.sync({ mapper: FULL_SETUP });
		const state = tenant.state();
		const tagsOf = (name: string) => state.find(({ lastName }) => lastName === name)?.tags;
		expect(tagsOf('Björkvide')).toEqual(['Backend', 'Mentor']);
		expect(tagsOf('von Stensjö')).toEqual(['Frontend']);
		const names = [...tenant.sandbox.cinode.store.tags.values()].map(({ name }) => name);
		expect(names.filter((name) => name === 'Backend')).toHaveLength(1);
	});

	it('costs at most four requests per new person and two for a link', async () => {
		await tenant.sync({ mapper: FULL_SETUP });
		// One list, one look-up of tags; three for the link, since its tags change too.
		expect(tenant.cinodeRequests).toBeLessThanOrEqual(2 + 7 * 4 + 3);
	});

	it('changes nothing the second time, for one request', async () => {
		await tenant.sync({ mapper: FULL_SETUP });
		const before = structuredClone(tenant.state());
		const again = await tenant.sync({ mapper: FULL_SETUP });
		expect(tenant.writes).toEqual([]);
		expect(tenant.cinodeRequests).toBe(1);
		expect(again.results).toEqual([]);
		expect(again.summary.counts).toMatchObject({ unchanged: 8, skipped: 2 });
		expect(tenant.state()).toEqual(before);
	});

	it('changes nothing the second time even when n8n has forgotten everything', async () => {
		await tenant.sync({ mapper: FULL_SETUP });
		tenant.forget();
		const again = await tenant.sync({ mapper: FULL_SETUP });
		expect(tenant.writes).toEqual([]);
		expect(again.summary.counts).toMatchObject({ unchanged: 8, created: 0, linked: 0, updated: 0 });
	});

	it('works where a billion daily requests are typed, and asks memory no more than a large plan needs', async () => {
		const options = { requestsPerDay: 1e9 };
		await tenant.sync({ options });
		const asked = vi.spyOn(deduplicator, 'checkProcessedAndRecord');
		const { summary } = await tenant.sync({ options });
		expect(summary.counts).toMatchObject({ unchanged: 8, skipped: 2, failed: 0 });
		expect(Math.max(...asked.mock.calls.map(([entries]) => entries.length))).toBeLessThan(20_000);
	});

	it('costs two requests for a changed person, three when tags also change', async () => {
		await tenant.sync({ mapper: FULL_SETUP });
		tenant.payroll('Nyåkern').phone = '08-123 45 67';
		const one = await tenant.sync({ mapper: FULL_SETUP });
		expect(one.results).toHaveLength(1);
		expect(one.results[0]).toMatchObject({
			action: 'updated',
			changes: [{ field: 'Phone', to: '08-123 45 67' }],
		});
		expect(tenant.cinodeRequests).toBe(1 + 2);
		expect(tenant.patches).toEqual([{ '/phone': '08-123 45 67' }]);

		tenant.payroll('Nyåkern').phone = '08-765 43 21';
		tenant.payroll('Nyåkern')['dimension-entries'] = [{ id: 4201 }];
		await tenant.sync({ mapper: FULL_SETUP });
		// Tag ids are looked up once in a run that needs them.
		expect(tenant.cinodeRequests).toBeLessThanOrEqual(1 + 1 + 3);
	});

	it('writes nothing in a dry run, says the same, and masks what is sensitive', async () => {
		const before = structuredClone(tenant.state());
		const dry = await tenant.sync({ mapper: FULL_SETUP, sync: { dryRun: true } });
		expect(tenant.writes).toEqual([]);
		expect(tenant.state()).toEqual(before);
		expect(dry.results.every(({ dryRun }) => dryRun)).toBe(true);
		expect(dry.summary).toMatchObject({ dryRun: true, counts: { created: 7, linked: 1, skipped: 2 } });

		const wet = await tenant.sync({ mapper: FULL_SETUP });
		const comparable = (results: typeof dry.results) =>
			results
				.filter(({ action }) => action !== 'skipped')
				.map(({ key, action, changes }) => ({ key, action, changes }))
				.sort((a, b) => a.key.localeCompare(b.key));
		expect(comparable(wet.results)).toEqual(comparable(dry.results));
	});

	it('pairs every result with the person it came from', async () => {
		const run = await tenant.sync({ mapper: FULL_SETUP });
		for (const item of run.items) {
			const index = (item.pairedItem as { item: number }).item;
			expect(run.mapped[index]?.key).toBe(item.json.key);
		}
	});

	it('shows sensitive values only when the switch says so', async () => {
		const hidden = await tenant.sync({ mapper: FULL_SETUP, sync: { dryRun: true } });
		expect(JSON.stringify([hidden.results, hidden.summary])).not.toContain('38922');
		tenant.forget();
		const shown = await tenant.sync({
			mapper: FULL_SETUP,
			sync: { dryRun: true },
			options: { showSensitive: true },
		});
		expect(JSON.stringify(shown.results)).toContain('38922');
	});
});
