import type { IDataObject } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runSteps } from './support/engine.mts';
import { Tenant } from './support/tenant.mts';

let tenant: Tenant;

beforeAll(async () => {
	tenant = await Tenant.start({ subcontractors: 7 });
});

afterAll(() => tenant.stop());

type Items = Array<{ json: IDataObject; pairedItem?: unknown }>;

/** One operation of a node, fed with items; its output. */
async function run(
	type: 'kleer' | 'cinode',
	resource: string,
	operation: string,
	parameters: IDataObject = {},
	items: IDataObject[] = [{}],
	onError?: 'continueRegularOutput',
): Promise<Items> {
	const step = { name: 'Node', type, parameters: { resource, operation, ...parameters }, onError };
	return (await runSteps(tenant.credentials, items, [step]))('Node');
}

const id = (value: number | string) => ({ __rl: true, mode: 'id', value: String(value) });
const first = (items: Items) => items[0]?.json ?? {};

describe('Kleer, Client', () => {
	it('gives every client with categories and the person responsible', async () => {
		const items = await run('kleer', 'client', 'getAll', { returnAll: true });
		expect(items).toHaveLength(13);
		expect(items.find(({ json }) => json.foreignId === 'K1001')?.json).toMatchObject({
			name: 'Havsvide Logistik AB',
			active: true,
			clientType: 'Organisation',
			organisationNumber: '559900-1012',
			countryCode: 'SE',
			paymentDays: 30,
			address: { address1: 'Fraktgatan 14', address2: 'Leverantörsreskontra', city: 'Göteborg' },
			responsible: { id: 210001, internalId: 1001, name: 'Åsa Björkvide' },
			categories: [{ id: 4501, name: 'Industri', dimension: 'Bransch' }],
		});
		expect(await run('kleer', 'client', 'getAll', { returnAll: false, limit: 3 })).toHaveLength(3);
	});

	it('creates, gets and updates one, and keeps what isn’t named', async () => {
		const created = first(
			await run('kleer', 'client', 'create', {
				name: 'Ny Kund AB',
				responsibleId: id(210001),
				additionalFields: { 'foreign-id': 'K9', address1: 'Gatan 1', state: 'Lund', 'payment-days': 20 },
			}),
		);
		expect(created).toMatchObject({ name: 'Ny Kund AB', foreignId: 'K9', active: true, paymentDays: 20 });
		const updated = first(
			await run('kleer', 'client', 'update', {
				clientId: id(created.id as number),
				updateFields: { phone: '08-1', 'zip-code': '222 22' },
			}),
		);
		expect(updated).toMatchObject({
			name: 'Ny Kund AB',
			phone: '08-1',
			paymentDays: 20,
			address: { address1: 'Gatan 1', city: 'Lund', zipCode: '222 22' },
		});
		expect(first(await run('kleer', 'client', 'get', { clientId: id(created.id as number) }))).toEqual(
			updated,
		);
	});

	it('says which client is missing, for that item alone', async () => {
		const items = await run(
			'kleer',
			'client',
			'get',
			{ clientId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } },
			[{ id: 310001 }, { id: 1 }],
			'continueRegularOutput',
		);
		expect(items[0]?.json.name).toBe('Havsvide Logistik AB');
		expect(items[1]).toMatchObject({
			json: { error: expect.stringContaining('Kleer') },
			pairedItem: { item: 1 },
		});
	});
});

describe('Kleer, Supplier and Subcontractor', () => {
	it('give suppliers without bank accounts', async () => {
		const items = await run('kleer', 'supplier', 'getAll', { returnAll: true });
		expect(items.length).toBeGreaterThan(5);
		expect(Object.keys(first(items)).join()).not.toMatch(/iban|giro|account/i);
		const one = first(await run('kleer', 'supplier', 'get', { supplierId: id(first(items).id as number) }));
		expect(one).toEqual(first(items));
	});

	it('give the tie between a supplier and its people', async () => {
		const items = await run('kleer', 'subcontractor', 'getAll', { returnAll: true });
		const siv = items.find(({ json }) => JSON.stringify(json.users).includes('Lövmarker'))?.json;
		expect(siv).toMatchObject({
			supplier: { name: expect.any(String), organisationNumber: expect.any(String) },
			users: [{ name: 'Siv Lövmarker', active: true }],
		});
		const again = await run('kleer', 'subcontractor', 'get', { subcontractorId: id(siv?.id as number) });
		expect(first(again)).toEqual(siv);
		await expect(run('kleer', 'subcontractor', 'get', { subcontractorId: id(1) })).rejects.toThrow(
			'no subcontractor',
		);
	});
});

describe('Cinode, Customer', () => {
	it('gets many, filtered: the whole ID, part of a name, inactive ones only when asked', async () => {
		const names = async (filters: IDataObject) =>
			(await run('cinode', 'customer', 'getAll', { returnAll: true, filters })).map(({ json }) => json.name);
		expect(await names({})).not.toContain('Mosslunda Handel AB');
		expect(await names({ includeInactive: true })).toContain('Mosslunda Handel AB');
		expect(await names({ term: 'havsVIDE' })).toEqual(['Havsvide Logistik']);
		expect(await names({ identification: 'UPS-88231' })).toEqual(['Sjövide Spel AB']);
		expect(await names({ identification: 'UPS-8823' })).toEqual([]);
		expect(await names({ corporateIdentityNumber: '5599001012' })).toEqual(['Havsvide Logistik']);
	});

	it('creates, gets, updates and deletes one', async () => {
		const { id: customerId } = first(
			await run('cinode', 'customer', 'create', {
				name: 'Helt Ny AB',
				additionalFields: { identification: 'K77', turnOverCurrencyId: 1 },
			}),
		);
		const at = { customerId: id(customerId as number) };
		await run('cinode', 'customer', 'update', { ...at, updateFields: { phone: '08-7', status: false } });
		expect(first(await run('cinode', 'customer', 'get', at))).toMatchObject({
			name: 'Helt Ny AB',
			identification: 'K77',
			phone: '08-7',
			status: 'inactive',
		});
		expect(first(await run('cinode', 'customer', 'get', { ...at, simple: false }))).toMatchObject({
			turnOverCurrency: { currencyCode: 'SEK' },
			addresses: [],
		});
		await expect(
			run('cinode', 'customer', 'delete', { ...at, customerVerificationName: 'Fel namn' }),
		).rejects.toThrow('Cinode refused');
		await run('cinode', 'customer', 'delete', { ...at, customerVerificationName: 'Helt Ny AB' });
		await expect(run('cinode', 'customer', 'get', at)).rejects.toThrow('no such record');
	});

	it('refuses an update without fields', async () => {
		await expect(
			run('cinode', 'customer', 'update', { customerId: id(9000), updateFields: {} }),
		).rejects.toThrow("'Update Fields' is empty");
	});
});

describe('Cinode, Customer Address and Customer Contact', () => {
	const at = { customerId: id(9000) };

	it('an address is created, changed without losing the rest, listed and deleted', async () => {
		const address = first(
			await run('cinode', 'customerAddress', 'create', {
				...at,
				additionalFields: { street1: 'Nygatan 1', city: 'Lund', comments: 'Port 2', addressType: 1 },
			}),
		);
		const partId = String(address.id);
		const changed = await run('cinode', 'customerAddress', 'update', {
			...at,
			partId,
			updateFields: { street1: 'Nygatan 2' },
		});
		expect(first(changed)).toMatchObject({
			street1: 'Nygatan 2',
			city: 'Lund',
			comments: 'Port 2',
			addressType: 1,
		});
		expect(first(await run('cinode', 'customerAddress', 'get', { ...at, partId }))).toEqual(first(changed));
		const list = async () => await run('cinode', 'customerAddress', 'getAll', { ...at, returnAll: true });
		expect(await list()).toHaveLength(3);
		await run('cinode', 'customerAddress', 'delete', { ...at, partId });
		expect(await list()).toHaveLength(2);
	});

	it('a contact is created with both names, changed, listed and deleted', async () => {
		await expect(
			run('cinode', 'customerContact', 'create', { ...at, firstName: 'Eva', lastName: ' ' }),
		).rejects.toThrow("'Last Name' has to be filled");
		const contact = first(
			await run('cinode', 'customerContact', 'create', {
				...at,
				firstName: 'Eva',
				lastName: 'Åkerlund',
				additionalFields: { title: 'Inköpare', phone1: '08-1' },
			}),
		);
		const partId = String(contact.id);
		const changed = await run('cinode', 'customerContact', 'update', {
			...at,
			partId,
			updateFields: { email: 'eva@kund.example' },
		});
		expect(first(changed)).toMatchObject({ firstName: 'Eva', title: 'Inköpare', email: 'eva@kund.example' });
		const list = await run('cinode', 'customerContact', 'getAll', { ...at, returnAll: true });
		expect(list.map(({ json }) => json.lastName)).toEqual(['Bokvik', 'Åkerlund']);
		await run('cinode', 'customerContact', 'delete', { ...at, partId });
		expect(await run('cinode', 'customerContact', 'getAll', { ...at, returnAll: true })).toHaveLength(1);
	});
});

describe('Cinode, Subcontractor', () => {
	it('creates one, gets it and finds it among many', async () => {
		const created = first(
			await run('cinode', 'subcontractor', 'create', {
				email: 'ny@underkonsult.example',
				firstName: 'Ny',
				lastName: 'Underström',
				languageId: 1,
				additionalFields: { companyName: 'Understrom AB', companyAddressId: 301, gender: 2 },
			}),
		);
		expect(created).toMatchObject({ firstName: 'Ny', companyName: 'Understrom AB', status: 'active' });
		const at = { subcontractorId: id(created.id as number) };
		expect(first(await run('cinode', 'subcontractor', 'get', { ...at, simple: false }))).toMatchObject({
			companyAddress: { id: 301 },
		});
		const found = await run('cinode', 'subcontractor', 'getAll', {
			returnAll: true,
			filters: { term: 'understrom' },
		});
		expect(found.map(({ json }) => json.id)).toEqual([created.id]);
		expect(JSON.stringify(found)).not.toMatch(/password/i);
	});

	it('says what is missing before it asks Cinode', async () => {
		const before = tenant.sandbox.requests.count({ method: 'POST' });
		await expect(
			run('cinode', 'subcontractor', 'create', {
				email: 'ingen',
				firstName: 'A',
				lastName: 'B',
				languageId: 1,
			}),
		).rejects.toThrow("'Email' has to be an e-mail address");
		expect(tenant.sandbox.requests.count({ method: 'POST' })).toBe(before);
	});
});
