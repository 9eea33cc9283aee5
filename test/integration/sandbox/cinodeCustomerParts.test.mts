import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addCinodeUser, startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { addSkogsalv } from './cinodeFixtures.mts';
import { cinode } from './clients.mts';

let sandbox: Sandbox;
let now = 0;
const START = Date.parse('2026-05-04T08:00:00Z');
const BEFORE = '2026-05-03T08:00:00.000';
const SKOG = 9000;
const OWNER = 5001;
const IDA = 5002;

beforeAll(async () => {
	sandbox = await startSandbox({ today: '2026-05-04', now: () => now });
});
beforeEach(() => {
	now = START - 86_400_000;
	sandbox.reset({ emptyCinode: true });
	const { store } = sandbox.cinode;
	addCinodeUser(store, { email: 'ida@x.example', firstName: 'Ida', lastName: 'Ås' }, now);
	addSkogsalv(sandbox, now);
	now = START;
});
afterAll(() => sandbox.close());

const send = (method: string, path: string, body?: unknown) =>
	cinode(sandbox, method, path.startsWith('/') ? path : `customers/${SKOG}/${path}`, body ? { body } : {});
const customer = () => {
	const found = sandbox.cinode.store.customers.get(SKOG);
	if (!found) throw new Error('no customer');
	return found;
};
const only = <T,>(list: T[]): T => {
	expect(list).toHaveLength(1);
	return list[0] as T;
};

describe('addresses', () => {
	it('are added, and read one by one', async () => {
		const reply = await send('POST', 'addresses', { street1: 'Box 2', zipCode: '222 22', addressType: 2 });
		expect([reply.status, reply.json.street1, reply.json.companyCustomerId]).toEqual([201, 'Box 2', SKOG]);
		expect((await send('GET', `addresses/${reply.json.id}`)).json).toEqual(reply.json);
		expect(customer().addresses).toHaveLength(2);
		expect((await send('POST', 'addresses', {})).json.addressType).toBe(0);
	});

	it('are replaced as a whole: what is left out is gone, and so is the type', async () => {
		const { id } = only(customer().addresses);
		const reply = await send('PUT', `addresses/${id}`, { street1: 'Box 9', email: 'f@x.example' });
		expect(reply.status).toBe(200);
		expect(only(customer().addresses)).toEqual({
			id,
			street1: 'Box 9',
			street2: null,
			zipCode: null,
			city: null,
			country: null,
			email: 'f@x.example',
			comments: null,
			addressType: 0,
		});
	});

	it.each([
		['an unknown type', { addressType: 4 }],
		['no type', { addressType: null }],
		['an unknown field', { state: 'Umeå' }],
		['a country by number', { country: 1 }],
	])('refuse %s', async (_, change) => {
		const before = structuredClone(customer());
		const { id } = only(before.addresses);
		expect((await send('POST', 'addresses', { street1: 'x', ...change })).status).toBe(400);
		expect((await send('PUT', `addresses/${id}`, { street1: 'x', ...change })).status).toBe(400);
		expect(customer()).toEqual(before);
	});

	it('are deleted, and their ids are not given again', async () => {
		const { id } = only(customer().addresses);
		expect((await send('DELETE', `addresses/${id}`)).status).toBe(200);
		for (const method of ['GET', 'DELETE']) expect((await send(method, `addresses/${id}`)).status).toBe(404);
		expect((await send('PUT', `addresses/${id}`, { street1: 'x' })).status).toBe(404);
		expect((await send('POST', 'addresses', {})).json.id).toBeGreaterThan(id);
	});
});

describe('contacts', () => {
	it('are listed with phones, and added with a first and a last name', async () => {
		expect(only((await send('GET', 'contacts')).json)).toMatchObject({
			phone1: '1',
			title: 'Inköp',
			tags: [],
		});
		const reply = await send('POST', 'contacts', { firstName: 'Eva', lastName: 'Al', phone2: '2' });
		expect([reply.status, reply.json.phone2, reply.json.phone1]).toEqual([201, '2', null]);
		expect((await send('GET', `contacts/${reply.json.id}`)).json).toEqual(reply.json);
		expect(customer().contacts).toHaveLength(2);
	});

	it('are replaced as a whole', async () => {
		const { id, createdDateTime } = only(customer().contacts);
		const reply = await send('PUT', `contacts/${id}`, { firstName: 'Bo', lastName: 'Ek' });
		expect([reply.status, reply.json.email]).toEqual([200, null]);
		expect(only(customer().contacts)).toEqual({
			id,
			firstName: 'Bo',
			lastName: 'Ek',
			email: null,
			phone1: null,
			phone2: null,
			title: null,
			comments: null,
			createdDateTime,
		});
	});

	it.each([
		['no last name', { lastName: undefined }],
		['a blank first name', { firstName: ' ' }],
		['an unknown field', { phone: '1' }],
		['a phone as number', { phone1: 1 }],
	])('refuse %s', async (_, change) => {
		const before = structuredClone(customer());
		const { id } = only(before.contacts);
		const body = { firstName: 'Bo', lastName: 'Ek', ...change };
		expect((await send('POST', 'contacts', body)).status).toBe(400);
		expect((await send('PUT', `contacts/${id}`, body)).status).toBe(400);
		expect(customer()).toEqual(before);
	});

	it('are deleted', async () => {
		const { id } = only(customer().contacts);
		expect((await send('DELETE', `contacts/${id}`)).status).toBe(200);
		for (const method of ['GET', 'DELETE']) expect((await send(method, `contacts/${id}`)).status).toBe(404);
	});
});

describe('managers', () => {
	const managers = async () => (await send('GET', 'managers')).json.map((m: { id: number }) => m.id);

	it('are added, or replaced behind a switch', async () => {
		const reply = await send('POST', 'managers', { companyUserIds: [IDA, OWNER] });
		expect(reply.json.map((one: { companyUserId: number }) => one.companyUserId)).toEqual([OWNER, IDA]);
		expect(reply.json[1]).toMatchObject({ firstName: 'Ida', customerId: SKOG, companyUserType: 0 });
		sandbox.cinode.store.options.managersPost = 'replaces';
		expect((await send('POST', 'managers', { companyUserIds: [IDA] })).status).toBe(200);
		expect(await managers()).toEqual([IDA]);
	});

	it.each([
		['a bare list', [IDA]],
		['no list', {}],
		['somebody unknown', { companyUserIds: [IDA, 4711] }],
		['an id as text', { companyUserIds: ['5002'] }],
		['an unknown field', { companyUserIds: [IDA], customerId: 1 }],
	])('refuse %s', async (_, body) => {
		expect((await send('POST', 'managers', body)).status).toBe(400);
		expect(await managers()).toEqual([OWNER]);
	});

	it('are removed by the user’s id', async () => {
		expect((await send('DELETE', `managers/${IDA}`)).status).toBe(404);
		expect((await send('DELETE', `managers/${OWNER}`)).status).toBe(200);
		expect(await managers()).toEqual([]);
	});
});

describe('tags', () => {
	const V2 = `/v0.2/companies/1717/customers/${SKOG}/tags`;
	const named = (name: string) =>
		[...sandbox.cinode.store.tags.values()].filter((tag) => tag.name === name).map((tag) => tag.id);

	it('v0.1 replaces all, and one without id is new even if the name exists', async () => {
		const known = named('Mentor');
		const reply = await send('POST', 'tags', [{ id: 2, name: null }, { name: 'Mentor' }]);
		expect(reply.json).toMatchObject({ id: SKOG, tags: [{ id: 2 }, { name: 'Mentor' }] });
		expect(reply.json).toHaveProperty('corporateIdentityNumber');
		expect(customer().tags).not.toContain(1);
		expect(named('Mentor')).toHaveLength(known.length + 1);
		for (const wrong of [{ id: 2 }, [{ id: 999 }], [{ label: 'x' }], [{}], [{ name: 7 }]])
			expect((await send('POST', 'tags', wrong)).status).toBe(400);
		expect(customer().tags).toHaveLength(2);
	});

	it('v0.2 adds one', async () => {
		const byId = await send('POST', V2, { id: 2 });
		expect([byId.status, byId.json]).toEqual([201, { id: 2, name: expect.any(String) }]);
		const byName = await send('POST', V2, { name: 'Mentor' });
		expect([byName.status, byName.json.name]).toEqual([201, 'Mentor']);
		expect(named('Mentor')).toHaveLength(2);
		await send('POST', V2, { id: 2 });
		expect((await send('GET', V2)).json.map((tag: { id: number }) => tag.id)).toEqual([1, 2, byName.json.id]);
		for (const wrong of [[{ id: 3 }], { id: 999 }, {}, { name: 'x', tagType: null }])
			expect((await send('POST', V2, wrong)).status).toBe(400);
		expect(customer().tags).toHaveLength(3);
	});

	it('v0.2 takes one off', async () => {
		expect((await send('DELETE', `${V2}/2`)).status).toBe(404);
		expect((await send('DELETE', `${V2}/1`)).status).toBe(200);
		expect(customer().tags).toEqual([]);
		expect(sandbox.cinode.store.tags.has(1)).toBe(true);
	});

	it('v0.2 lists their types', async () => {
		const types = (await cinode(sandbox, 'GET', '/v0.2/companies/1717/tag-types')).json;
		expect(types).toEqual([{ id: 1, name: 'Kompetens' }]);
	});
});

describe('the customer’s times', () => {
	const V2 = `/v0.2/companies/1717/customers/${SKOG}/tags`;
	const writes: [string, string, () => string, unknown?][] = [
		['address', 'POST', () => 'addresses', {}],
		['address', 'PUT', () => `addresses/${only(customer().addresses).id}`, {}],
		['address', 'DELETE', () => `addresses/${only(customer().addresses).id}`],
		['contact', 'POST', () => 'contacts', { firstName: 'A', lastName: 'B' }],
		['contact', 'PUT', () => `contacts/${only(customer().contacts).id}`, { firstName: 'A', lastName: 'B' }],
		['contact', 'DELETE', () => `contacts/${only(customer().contacts).id}`],
		['managers', 'POST', () => 'managers', { companyUserIds: [IDA] }],
		['managers', 'DELETE', () => `managers/${OWNER}`],
		['tags', 'POST', () => 'tags', [{ id: 2 }]],
		['tag', 'POST', () => V2, { id: 2 }],
		['tag', 'DELETE', () => `${V2}/1`],
	];
	const touched = '2026-05-04T08:00:00.000';

	it.each(writes)('follow a write of %s (%s)', async (_, method, path, body) => {
		expect((await send(method, path(), body)).status).toBeLessThan(300);
		expect(customer()).toMatchObject({ updatedDateTime: touched, lastTouchDateTime: touched });
	});

	it.each(writes)('follow it in part behind a switch: %s (%s)', async (_, method, path, body) => {
		sandbox.cinode.store.options.bumpCustomerOnParts = false;
		await send(method, path(), body);
		expect(customer()).toMatchObject({ updatedDateTime: BEFORE, lastTouchDateTime: touched });
	});

	it('are in the reply as they then are, and stay after a refusal', async () => {
		await send('POST', 'addresses', { addressType: 9 });
		expect(customer()).toMatchObject({ updatedDateTime: BEFORE, lastTouchDateTime: BEFORE });
		expect((await send('POST', 'tags', [])).json.updatedDateTime).toBe(touched);
	});
});
