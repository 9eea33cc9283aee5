import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
	addClient,
	addSupplier,
	editClient,
	editSupplier,
	removeClient,
	removeSupplier,
	setClientCategories,
	startSandbox,
	tieToSupplier,
	untieFromSupplier,
	type Sandbox,
} from '../../sandbox/index.mts';
import { kleer } from './clients.mts';

let sandbox: Sandbox;
const FIRST = 210001;

beforeAll(async () => {
	sandbox = await startSandbox({ today: '2026-05-04' });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const get = (path: string) => kleer(sandbox, 'GET', path);
const put = (path: string, body: unknown) => kleer(sandbox, 'PUT', path, { body });
const post = (path: string, body: unknown) => kleer(sandbox, 'POST', path, { body });
const denied = 'SingleAccessDeniedException: Otillåten access';

const address = { address1: 'Provgatan 1', address2: '', 'zip-code': '123 45', state: 'Malmö', country: '' };
/** Every element that the XSD requires, and no other. */
const client = {
	id: 0,
	'foreign-id': '',
	name: 'Provkund AB',
	contact: '',
	address,
	email: '',
	'country-code': 'SE',
	accountnr: 0,
	'payment-days': 20,
	orgno: '',
	phone: '',
	user: { id: 0 },
};
const supplier = {
	id: 0,
	'foreign-id': '',
	name: 'Provkonsult AB',
	address,
	email: '',
	plusgiro: 0,
	bankgiro: 0,
	'swedish-bank-account': '',
	iban: '',
};
const without = (body: object, name: string) =>
	Object.fromEntries(Object.entries(body).filter(([k]) => k !== name));

describe('reading clients', () => {
	it('lists them with free strings as they are, and null for no template', async () => {
		const { id } = addClient(sandbox.kleer.store, { name: 'Läst AB', 'dimension-entries': [{ id: 4101 }] });
		const list = (await get('client')).json;
		expect(Object.keys(list)).toEqual(['clients']);
		const one = (await get(`client/${id}`)).json;
		expect(list.clients).toContainEqual(one);
		expect(one).toMatchObject({
			id,
			name: 'Läst AB',
			'client-type': 'Organisation',
			'delivery-type': 'Email',
			user: { id: 0 },
			template: null,
			'dimension-entries': [{ id: 4101 }],
			active: true,
		});
		for (const unset of ['approver', 'edi-recipient', 'fetch-edi-recipient', 'client-broker'])
			expect(one).not.toHaveProperty(unset);
		expect(Object.keys(one.address)).toEqual(['address1', 'address2', 'zip-code', 'state', 'country']);
	});

	it('leaves out optional elements that are unset', async () => {
		const { id } = addClient(sandbox.kleer.store);
		editClient(sandbox.kleer.store, id, { 'currency-type': null, notes: null });
		const one = (await get(`client/${id}`)).json;
		expect(one).not.toHaveProperty('currency-type');
		expect(one).not.toHaveProperty('notes');
	});

	it('keeps the order of the XSD in XML', async () => {
		const { id } = addClient(sandbox.kleer.store, { name: 'Nord & Syd AB' });
		const { text } = await kleer(sandbox, 'GET', `client/${id}`, {
			headers: { 'x-token': sandbox.kleer.token },
		});
		expect(text).toMatch(
			/<client><id>\d+<\/id><foreign-id>K\d+<\/foreign-id><name>Nord &amp; Syd AB<\/name>/,
		);
		expect(text).toMatch(/<gln\/><template xmlns:xsi="[^"]+" xsi:nil="true"\/><dimension-entries\/><active>/);
	});

	it('can be without an element in every reply', async () => {
		const { id } = addClient(sandbox.kleer.store);
		sandbox.kleer.store.options.clientOmits = ['active', 'notes', 'dimension-entries'];
		for (const one of [(await get(`client/${id}`)).json, ...(await get('client')).json.clients]) {
			expect(one).not.toHaveProperty('active');
			expect(one).not.toHaveProperty('notes');
			expect(one).not.toHaveProperty('dimension-entries');
			expect(one).toHaveProperty('name');
		}
		sandbox.reset();
		addClient(sandbox.kleer.store, { id });
		expect((await get(`client/${id}`)).json).toHaveProperty('active');
	});

	it('names the ways of delivery, one of them the default', async () => {
		const types = (await get('client/deliverytype')).json['client-delivery-types'];
		expect(types.map((type: { name: string }) => type.name)).toEqual([
			'Email',
			'Mail',
			'Manually',
			'Efaktura',
		]);
		expect(types.filter((type: { default: boolean }) => type.default)).toEqual([
			{ name: 'Email', default: true },
		]);
	});

	it('answers 404, 405 and access denied as elsewhere', async () => {
		expect((await get('client/1')).status).toBe(404);
		expect((await get('clients')).status).toBe(404);
		expect((await post('client', client)).status).toBe(405);
		const verb = await put('client/310001', client);
		expect([verb.status, verb.headers.get('allow')]).toEqual([405, 'GET, POST, DELETE']);
		sandbox.kleer.store.rights.delete('ClientInvoiceRead');
		for (const path of ['client', 'client/310001', 'client/deliverytype'])
			expect((await get(path)).json.message).toBe(denied);
	});
});

describe('writing a client', () => {
	it('creates with what the XSD requires, and defaults for the rest', async () => {
		const reply = await put('client', client);
		expect([reply.status, reply.json]).toEqual([200, { id: expect.any(Number) }]);
		expect((await get(`client/${reply.json.id}`)).json).toMatchObject({
			...client,
			id: reply.json.id,
			'client-type': 'Organisation',
			'delivery-type': 'Email',
			template: null,
			'dimension-entries': [],
			active: true,
		});
		expect((await put('client', client)).json.id).toBe(reply.json.id + 1);
	});

	it.each(Object.keys(client))('refuses to create without %s', async (name) => {
		const before = sandbox.kleer.store.clients.size;
		const reply = await put('client', without(client, name));
		expect([reply.status, reply.json.message]).toEqual([500, 'Tekniskt fel']);
		expect(sandbox.kleer.store.clients.size).toBe(before);
	});

	it.each([
		['an address without a part', { address: without(address, 'state') }, 'Tekniskt fel'],
		['an id of its own', { id: 4711 }, 'Tekniskt fel'],
		['an empty name', { name: ' ' }, 'Tekniskt fel'],
		['an unknown field', { status: 1 }, 'Unrecognized field "status"'],
		['a number as text', { 'payment-days': '30' }, 'Cannot deserialize'],
		['a text as number', { orgno: 5599010010 }, 'Cannot deserialize'],
		['an unknown type', { 'client-type': 'Company' }, 'IllegalArgumentException: client-type'],
		['an unknown delivery', { 'delivery-type': 'Pigeon' }, 'IllegalArgumentException: delivery-type'],
		['a country by name', { 'country-code': 'Sverige' }, 'IllegalArgumentException: country-code'],
		['a currency by name', { 'currency-type': 'kronor' }, 'IllegalArgumentException: currency-type'],
		['an unknown user', { user: { id: 1 } }, 'EntityNotFoundException'],
		['an unknown category', { 'dimension-entries': [{ id: 1 }] }, 'EntityNotFoundException'],
		['an unknown broker', { 'client-broker': [{ id: 1 }] }, 'EntityNotFoundException'],
	])('refuses %s', async (_, wrong, message) => {
		const reply = await put('client', { ...client, ...wrong });
		expect([reply.status, reply.json.message]).toEqual([500, expect.stringContaining(message)]);
	});

	it('replaces the whole document, but for what the XSD says is kept', async () => {
		const { id } = addClient(sandbox.kleer.store, {
			notes: 'Anteckning',
			'vat-nr': 'SE559901001701',
			'delivery-type': 'Efaktura',
			template: { id: 3 },
			approver: { id: FIRST },
			'dimension-entries': [{ id: 4101 }],
			'client-broker': [],
			active: false,
		});
		const reply = await post(`client/${id}`, { ...client, id, 'delivery-type': '' });
		expect([reply.status, reply.json]).toEqual([200, { id }]);
		const one = (await get(`client/${id}`)).json;
		expect(one).toMatchObject({
			name: 'Provkund AB',
			'delivery-type': 'Efaktura',
			template: { id: 3 },
			approver: { id: FIRST },
			'dimension-entries': [{ id: 4101 }],
			'client-broker': [],
			active: false,
		});
		expect(one).not.toHaveProperty('notes');
		expect(one).not.toHaveProperty('vat-nr');

		await post(`client/${id}`, { ...client, id, template: null, approver: null, 'dimension-entries': [] });
		const cleared = (await get(`client/${id}`)).json;
		expect(cleared).toMatchObject({ template: null, 'dimension-entries': [] });
		expect(cleared).not.toHaveProperty('approver');
	});

	it.each([
		['a part of the document', { id: 310001, name: 'Bara namnet' }],
		['another id', { ...client, id: 1 }],
	])('refuses to save %s', async (_, body) => {
		addClient(sandbox.kleer.store, { id: 310001 });
		const before = structuredClone(sandbox.kleer.store.clients.get(310001));
		expect((await post('client/310001', body)).json.message).toBe('Tekniskt fel');
		expect(sandbox.kleer.store.clients.get(310001)).toEqual(before);
	});

	it('deletes, once', async () => {
		const { id } = addClient(sandbox.kleer.store);
		const reply = await kleer(sandbox, 'DELETE', `client/${id}`);
		expect([reply.status, reply.json]).toEqual([200, { id }]);
		expect((await kleer(sandbox, 'DELETE', `client/${id}`)).status).toBe(404);
		expect((await post(`client/${id}`, { ...client, id })).status).toBe(404);
	});

	it('needs a right of its own', async () => {
		addClient(sandbox.kleer.store, { id: 310001 });
		sandbox.kleer.store.rights.delete('ClientInvoice');
		expect((await get('client')).status).toBe(200);
		expect((await put('client', client)).json.message).toBe(denied);
		expect((await post('client/310001', client)).json.message).toBe(denied);
		expect((await kleer(sandbox, 'DELETE', 'client/310001')).json.message).toBe(denied);
	});
});

describe('suppliers and subcontractors', () => {
	it('are created and saved as whole documents', async () => {
		const created = await put('supplier', { ...supplier, orgno: '559905-0009' });
		const { id } = created.json;
		expect((await get(`supplier/${id}`)).json).toMatchObject({
			name: 'Provkonsult AB',
			orgno: '559905-0009',
		});
		expect((await post(`supplier/${id}`, { ...supplier, id, name: 'Nytt AB' })).json).toEqual({ id });
		const saved = (await get(`supplier/${id}`)).json;
		expect(saved.name).toBe('Nytt AB');
		expect(saved).not.toHaveProperty('orgno');

		const link = await put('subcontractor', { supplier: { id }, users: [{ id: FIRST }] });
		expect((await get(`subcontractor/${link.json.id}`)).json).toEqual({
			id: link.json.id,
			'internal-id': expect.any(Number),
			supplier: { id },
			users: [{ id: FIRST }],
		});
		await post(`subcontractor/${link.json.id}`, { supplier: { id }, users: [] });
		expect((await get(`subcontractor/${link.json.id}`)).json.users).toEqual([]);
	});

	it.each(Object.keys(supplier))('a supplier without %s is refused', async (name) => {
		expect((await put('supplier', without(supplier, name))).json.message).toBe('Tekniskt fel');
	});

	it.each([
		['supplier', { ...supplier, user: { id: 1 } }, 'EntityNotFoundException'],
		['supplier', { ...supplier, id: 6001 }, 'Tekniskt fel'],
		['supplier', { ...supplier, contact: 'A' }, 'Unrecognized field'],
		['subcontractor', { supplier: { id: 1 }, users: [] }, 'EntityNotFoundException'],
		['subcontractor', { supplier: { id: 6010 }, users: [{ id: 1 }] }, 'EntityNotFoundException'],
		['subcontractor', { supplier: { id: 6010 } }, 'Tekniskt fel'],
		['subcontractor', { id: 1, supplier: { id: 6010 }, users: [] }, 'Unrecognized field "id"'],
	])('%s %j is refused', async (path, body, message) => {
		const reply = await put(path, body);
		expect([reply.status, reply.json.message]).toEqual([500, expect.stringContaining(message)]);
	});

	it('need their rights', async () => {
		sandbox.kleer.store.rights.delete('SupplierInvoice');
		expect((await put('supplier', supplier)).json.message).toBe(denied);
		expect((await get('supplier')).status).toBe(200);
		sandbox.kleer.store.rights.delete('Subcontractor');
		expect((await put('subcontractor', { supplier: { id: 6010 }, users: [] })).json.message).toBe(denied);
	});
});

describe('edits', () => {
	it('add, change and remove clients, by id or name', async () => {
		const { store } = sandbox.kleer;
		const added = addClient(store);
		const other = addClient(store, { name: 'Andra AB', address: { state: 'Kiruna' } });
		expect(other.id).toBe(added.id + 1);
		editClient(store, 'Andra AB', { contact: 'REF-1', address: { 'zip-code': '' } });
		setClientCategories(store, other.id, [4102]);
		expect((await get(`client/${other.id}`)).json).toMatchObject({
			contact: 'REF-1',
			address: { address1: other.address.address1, 'zip-code': '', state: 'Kiruna' },
			'dimension-entries': [{ id: 4102 }],
		});
		removeClient(store, 'Andra AB');
		expect((await get(`client/${other.id}`)).status).toBe(404);
		expect(() => editClient(store, 'Andra AB', {})).toThrow('No Kleer client Andra AB');
	});

	it('add, change and remove suppliers, and tie and untie people', async () => {
		const { store } = sandbox.kleer;
		const links = async () => (await get('subcontractor')).json['subcontractor-readables'];
		const before = (await links()).length;
		const { id } = addSupplier(store, { orgno: '559905-0009' });
		editSupplier(store, id, { orgno: null, email: 'a@b.example' });
		expect((await get(`supplier/${id}`)).json).toMatchObject({ email: 'a@b.example' });
		expect((await get(`supplier/${id}`)).json).not.toHaveProperty('orgno');
		tieToSupplier(store, FIRST, id);
		tieToSupplier(store, FIRST + 1, id);
		expect((await links()).at(-1)).toMatchObject({
			supplier: { id },
			users: [{ id: FIRST }, { id: FIRST + 1 }],
		});
		untieFromSupplier(store, FIRST);
		expect((await links()).at(-1).users).toEqual([{ id: FIRST + 1 }]);
		removeSupplier(store, id);
		expect(await links()).toHaveLength(before);
	});
});
