import { describe, expect, it } from 'vitest';
import type { Client, Mode } from '../../../rules';
import { client, clientWithout } from '../support/clients.mts';
import { CustomersTenant, actions, resultOf, type Row } from '../support/customers.mts';

/** A tenant whose one client is in step with Cinode. */
async function inStep(modes: Record<string, Mode> = {}) {
	const one = new CustomersTenant();
	one.setup = { modes };
	one.cinode.users.push({
		companyUserId: 71,
		internalIdentifier: '1017',
		firstName: 'Anna',
		lastName: 'Berg',
	});
	await one.sync([client()]);
	return { one, row: one.cinode.rows[0]! };
}

/** Runs as the daily full compare would: nothing is remembered. */
async function compare(one: CustomersTenant, source: Client) {
	one.forgetEverything();
	return await one.sync([source]);
}

const FIELDS: Array<[keyof Client, string, keyof Row, string, string]> = [
	['name', 'Name', 'name', '/name', 'Nordan Mark AB'],
	['notes', 'Description', 'description', '/description', 'Nya\nnoter'],
	[
		'organisationNumber',
		'Organisation Number',
		'corporateIdentityNumber',
		'/corporateidentitynumber',
		'556016-0680',
	],
	['vatNumber', 'VAT Number', 'vatNumber', '/vatnumber', 'SE556016068001'],
	['phone', 'Phone', 'phone', '/phone', '090-55 55 55'],
];

it('a client in step is unchanged: nothing is written, whether remembered or not', async () => {
	const { one } = await inStep();
	for (const forget of [false, true]) {
		if (forget) one.forgetEverything();
		expect(actions(await one.sync([client()]))).toEqual({ 1001: 'unchanged' });
		expect(one.cinode.writes()).toEqual([]);
	}
});

describe.each(FIELDS)('%s', (source, field, property, path, value) => {
	it('changed in Kleer is all that is written', async () => {
		const { one, row } = await inStep();
		const before = row[property];
		const run = await one.sync([client({ [source]: value })]);
		expect(resultOf(run, '1001')).toMatchObject({
			action: 'updated',
			changes: [{ field, from: before, to: value }],
		});
		expect(one.cinode.writes().map(({ name }) => name)).toEqual(['patchCustomer']);
		expect(one.cinode.patched()).toEqual({ [path]: value });
		expect(row[property]).toBe(value);
	});

	it('emptied in Kleer leaves Cinode alone', async () => {
		if (source === 'name') return;
		const { one } = await inStep();
		await one.sync([client({ [source]: null })]);
		expect(one.cinode.writes()).toEqual([]);
	});

	it('emptied in Kleer is cleared by mirror, and nothing else', async () => {
		if (source === 'name') return;
		const { one, row } = await inStep({ [property]: 'mirror' });
		const run = await one.sync([client({ [source]: null })]);
		expect(resultOf(run, '1001').changes).toMatchObject([{ field, to: null }]);
		expect(Object.keys(one.cinode.patched())).toEqual([path]);
		expect(row[property] || null).toBeNull();
	});

	it('that Kleer did not return leaves Cinode alone, also with mirror', async () => {
		if (source === 'name') return;
		const { one } = await inStep({ [property]: 'mirror' });
		await one.sync([clientWithout(source)]);
		expect(one.cinode.writes()).toEqual([]);
	});

	it('edited in Cinode by hand is put right by the full compare', async () => {
		const { one, row } = await inStep();
		const right = row[property];
		Object.assign(row, { [property]: 'Något annat' });
		await compare(one, client());
		expect(Object.keys(one.cinode.patched())).toEqual([path]);
		expect(row[property]).toBe(right);
	});

	it('edited in Cinode by hand stays where the mode is on create or if empty', async () => {
		if (source === 'name') return;
		for (const mode of ['onCreate', 'ifEmpty', 'off'] as const) {
			const { one, row } = await inStep({ [property]: mode });
			Object.assign(row, { [property]: 'Något annat' });
			await compare(one, client({ [source]: value }));
			expect(one.cinode.writes()).toEqual([]);
		}
	});

	it('that is empty in Cinode is filled where the mode is if empty', async () => {
		if (source === 'name') return;
		const { one, row } = await inStep({ [property]: 'ifEmpty' });
		Object.assign(row, { [property]: null });
		await compare(one, client());
		expect(row[property]).toBe(client()[source]);
	});
});

describe('alike is equal', () => {
	it.each<[keyof Row, string]>([
		['name', 'NORDAN  bygg AB'],
		['corporateIdentityNumber', '5560360793'],
		['corporateIdentityNumber', '16556036-0793'],
		['vatNumber', 'SE 556036-0793 01'],
		['phone', '+46 8 123 45 67'],
		['phone', '0046-8-1234567'],
	])('%s written %s in Cinode is left as it stands', async (property, spelling) => {
		const { one, row } = await inStep();
		Object.assign(row, { [property]: spelling });
		expect(actions(await compare(one, client()))).toEqual({ 1001: 'unchanged' });
		expect(one.cinode.writes()).toEqual([]);
		expect(row[property]).toBe(spelling);
	});
});

describe('country and currency', () => {
	it('are created as Cinode’s own ids', async () => {
		const { row } = await inStep();
		expect(row).toMatchObject({ country: { countryId: 46 }, turnOverCurrency: { id: 1 } });
	});

	it('of Sweden is learnt from the own company', async () => {
		const { one } = await inStep();
		expect(one.cinode.rows[0]!.country?.countryId).toBe(46);
	});

	it.each<[string, (one: CustomersTenant) => void]>([
		['set-up', (one) => (one.options = { ...one.options, countries: new Map([['NO', 47]]) })],
		[
			'a customer that is there',
			(one) => one.cinode.add({ name: 'Fjord AS', country: { countryId: 47, code: 'NO' } }),
		],
	])('abroad is learnt from %s', async (_what, teach) => {
		const one = new CustomersTenant();
		teach(one);
		await one.sync([client({ foreignId: '3', countryCode: 'NO', organisationNumber: '987654325' })]);
		expect(one.cinode.byKey('3')[0]?.country?.countryId).toBe(47);
	});

	it('abroad that is not known is left alone, with a warning, and the rest is written', async () => {
		const one = new CustomersTenant();
		const run = await one.sync([client({ countryCode: 'DE' })]);
		const { action, warnings } = resultOf(run, '1001');
		expect(action).toBe('created');
		expect(warnings.join()).toMatch(/DE/);
		expect(one.cinode.rows[0]).toMatchObject({ country: null, phone: '08-123 45 67' });
	});

	it('that is not known never clears the country that Cinode has', async () => {
		const { one, row } = await inStep();
		await one.sync([client({ countryCode: 'FI' })]);
		expect(row.country?.countryId).toBe(46);
		expect(one.cinode.writes()).toEqual([]);
	});

	it('changed in Kleer are all that is written', async () => {
		const { one, row } = await inStep();
		one.options = { ...one.options, countries: new Map([['NO', 47]]) };
		await one.sync([client({ countryCode: 'NO', currency: 'EUR' })]);
		expect(one.cinode.patched()).toEqual({ '/countryid': 47, '/turnovercurrencyid': 2 });
		expect(row).toMatchObject({ country: { code: 'NO' }, turnOverCurrency: { currencyCode: 'EUR' } });
	});

	it('a currency that Cinode does not have is a warning that names it', async () => {
		const { one, row } = await inStep();
		const run = await one.sync([client({ currency: 'XTS' })]);
		expect(resultOf(run, '1001').warnings.join()).toMatch(/XTS/);
		expect(row.turnOverCurrency?.id).toBe(1);
		expect(one.cinode.writes()).toEqual([]);
	});

	it('are asked for once, however many clients need them', async () => {
		const one = new CustomersTenant();
		const clients = [1, 2, 3, 4].map((id) =>
			client({ id, foreignId: `${id}`, name: `Kund ${id}`, organisationNumber: null, vatNumber: null }),
		);
		await one.sync(clients);
		const asked = one.cinode.names();
		for (const name of ['listCurrencies', 'companyCountryId', 'listTags', 'listUsers']) {
			expect(asked.filter((call) => call === name)).toHaveLength(1);
		}
	});
});

describe('an inactive client', () => {
	const inactive = client({ active: false, phone: '090-1' });

	it('is left as it is by default, not even updated', async () => {
		const { one, row } = await inStep();
		expect(actions(await one.sync([inactive]))).toEqual({ 1001: 'skipped' });
		expect(row).toMatchObject({ status: 1, phone: '08-123 45 67' });
		expect(one.cinode.writes()).toEqual([]);
	});

	it('is made inactive where the policy says so, and nothing else is written', async () => {
		const { one, row } = await inStep();
		one.options = { ...one.options, inactive: 'setInactive' };
		const run = await one.sync([inactive]);
		expect(resultOf(run, '1001')).toMatchObject({
			action: 'updated',
			changes: [{ field: 'Status', from: 'Active', to: 'Inactive' }],
		});
		expect(one.cinode.patched()).toEqual({ '/status': false });
		expect(row.status).toBe(0);
		await one.sync([inactive]);
		expect(one.cinode.writes()).toEqual([]);
	});

	it.each(['nothing', 'setInactive'] as const)('is never created, nor linked (policy %s)', async (policy) => {
		const one = new CustomersTenant();
		one.options = { ...one.options, inactive: policy };
		const row = one.cinode.add({ name: 'Nordan', corporateIdentityNumber: '556036-0793' });
		expect(actions(await one.sync([inactive]))).toEqual({ 1001: 'skipped' });
		expect(row).toMatchObject({ identification: null, status: 1 });
		expect(one.cinode.rows).toHaveLength(1);
	});

	it('in Cinode that is active in Kleer is kept right, not made active, and a warning says so', async () => {
		const { one, row } = await inStep();
		row.status = 0;
		const run = await one.sync([client({ phone: '090-1' })]);
		expect(row).toMatchObject({ status: 0, phone: '090-1' });
		expect(resultOf(run, '1001').warnings.join()).toMatch(/inactive/i);
	});

	it('in Cinode is made active again where the switch says so', async () => {
		const { one, row } = await inStep();
		row.status = 0;
		one.options = { ...one.options, reactivate: true };
		const run = await one.sync([client()]);
		expect(row.status).toBe(1);
		expect(resultOf(run, '1001').changes).toEqual([{ field: 'Status', from: 'Inactive', to: 'Active' }]);
	});

	it('is not one of which Kleer said nothing: neither made inactive nor active', async () => {
		const { one, row } = await inStep();
		one.options = { ...one.options, inactive: 'setInactive', reactivate: true };
		await one.sync([clientWithout('active')]);
		expect(row.status).toBe(1);
		row.status = 0;
		await one.sync([clientWithout('active')]);
		expect(row.status).toBe(0);
	});

	it('is not one that is absent from the input', async () => {
		const { one, row } = await inStep();
		one.options = { ...one.options, inactive: 'setInactive' };
		await one.sync([]);
		expect(one.cinode.writes()).toEqual([]);
		expect(row.status).toBe(1);
	});
});

it('a country that Cinode shows by its id alone is not written again and again', async () => {
	const one = new CustomersTenant();
	await one.sync([client()]);
	one.cinode.rows[0]!.country = { countryId: 46, code: null };
	one.forgetEverything();
	await one.sync([client()]);
	expect(one.cinode.writes()).toEqual([]);
});
