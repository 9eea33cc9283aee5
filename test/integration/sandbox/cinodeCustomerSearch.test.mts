import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addCinodeCustomer, startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { addSkogsalv } from './cinodeFixtures.mts';
import { cinode } from './clients.mts';

let sandbox: Sandbox;
const START = Date.parse('2026-05-04T08:00:00Z');
const SKOG = 9000;
const VIK = 9001;
const OWNER = 5001;

beforeAll(async () => {
	sandbox = await startSandbox({ today: '2026-05-04' });
});
beforeEach(() => {
	sandbox.reset({ emptyCinode: true });
	addSkogsalv(sandbox, START - 3 * 86_400_000);
	const vikbro = { name: 'Vikbro AB', identification: '12' };
	addCinodeCustomer(sandbox.cinode.store, vikbro, START - 2 * 86_400_000);
});
afterAll(() => sandbox.close());

const post = (path: string, body: unknown) => cinode(sandbox, 'POST', path, { body });
const ids = (list: { id: number }[]) => list.map((one) => one.id);

describe('searching customers', () => {
	const search = async (body: object) => (await post('customers/search', body)).json;

	it('contains unless told otherwise, whatever the case', async () => {
		expect(ids((await search({ identification: '12' })).result)).toEqual([SKOG, VIK]);
		expect(ids((await search({ identification: '12', identificationOperator: 3 })).result)).toEqual([VIK]);
		expect(ids((await search({ name: 'SKOGS', nameOperator: 1 })).result)).toEqual([SKOG]);
		expect(ids((await search({ name: 'bro ab', nameOperator: 2 })).result)).toEqual([VIK]);
		expect(ids((await search({ name: 'ab', nameOperator: 1 })).result)).toEqual([]);
		expect(ids((await search({ name: 'vik', nameOperator: 2 })).result)).toEqual([]);
		expect(ids((await search({ name: 'ab', identification: '34' })).result)).toEqual([SKOG]);
	});

	it('finds organisation numbers as they are written, and does not show them', async () => {
		const found = await search({
			corporateIdentityNumber: '556000-3333',
			corporateIdentityNumberOperator: 3,
		});
		expect(ids(found.result)).toEqual([SKOG]);
		expect(found.result[0]).not.toHaveProperty('corporateIdentityNumber');
		expect((await search({ corporateIdentityNumber: '5560003333' })).result).toEqual([]);
	});

	it('pages from 1, fifteen by default, a hundred at most, in the order asked for', async () => {
		for (let i = 0; i < 130; i++) addCinodeCustomer(sandbox.cinode.store, { name: `Kund ${i}` }, START);
		expect((await search({})).result).toHaveLength(15);
		const page = { sortBy: 1, sortOrder: 1, page: 2, itemsPerPage: 500 };
		const second = await search({ pageAndSortBy: page });
		expect([second.totalItems, second.hits, second.result.length]).toEqual([132, 132, 32]);
		expect(second.pagedAndSortedBy).toEqual({ ...page, itemsPerPage: 100 });
		expect(second.result.at(-1).name).toBe('Kund 0');
		const newest = { sortBy: 13, sortOrder: 1, page: 1, itemsPerPage: 1 };
		expect((await search({ pageAndSortBy: newest })).result[0].name).toBe('Kund 129');
	});

	it('finds by time and manager where the specification has them', async () => {
		const updatedAt = { from: '2026-05-02T00:00:00' };
		expect(ids((await search({ updatedAt })).result)).toEqual([VIK]);
		expect(ids((await search({ createdAt: { to: '2026-05-02' } })).result)).toEqual([SKOG]);
		expect(ids((await search({ managers: [OWNER] })).result)).toEqual([SKOG]);
		expect(ids((await search({ noManager: true })).result)).toEqual([VIK]);
		sandbox.cinode.store.options.customerTimestamps = false;
		expect((await post('customers/search', { updatedAt })).status).toBe(400);
	});

	it.each([
		['an unknown field', { term: 'x' }],
		['an unknown operator', { name: 'x', nameOperator: 4 }],
		['a name as number', { name: 1 }],
		['page 0', { pageAndSortBy: { page: 0 } }],
		['an unknown order', { pageAndSortBy: { sortBy: 15 } }],
		['a time with an offset', { updatedAt: { from: '2026-05-02T00:00:00Z' } }],
		['an unknown bound', { updatedAt: { after: '2026-05-02' } }],
	])('refuses %s', async (_, body) => {
		expect((await post('customers/search', body)).status).toBe(400);
	});

	it('finds contacts, with their phones, by name, e-mail or customer', async () => {
		const found = async (body: object) => (await post('customers/contacts/search', body)).json;
		const all = await found({});
		expect(all).toMatchObject({ totalItems: 1, result: [{ customerId: SKOG, phone1: '1', title: 'Inköp' }] });
		expect((await found({ term: 'BO EK' })).totalItems).toBe(1);
		expect((await found({ term: 'bo@skog', customers: [SKOG] })).totalItems).toBe(1);
		expect((await found({ term: 'eva' })).totalItems).toBe(0);
		expect((await found({ customers: [VIK] })).totalItems).toBe(0);
		expect((await found({ managers: [OWNER] })).totalItems).toBe(1);
		expect((await found({ managers: [1] })).totalItems).toBe(0);
		expect((await found({ tags: [1] })).totalItems).toBe(0);
		expect((await post('customers/contacts/search', { name: 'Bo' })).status).toBe(400);
		expect((await post('customers/contacts/search', { customers: 'all' })).status).toBe(400);
	});
});
