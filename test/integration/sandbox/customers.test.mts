import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { customerRoutes } from '../../sandbox/cinode/customerRoutes.mts';
import { addCinodeCustomer, startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { addSkogsalv } from './cinodeFixtures.mts';
import { cinode, patch } from './clients.mts';

let sandbox: Sandbox;
let now = 0;
const START = Date.parse('2026-05-04T08:00:00Z');
const SKOG = 9000;
const VIK = 9001;
const OWNER = 5001;

beforeAll(async () => {
	sandbox = await startSandbox({ today: '2026-05-04', now: () => now });
});
beforeEach(() => {
	now = START;
	sandbox.reset({ emptyCinode: true });
	addSkogsalv(sandbox, START - 3 * 86_400_000);
	addCinodeCustomer(
		sandbox.cinode.store,
		{ name: 'Vikbro AB', identification: '12' },
		START - 2 * 86_400_000,
	);
});
afterAll(() => sandbox.close());

const get = (path: string) => cinode(sandbox, 'GET', path);
const post = (path: string, body: unknown) => cinode(sandbox, 'POST', path, { body });
const put = (path: string, body: unknown) => cinode(sandbox, 'PUT', path, { body });
const patchOne = (id: number, body: unknown) => cinode(sandbox, 'PATCH', `customers/${id}`, { body });
const customer = (id: number) => {
	const found = sandbox.cinode.store.customers.get(id);
	if (!found) throw new Error(`no customer ${id}`);
	return found;
};
const ids = (list: { id: number }[]) => list.map((one) => one.id);

describe('who may', () => {
	const routes = customerRoutes.map(({ method, pattern }): [string, string] => [
		method,
		pattern.replace(':companyId', '1717').replace(/:\w+/g, String(SKOG)),
	]);
	const call = (method: string, path: string) =>
		cinode(sandbox, method, path, method === 'GET' ? {} : { body: {} });

	it.each(routes)('%s %s needs a manager, and the module Customers', async (method, path) => {
		const { store } = sandbox.cinode;
		expect((await call(method, path)).status).not.toBe(403);
		store.modules = [3, 4];
		const reply = await call(method, path);
		expect([reply.status, reply.text]).toEqual([403, '']);
		store.modules = [2];
		store.apiAccount.levels = new Set([200, 240, 270, 400]);
		expect((await call(method, path)).status).toBe(403);
	});

	it('no other company, no other verb', async () => {
		expect((await get('/v0.2/companies/1/customers/9000/tags')).status).toBe(403);
		expect((await cinode(sandbox, 'OPTIONS', `customers/${SKOG}`)).headers.get('allow')).toBe(
			'GET, PUT, PATCH, DELETE',
		);
		const list = await get(`customers/${SKOG}/addresses`);
		expect([list.status, list.headers.get('allow')]).toEqual([405, 'POST']);
		expect((await get('customers/1')).status).toBe(404);
		expect((await get('customers/1/contacts')).status).toBe(404);
	});
});

describe('reading', () => {
	it('lists the base model, with times where the specification has them', async () => {
		const [first] = (await get('customers')).json;
		expect(first).toEqual({
			id: SKOG,
			companyId: 1717,
			name: 'Skogsalv Energi AB',
			description: 'Ramavtal',
			identification: '1234',
			seoId: 'skogsalv-energi-ab',
			status: 1,
			links: [],
			createdDateTime: '2026-05-01T08:00:00.000',
			updatedDateTime: '2026-05-01T08:00:00.000',
			lastTouchDateTime: '2026-05-01T08:00:00.000',
		});
		sandbox.cinode.store.options.customerTimestamps = false;
		for (const path of ['customers', 'customers/extended'])
			expect((await get(path)).json[0]).not.toHaveProperty('updatedDateTime');
		expect((await get(`customers/${SKOG}`)).json).not.toHaveProperty('updatedDateTime');
	});

	it('adds e-mail, tags and managers in the extended list, and no numbers', async () => {
		const [first, second] = (await get('customers/extended')).json;
		expect(first).toMatchObject({
			email: 'faktura@skogsalv.example',
			tags: [{ id: 1 }],
			managers: [{ companyUserId: OWNER, firstName: 'Vera', customer: { id: SKOG } }],
		});
		expect(first.tags[0]).not.toHaveProperty('tagType');
		expect(sandbox.cinode.store.users.has(first.managers[0].companyCustomerManagerId)).toBe(false);
		for (const name of ['corporateIdentityNumber', 'vatNumber', 'phone', 'countryId', 'addresses'])
			expect(first).not.toHaveProperty(name);
		expect(second).toMatchObject({ email: null, tags: [], managers: [] });
	});

	it('shows everything in the detail, but the contacts’ phones', async () => {
		const detail = (await get(`customers/${SKOG}`)).json;
		expect(detail).toMatchObject({
			corporateIdentityNumber: '556000-3333',
			vatNumber: 'SE556000333301',
			phone: '08-465 00 41',
			intermediator: true,
			size: 5,
			countryId: 1,
			country: { countryId: 1, code: 'SE', name: 'Sverige' },
			turnOver: 5_000_000_000,
			turnOverCurrency: { id: 1, currencyCode: 'SEK' },
			addresses: [{ companyCustomerId: SKOG, street1: 'Box 1', addressType: 2, comments: 'Märk' }],
			contacts: [{ customerId: SKOG, firstName: 'Bo', email: 'bo@skogsalv.example' }],
			projects: [],
			attachments: [],
		});
		expect(detail.contacts[0]).not.toHaveProperty('phone1');
		expect((await get(`customers/${VIK}`)).json).toMatchObject({ country: null, turnOverCurrency: null });
	});

	it('shows managers as stored, and inactive ones behind a switch', async () => {
		customer(VIK).managers = [4711];
		customer(VIK).status = 0;
		const shown = (await get(`customers/${VIK}/managers`)).json;
		expect(shown).toMatchObject([{ companyUserId: 4711, firstName: null }]);
		expect(ids((await get('customers')).json)).toEqual([SKOG, VIK]);
		sandbox.cinode.store.options.listInactiveCustomers = false;
		for (const path of ['customers', 'customers/extended'])
			expect(ids((await get(path)).json)).toEqual([SKOG]);
		expect((await post('customers/search', {})).json.totalItems).toBe(1);
	});
});

describe('creating', () => {
	it('makes an active customer, whatever status is given', async () => {
		const body = {
			name: 'Ny Kund AB',
			status: false,
			countryId: 2,
			turnOverCurrencyId: 3,
			identification: '7',
		};
		const reply = await post('customers', body);
		expect([reply.status, reply.json.status, reply.json.country.code]).toEqual([201, 1, 'NO']);
		expect(customer(reply.json.id)).toMatchObject({ identification: '7', turnOverCurrencyId: 3, size: 0 });
	});

	it('never gives an id twice', async () => {
		const first = (await post('customers', { name: 'En' })).json.id;
		const body = { customerVerificationName: 'En' };
		expect((await cinode(sandbox, 'DELETE', `customers/${first}`, { body })).status).toBe(200);
		expect([first, (await post('customers', { name: 'Två' })).json.id]).toEqual([9002, 9003]);
	});

	it.each([
		['no name', { name: undefined }, 'Name'],
		['a blank name', { name: '' }, 'Name'],
		['an unknown field', { internalIdentifier: '1' }, 'internalIdentifier'],
		['an unknown country', { countryId: 99 }, 'CountryId'],
		['an unknown currency', { turnOverCurrencyId: 99 }, 'TurnOverCurrencyId'],
		['a status as number', { status: 1 }, 'Status'],
		['an unknown size', { size: 9 }, 'Size'],
		['a number as number', { corporateIdentityNumber: 5560003333 }, 'CorporateIdentityNumber'],
	])('refuses %s', async (_, change, field) => {
		const reply = await post('customers', { name: 'Ny Kund AB', ...change });
		expect([reply.status, Object.keys(reply.json.errors)]).toEqual([400, [field]]);
		expect(sandbox.cinode.store.customers.size).toBe(2);
	});
});

describe('changing', () => {
	it('PATCH changes what it names, nothing else, and the times', async () => {
		const before = structuredClone(customer(SKOG));
		const values = {
			'/status': false,
			'/name': 'Skogsalv AB',
			'/corporateidentitynumber': '556000-4444',
			'/vatnumber': null,
			'/countryid': 4,
			'/turnover': 6_000_000_000,
			'/turnovercurrencyid': 2,
			'/intermediator': false,
			'/size': 8,
		};
		const reply = await patchOne(SKOG, patch(values));
		expect([reply.status, reply.json.status, reply.json.country.code]).toEqual([200, 0, 'FI']);
		expect(reply.json.updatedDateTime).toBe('2026-05-04T08:00:00.000');
		expect(customer(SKOG)).toEqual({
			...before,
			status: 0,
			name: 'Skogsalv AB',
			corporateIdentityNumber: '556000-4444',
			vatNumber: null,
			countryId: 4,
			turnOver: 6_000_000_000,
			turnOverCurrencyId: 2,
			intermediator: false,
			size: 8,
			updatedDateTime: '2026-05-04T08:00:00.000',
			lastTouchDateTime: '2026-05-04T08:00:00.000',
		});
		await patchOne(SKOG, patch({ '/status': true }));
		expect(customer(SKOG).status).toBe(1);
	});

	it.each([
		['an unknown path', { '/tags': [] }],
		['camel case', { '/vatNumber': 'x' }],
		['a status as number', { '/status': 1 }],
		['no status', { '/status': null }],
		['no name', { '/name': null }],
		['an unknown country', { '/countryid': 99 }],
		['an unknown currency', { '/turnovercurrencyid': 99 }],
		['a turnover with öre', { '/turnover': 1.5 }],
	])('PATCH refuses %s and changes nothing', async (_, values) => {
		const before = structuredClone(customer(SKOG));
		expect((await patchOne(SKOG, patch({ '/phone': '1', ...values }))).status).toBe(400);
		expect(customer(SKOG)).toEqual(before);
	});

	it('PATCH wants its own content type, op replace, and may refuse null', async () => {
		const body = patch({ '/phone': null });
		const plain = await cinode(sandbox, 'PATCH', `customers/${SKOG}`, { body, type: 'application/json' });
		expect(plain.status).toBe(415);
		expect((await patchOne(SKOG, [{ op: 'remove', path: '/phone' }])).status).toBe(400);
		sandbox.cinode.store.options.patchNull = 'refuses';
		expect((await patchOne(SKOG, body)).status).toBe(400);
		expect(customer(SKOG).phone).toBe('08-465 00 41');
	});

	it('PUT empties what it leaves out, and leaves country, currency and status', async () => {
		const before = structuredClone(customer(SKOG));
		const reply = await put(`customers/${SKOG}`, { name: 'Skogsalv', phone: '1', status: false });
		expect([reply.status, reply.json.phone, reply.json.identification]).toEqual([200, '1', null]);
		expect(customer(SKOG)).toEqual({
			...before,
			name: 'Skogsalv',
			description: null,
			identification: null,
			corporateIdentityNumber: null,
			vatNumber: null,
			email: null,
			homepage: null,
			phone: '1',
			fax: null,
			intermediator: false,
			size: null,
			updatedDateTime: '2026-05-04T08:00:00.000',
			lastTouchDateTime: '2026-05-04T08:00:00.000',
		});
	});

	it.each([
		['no name', { phone: '1' }],
		['a country', { name: 'A', countryId: 1 }],
		['a currency', { name: 'A', turnOverCurrencyId: 1 }],
		['a turnover', { name: 'A', turnOver: 1 }],
	])('PUT refuses %s', async (_, body) => {
		const before = structuredClone(customer(SKOG));
		expect((await put(`customers/${SKOG}`, body)).status).toBe(400);
		expect(customer(SKOG)).toEqual(before);
	});

	it('is deleted by its name only', async () => {
		const remove = (body: object) => cinode(sandbox, 'DELETE', `customers/${VIK}`, { body });
		expect((await remove({})).status).toBe(400);
		expect((await remove({ customerVerificationName: 'vikbro ab' })).status).toBe(400);
		expect((await remove({ customerVerificationName: 'Vikbro AB', force: true })).status).toBe(400);
		expect(customer(VIK).name).toBe('Vikbro AB');
		expect((await remove({ customerVerificationName: 'Vikbro AB' })).status).toBe(200);
		expect((await get(`customers/${VIK}`)).status).toBe(404);
	});
});
