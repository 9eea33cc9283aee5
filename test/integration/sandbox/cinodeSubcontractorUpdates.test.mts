import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { addSiv } from './cinodeFixtures.mts';
import { cinode, patch } from './clients.mts';

let sandbox: Sandbox;
let SIV: number;

beforeAll(async () => {
	sandbox = await startSandbox({ today: '2026-05-04' });
});
beforeEach(() => {
	sandbox.reset({ emptyCinode: true });
	SIV = addSiv(sandbox);
});
afterAll(() => sandbox.close());

const put = (id: number, body: unknown) => cinode(sandbox, 'PUT', `subcontractors/${id}`, { body });
const patchSub = (id: number, body: unknown) => cinode(sandbox, 'PATCH', `subcontractors/${id}`, { body });
const sub = (id: number) => {
	const found = sandbox.cinode.store.subcontractors.get(id);
	if (!found) throw new Error(`no subcontractor ${id}`);
	return found;
};

describe('updating subcontractors', () => {
	const PUT_BODY = {
		firstName: 'Siv',
		lastName: 'Österå',
		email: 'siv@osterakonsult.example',
		gender: 2,
		languageId: 1,
	};

	it('is not there by default, and OPTIONS says so', async () => {
		const before = structuredClone(sub(SIV));
		for (const reply of [await put(SIV, PUT_BODY), await patchSub(SIV, patch({ '/phone': '1' }))]) {
			expect([reply.status, reply.headers.get('allow')]).toEqual([405, 'GET, DELETE']);
		}
		const options = await cinode(sandbox, 'OPTIONS', `subcontractors/${SIV}`);
		expect([options.status, options.headers.get('allow')]).toEqual([200, 'GET, DELETE']);
		expect((await cinode(sandbox, 'OPTIONS', 'subcontractors')).headers.get('allow')).toBe('GET, POST');
		expect(sub(SIV)).toEqual(before);
	});

	it('is a PATCH behind a switch', async () => {
		sandbox.cinode.store.options.subcontractorUpdates = 'patch';
		const options = await cinode(sandbox, 'OPTIONS', `subcontractors/${SIV}`);
		expect(options.headers.get('allow')).toBe('GET, PATCH, DELETE');
		expect((await put(SIV, PUT_BODY)).headers.get('allow')).toBe('GET, PATCH, DELETE');
		const before = structuredClone(sub(SIV));
		const values = {
			'/phone': '070-174 06 12',
			'/companyname': 'Nya Österå AB',
			'/currencyid': 2,
			'/companyaddressid': null,
			'/status': 0,
			'/languageid': 2,
			'/email': 'SIV@osterakonsult.example',
		};
		const reply = await patchSub(SIV, patch(values));
		expect([reply.status, reply.json.phone, reply.json.status]).toEqual([200, '070-174 06 12', 0]);
		expect(sub(SIV)).toEqual({
			...before,
			phone: '070-174 06 12',
			companyName: 'Nya Österå AB',
			defaultCurrencyId: 2,
			locationId: null,
			status: 0,
			languageId: 2,
			email: 'SIV@osterakonsult.example',
		});
	});

	it.each([
		['an unknown path', { '/password': 'långt-lösenord' }],
		['camel case', { '/companyName': 'A' }],
		['the users’ path', { '/defaultcurrencyid': 1 }],
		['the users’ status', { '/status': 3 }],
		['a taken address', { '/email': 'vera.agarstrom@exempelkonsult.example' }],
		['no name', { '/firstname': null }],
		['no language', { '/languageid': null }],
		['an unknown office', { '/companyaddressid': 999 }],
	])('PATCH refuses %s and changes nothing', async (_, values) => {
		sandbox.cinode.store.options.subcontractorUpdates = 'patch';
		const before = structuredClone(sub(SIV));
		expect((await patchSub(SIV, patch({ '/phone': '1', ...values }))).status).toBe(400);
		expect(sub(SIV)).toEqual(before);
	});

	it('PATCH wants its own content type, op replace and a subcontractor that exists', async () => {
		sandbox.cinode.store.options.subcontractorUpdates = 'patch';
		const body = patch({ '/phone': '1' });
		const plain = await cinode(sandbox, 'PATCH', `subcontractors/${SIV}`, { body, type: 'application/json' });
		expect(plain.status).toBe(415);
		expect((await patchSub(SIV, [{ op: 'remove', path: '/phone' }])).status).toBe(400);
		expect((await patchSub(5001, body)).status).toBe(404);
	});

	it('is a PUT behind a switch, which empties what it leaves out', async () => {
		sandbox.cinode.store.options.subcontractorUpdates = 'put';
		const options = await cinode(sandbox, 'OPTIONS', `subcontractors/${SIV}`);
		expect(options.headers.get('allow')).toBe('GET, PUT, DELETE');
		expect((await patchSub(SIV, patch({ '/phone': '1' }))).status).toBe(405);
		const before = structuredClone(sub(SIV));
		const reply = await put(SIV, { ...PUT_BODY, phone: '070-174 06 12' });
		expect([reply.status, reply.json.phone, reply.json.companyName]).toEqual([200, '070-174 06 12', null]);
		expect(sub(SIV)).toEqual({
			...before,
			title: null,
			phone: '070-174 06 12',
			tariff: null,
			rating: null,
			companyName: null,
			companyIdentifier: null,
			internalIdentifier: null,
			locationId: null,
			defaultCurrencyId: null,
			linkedIn: null,
		});
	});

	it.each([
		['without a language', { languageId: undefined }],
		['without an address', { email: undefined }],
		['with one password only', { password: 'långt-lösenord' }],
		['with an unknown field', { status: 0 }],
		['with a user’s address', { email: 'vera.agarstrom@exempelkonsult.example' }],
	])('PUT is refused %s', async (_, change) => {
		sandbox.cinode.store.options.subcontractorUpdates = 'put';
		const before = structuredClone(sub(SIV));
		expect((await put(SIV, { ...PUT_BODY, ...change })).status).toBe(400);
		expect(sub(SIV)).toEqual(before);
	});
});
