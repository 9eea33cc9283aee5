import { beforeEach, describe, expect, it } from 'vitest';
import { Tenant, person } from '../support/fakeTarget.mts';

const MINUTE = 60_000;

describe('a conflict that only a closer look shows', () => {
	let tenant: Tenant;
	const subcontractor = {
		id: 900,
		key: '1',
		label: 'user 900',
		listState: '1',
		linkKeys: ['1@firma.se'],
		confirmingValues: ['1@firma.se'],
		disconnected: false,
		wrongKind: 'is a subcontractor in Cinode',
	};

	beforeEach(async () => {
		tenant = new Tenant();
		tenant.target.hidden = [subcontractor];
		const { results } = await tenant.run([person('1')]);
		expect(results).toMatchObject([{ action: 'conflict' }]);
		expect(tenant.target.looks).toBe(1);
	});

	async function later(minutes: number, ...[records, options]: Parameters<Tenant['run']>) {
		await tenant.clock.advance(minutes * MINUTE);
		return await tenant.run(records, options);
	}

	it('stands, and isn’t looked at again every five minutes', async () => {
		for (let run = 0; run < 3; run++) {
			const { results, summary } = await later(5, [person('1')]);
			expect(results).toEqual([]);
			expect(summary).toMatchObject({
				counts: { conflict: 1 },
				standing: [{ key: '1', action: 'conflict' }],
			});
		}
		expect(tenant.target.looks).toBe(1);
		expect(tenant.target.rows).toEqual([]);
	});

	it('is looked at again after a while, less and less often, and is no news then', async () => {
		for (let run = 0; run < 288; run++) expect((await later(5, [person('1')])).results).toEqual([]);
		expect(tenant.target.looks).toBeGreaterThan(12);
		expect(tenant.target.looks).toBeLessThan(30);
	});

	it('that was solved in Cinode is noticed within two hours', async () => {
		await later(30, [person('1')]);
		await later(60, [person('1')]);
		tenant.target.hidden = [];
		let runs = 0;
		while (tenant.target.rows.length === 0 && runs < 100) {
			await later(5, [person('1')]);
			runs++;
		}
		expect(runs * 5).toBeLessThanOrEqual(120);
		expect(tenant.target.rows).toMatchObject([{ key: '1' }]);
	});

	it.each<[string, ...Parameters<Tenant['run']>]>([
		['the record changes', [person('1', { phone: '2' })]],
		['a run is made by hand', [person('1')], { retriesAll: true }],
		['somebody else is new', [person('1'), person('2')]],
	])('is looked at at once when %s', async (_when, records, options) => {
		tenant.target.hidden = [];
		const { summary } = await later(1, records, options);
		expect(summary.counts).toMatchObject({ conflict: 0, created: records.length });
	});

	it('stays one when another person is new', async () => {
		const { results, summary } = await later(1, [person('1'), person('2')]);
		expect(results).toMatchObject([{ key: '2', action: 'created' }]);
		expect(summary.counts).toMatchObject({ conflict: 1, created: 1 });
	});

	it('waits though a key that has nothing else in common is looked at in every run', async () => {
		tenant.target.add({ key: '2', email: 'other@firma.se', phone: '1' });
		for (let run = 0; run < 12; run++) await later(5, [person('1'), person('2')]);
		expect(tenant.target.lookedFor.filter((key) => key === '1').length).toBeLessThan(5);
	});

	it('waits though a person in the list is edited all the time', async () => {
		tenant.target.add({ key: '7', email: '7@firma.se', phone: '1' });
		await later(5, [person('1')]);
		const { looks } = tenant.target;
		for (let run = 0; run < 12; run++) {
			tenant.target.rows[0]!.version++;
			await later(5, [person('1')]);
		}
		expect(tenant.target.looks - looks).toBeLessThan(5);
	});

	it('is looked at at once when a person in the list gets another key', async () => {
		tenant.target.add({ key: '7', email: '7@firma.se', phone: '1' });
		await later(5, [person('1')]);
		tenant.target.hidden = [];
		tenant.target.rows[0]!.key = '8';
		const { summary } = await later(5, [person('1')]);
		expect(summary.counts).toMatchObject({ created: 1 });
	});
});
