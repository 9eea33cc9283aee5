import type { IDataObject } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { editCinodeCustomer } from '../../sandbox/index.mts';
import { Tenant } from '../support/tenant.mts';

/** Rows that a tenant adds to the tables of customers and subcontractors. */

let tenant: Tenant;

type Row = IDataObject & { field: string; value: IDataObject[string] };

const ownRows = (rows: Row[]) => ({
	rows: rows.map((row) => ({ mode: 'always', sensitive: false, ...row })),
});

beforeEach(async () => {
	tenant = await Tenant.start({ subcontractors: 7 });
});

afterEach(() => tenant.stop());

describe('rows of one’s own in customers', () => {
	const NAME = 'Verksamhets-IT';
	const LARGEST = 9_007_199_254_740_991;
	/** All that there are, with what Cinode holds then. */
	const ALL: Array<Row & { target: string; holds: unknown }> = [
		{ field: 'email', target: 'Email', value: '={{ $json.email }}', holds: 'faktura@granstrak.example' },
		{
			field: 'homepage',
			target: 'Homepage',
			value: '=https://{{ $json.name.split(" ")[0] }}.example',
			holds: 'https://Region.example',
		},
		{ field: 'fax', target: 'Fax', value: '={{ 46 }}', holds: '46' },
		{
			field: 'intermediator',
			target: 'Intermediator',
			value: '={{ $json.clientType !== "Person" }}',
			holds: true,
		},
		{ field: 'size', target: 'Size', value: '={{ $json.name ? "11–50" : undefined }}', holds: 2 },
		{ field: 'turnOver', target: 'Turnover', value: LARGEST, holds: LARGEST },
	];
	const rows: Row[] = ALL.map(({ target: _target, holds: _holds, ...row }) => row);
	const holds = Object.fromEntries(ALL.map(({ field, holds: value }) => [field, value]));
	const client = () => {
		const found = [...tenant.sandbox.kleer.store.clients.values()].find(({ name }) => name.includes(NAME));
		if (!found) throw new Error(`No client ${NAME}`);
		return found;
	};
	const sync = async (given: Row[]) =>
		await tenant.syncScheme('customers', {
			mapper: { ownRows: ownRows(given) },
			options: { maxCreates: 100 },
		});

	beforeEach(() => {
		Object.assign(client(), { email: 'faktura@granstrak.example' });
	});

	it('are given to a new customer, each kind', async () => {
		const run = await sync(rows);
		expect(run.resultOf(NAME)).toMatchObject({ action: 'created' });
		expect(run.summary.counts).toMatchObject({ failed: 0, drift: 0 });
		expect(tenant.cinodeCustomer(NAME)).toMatchObject(holds);
	});

	it('are compared with what Cinode has, and then rest', async () => {
		await sync([]);
		const run = await sync(rows);
		expect(
			run
				.resultOf(NAME)
				?.changes.map(({ field }) => field)
				.sort(),
		).toEqual(ALL.map(({ target }) => target).sort());
		expect(tenant.cinodeCustomer(NAME)).toMatchObject(holds);
		expect((await sync(rows)).results).toEqual([]);
		expect(tenant.writes).toEqual([]);
	});

	it('with Mirror clear all but a yes or no', async () => {
		await sync(rows);
		const cleared = rows.map((row) => ({ ...row, value: '={{ null }}', mode: 'mirror' }));
		await sync(cleared);
		expect(tenant.cinodeCustomer(NAME)).toMatchObject({
			email: null,
			homepage: null,
			fax: null,
			intermediator: true,
			size: null,
			turnOver: null,
		});
	});

	it('are written again over an edit by hand that the list shows', async () => {
		await sync(rows);
		const { id } = tenant.cinodeCustomer(NAME);
		editCinodeCustomer(
			tenant.sandbox.cinode.store,
			id,
			{ email: 'annan@granstrak.example' },
			{ now: Date.now() },
		);
		const run = await sync(rows);
		expect(run.results).toMatchObject([
			{ changes: [{ field: 'Email', from: 'annan@granstrak.example', to: 'faktura@granstrak.example' }] },
		]);
	});
});

describe('rows of one’s own in subcontractors', () => {
	const NAME = 'Lövmarker';
	const rows: Row[] = [
		{ field: 'tariff', value: 950, sensitive: true },
		{ field: 'rating', value: '={{ $json.supplier ? 4 : 1 }}' },
		{ field: 'linkedIn', value: '={{ $json.email.toLowerCase() }}' },
	];
	const sync = async (given: Row[]) =>
		await tenant.syncScheme('subcontractors', {
			mapper: {
				languageId: 1,
				options: { subcontractorCategories: ['4302|Underkonsult'] },
				ownRows: ownRows(given),
			},
		});

	it('are given to who is created', async () => {
		const run = await sync(rows);
		expect(run.resultOf(NAME)).toMatchObject({ action: 'created' });
		const { email } = tenant.cinodeSubcontractor(NAME);
		expect(tenant.cinodeSubcontractor(NAME)).toMatchObject({ tariff: 950, rating: 4, linkedIn: email });
		expect(run.resultOf(NAME)?.changes).toContainEqual({ field: 'Tariff', from: 'changed', to: 'changed' });
	});

	it('are drift where Cinode can’t update, told once and without the sensitive value', async () => {
		await sync([]);
		const run = await sync(rows);
		expect(run.resultOf(NAME)).toMatchObject({
			action: 'drift',
			changes: [
				{ field: 'Tariff', from: 'changed', to: 'changed' },
				{ field: 'Rating', from: null, to: 4 },
				{ field: 'LinkedIn', from: null },
			],
		});
		expect((await sync(rows)).resultOf(NAME)).toBeUndefined();
		expect(tenant.writes).toEqual([]);
	});

	it('are written where Cinode can', async () => {
		tenant.sandbox.cinode.store.options.subcontractorUpdates = 'patch';
		await sync([]);
		await sync(rows);
		expect(tenant.cinodeSubcontractor(NAME)).toMatchObject({ tariff: 950, rating: 4 });
	});
});
