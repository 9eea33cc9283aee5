import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { cinode, patch } from './clients.mts';

let sandbox: Sandbox;
const OWNER = 5001;
const ASA = 5002;
const GONE = 5003;
const NEW = {
	email: 'ny@exempelkonsult.example',
	firstName: 'Ny',
	lastName: 'Person',
	password: 'långt-lösenord',
	confirmPassword: 'långt-lösenord',
	gender: 2,
};

beforeAll(async () => {
	sandbox = await startSandbox({ today: '2026-05-04' });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const get = (path: string) => cinode(sandbox, 'GET', path);
const post = (path: string, body: unknown) => cinode(sandbox, 'POST', path, { body });
const patchUser = (id: number, body: unknown) => cinode(sandbox, 'PATCH', `users/${id}`, { body });
const user = (id: number) => {
	const found = sandbox.cinode.store.users.get(id);
	if (!found) throw new Error(`no user ${id}`);
	return found;
};

describe('routes', () => {
	it('refuses unknown routes, verbs, content types and companies', async () => {
		expect((await get('people')).status).toBe(404);
		expect((await get('users/999')).status).toBe(404);
		const verb = await cinode(sandbox, 'DELETE', 'users');
		expect([verb.status, verb.headers.get('allow')]).toEqual([405, 'GET, POST']);
		expect((await cinode(sandbox, 'POST', 'users', { body: NEW, type: 'text/plain' })).status).toBe(415);
		expect((await get('/v0.1/companies/1/users')).status).toBe(403);
	});

	it('says in OPTIONS what a path allows', async () => {
		const one = await cinode(sandbox, 'OPTIONS', 'users/1');
		expect(one.headers.get('allow')).toBe('GET, PUT, PATCH, DELETE');
		expect((await cinode(sandbox, 'OPTIONS', 'nothing')).status).toBe(404);
	});

	it('has the look-ups', async () => {
		const company = (await get(`/v0.1/companies/${sandbox.cinode.companyId}`)).json;
		const offices = company.addresses.filter((address: { addressType: number }) => address.addressType === 3);
		expect(offices.map((office: { city: string }) => office.city)).toEqual([
			'Stockholm',
			'Göteborg',
			'Malmö',
		]);
		expect((await get('currencies')).json[0]).toEqual({
			id: 1,
			currencyCode: 'SEK',
			description: expect.any(String),
		});
		expect((await get('/v0.1/languages')).json[0].languageId).toBe(1);
		expect((await get('tags')).json[0]).not.toHaveProperty('tagType');
		expect((await get('tags/1')).json).toHaveProperty('tagType.name');
		for (const path of ['capabilities', 'teams', 'subcontractors', '/_whoami']) {
			expect((await get(path)).status).toBe(200);
		}
	});
});

describe('permissions', () => {
	it.each([
		['GET', `users-full/${ASA}`],
		['POST', 'users'],
		['PATCH', `users/${ASA}`],
		['PUT', `users/${ASA}/permissions`],
	])('%s %s needs CompanyAdmin', async (method, path) => {
		sandbox.cinode.store.apiAccount.levels.delete(400);
		const reply = await cinode(sandbox, method, path, method === 'GET' ? {} : { body: [] });
		expect([reply.status, reply.text]).toEqual([403, '']);
	});

	it('leaves reading to everyone, and subcontractors to partner managers', async () => {
		sandbox.cinode.store.apiAccount.levels = new Set([180]);
		expect((await get('users')).status).toBe(200);
		expect((await get('subcontractors')).status).toBe(403);
	});
});

describe('reading', () => {
	it('lists all but the disconnected, with few fields; PreActive behind a switch', async () => {
		user(ASA).status = 2;
		const list = (await get('users')).json;
		expect(list.map((one: { id: number }) => one.id)).toEqual([OWNER, ASA]);
		for (const name of ['phone', 'dateOfBirth', 'tags', 'gender', 'email', 'baseSalary']) {
			expect(list[0]).not.toHaveProperty(name);
		}
		sandbox.cinode.store.options.listPreActive = false;
		expect((await get('users/extended')).json).toHaveLength(1);
	});

	it('never returns gender or language, and money only in full', async () => {
		const detail = (await get(`users/${ASA}`)).json;
		const full = (await get(`users-full/${ASA}`)).json;
		for (const model of [detail, full]) {
			for (const name of ['gender', 'languageId', 'language', 'email', 'displayCurrency'])
				expect(model).not.toHaveProperty(name);
		}
		expect(detail).not.toHaveProperty('baseSalary');
		expect(full).toHaveProperty('baseSalary', null);
		expect(detail.tags.map((tag: { name: string }) => tag.name)).toEqual(['Mentor']);
	});

	it('searches by part of name or e-mail, page by page, with the disconnected if asked', async () => {
		const search = async (body: object) => (await post('users/search', body)).json;
		expect((await search({ term: 'FORNB' })).result).toEqual([]);
		expect((await search({ term: 'FORNB', includeDisconnected: true })).result[0].id).toBe(GONE);
		expect((await search({ term: 'björkvide' })).result[0].id).toBe(ASA);
		expect((await search({ term: 'asa.bjork' })).totalItems).toBe(1);
		const page = { sortBy: 4, sortOrder: 1, page: 2, itemsPerPage: 1 };
		const second = await search({ term: '', includeDisconnected: true, pageAndSortBy: page });
		expect(second).toMatchObject({ totalItems: 3, result: [{ id: GONE }] });
	});

	it('caps a page at 100 and counts pages from 1', async () => {
		sandbox.reset({ people: 300, linked: true });
		const page = { sortBy: 0, sortOrder: 0, page: 1, itemsPerPage: 5000 };
		expect((await post('users/search', { pageAndSortBy: page })).json.result).toHaveLength(100);
		expect((await post('users/search', { pageAndSortBy: { ...page, page: 0 } })).status).toBe(400);
		expect((await post('users/search', { pageAndSortBy: { ...page, sortBy: 9 } })).status).toBe(400);
		expect((await post('users/search', { name: 'x' })).status).toBe(400);
		sandbox.reset({ people: 12, linked: false });
	});
});

describe('creating', () => {
	it('makes a user that is disconnected unless a status is given', async () => {
		const reply = await post('users', NEW);
		expect([reply.status, reply.json.status, reply.json.companyUserEmail]).toEqual([201, 0, NEW.email]);
		const active = await post('users', {
			...NEW,
			email: 'b@exempelkonsult.example',
			status: 3,
			languageId: 1,
		});
		expect(active.json.status).toBe(3);
		expect(user(active.json.id)).toMatchObject({ gender: 2, languageId: 1 });
		expect(sandbox.secrets()).toContain(NEW.password);
	});

	it.each([
		['phone', { phone: '0701740605' }, 'phone'],
		['internalIdentifier', { internalIdentifier: '1' }, 'internalIdentifier'],
		['a missing last name', { lastName: undefined }, 'LastName'],
		['a missing gender', { gender: undefined }, 'Gender'],
		['two passwords', { confirmPassword: 'annat-lösenord' }, 'ConfirmPassword'],
		['a short password', { password: 'kort', confirmPassword: 'kort' }, 'Password'],
		['a wrong address', { email: 'nobody' }, 'Email'],
		['a taken address', { email: 'Vera.Agarstrom@exempelkonsult.example' }, 'Email'],
		['the address of someone disconnected', { email: 'sixten.fornborg@exempelkonsult.example' }, 'Email'],
		['an address that is no office', { locationId: 201 }, 'LocationId'],
		['an unknown language', { languageId: 99 }, 'LanguageId'],
		['a date with an offset', { employmentStartDate: '2026-01-01T00:00:00Z' }, 'EmploymentStartDate'],
	])('refuses %s', async (_, change, field) => {
		const reply = await post('users', { ...NEW, ...change });
		expect([reply.status, Object.keys(reply.json.errors)]).toEqual([400, [field]]);
		expect(sandbox.cinode.store.users.size).toBe(3);
	});
});

describe('JSON Patch', () => {
	it('changes what it names, nothing else, and bumps updatedDateTime', async () => {
		const before = structuredClone(user(ASA));
		const body = patch({
			'/phone': '0701740605',
			'/internalidentifier': '1001',
			'/dateofbirth': '1980-02-29',
		});
		const reply = await patchUser(ASA, body);
		expect([reply.status, reply.json.phone, reply.json.dateOfBirth]).toEqual([
			200,
			'0701740605',
			'1980-02-29T00:00:00',
		]);
		const { updatedDateTime, ...after } = user(ASA);
		expect(updatedDateTime > before.updatedDateTime).toBe(true);
		expect({ ...after, updatedDateTime: before.updatedDateTime }).toEqual({
			...before,
			phone: '0701740605',
			internalIdentifier: '1001',
			dateOfBirth: '1980-02-29T00:00:00',
		});
	});

	it('wants its own content type and a bare array', async () => {
		const body = patch({ '/phone': '1' });
		const plain = await cinode(sandbox, 'PATCH', `users/${ASA}`, { body, type: 'application/json' });
		expect(plain.status).toBe(415);
		expect((await patchUser(ASA, { operations: body })).status).toBe(400);
	});

	it.each([
		['an unknown path', { '/languageid': 1 }],
		['camel case', { '/firstName': 'A' }],
		['a salary as text', { '/basesalary': '45000' }],
		['a salary with öre', { '/basesalary': 45000.5 }],
		['a tax table as number', { '/taxtable': 32 }],
		['a wrong status', { '/status': 1 }],
		['a wrong gender', { '/gender': 3 }],
		['more than all', { '/availabilitypercent': 101 }],
		['an offset', { '/employmentstartdate': '2026-01-01T00:00:00+02:00' }],
		['a day that is none', { '/employmentenddate': '2026-02-30' }],
		['an invoice address as office', { '/locationid': 202 }],
		['an unknown currency', { '/defaultcurrencyid': 77 }],
		['a taken address', { '/email': 'SIXTEN.fornborg@exempelkonsult.example' }],
		['an empty name', { '/lastname': ' ' }],
		['no status', { '/status': null }],
	])('refuses %s and changes nothing', async (_, values) => {
		const before = structuredClone(user(ASA));
		const reply = await patchUser(ASA, patch({ '/title': 'Chef', ...values }));
		expect([reply.status, reply.json]).toEqual([400, { errors: expect.any(Object) }]);
		expect(user(ASA)).toEqual(before);
	});

	it('takes only replace, with a value', async () => {
		expect((await patchUser(ASA, [{ op: 'remove', path: '/phone' }])).status).toBe(400);
		expect((await patchUser(ASA, [{ op: 'add', path: '/phone', value: '1' }])).status).toBe(400);
		expect((await patchUser(ASA, [{ op: 'replace', path: '/phone' }])).status).toBe(400);
	});

	it('clears with null, unless the switch refuses it', async () => {
		user(ASA).phone = '1';
		expect((await patchUser(ASA, patch({ '/phone': null }))).json.phone).toBeNull();
		sandbox.cinode.store.options.patchNull = 'refuses';
		expect((await patchUser(ASA, patch({ '/title': null }))).status).toBe(400);
	});
});

describe('other writes', () => {
	it('PUT disconnects a user that it leaves without a status', async () => {
		const reply = await cinode(sandbox, 'PUT', `users/${ASA}`, { body: { phone: '1' } });
		expect([reply.status, reply.json.status, reply.json.title]).toEqual([200, 0, null]);
	});

	it('tags replace all, and one without id is new even if the name exists', async () => {
		const mentor = user(ASA).tags[0];
		const reply = await post(`users/${ASA}/tags`, [{ id: 1 }, { name: 'Mentor' }]);
		expect(reply.json.tags.map((tag: { id: number }) => tag.id)).toEqual([1, expect.any(Number)]);
		expect(user(ASA).tags).not.toContain(mentor);
		expect([...sandbox.cinode.store.tags.values()].filter((tag) => tag.name === 'Mentor')).toHaveLength(2);
		expect((await post(`users/${ASA}/tags`, [{ id: 999 }])).status).toBe(400);
		expect((await post(`users/${ASA}/tags`, [{ label: 'x' }])).status).toBe(400);
		expect((await post(`users/${ASA}/tags`, { tags: [] })).status).toBe(400);
		expect(user(ASA).tags).toHaveLength(2);
	});

	it('tags leave updatedDateTime alone behind a switch', async () => {
		const before = user(ASA).updatedDateTime;
		sandbox.cinode.store.options.bumpUpdatedOnTags = false;
		await post(`users/${ASA}/tags`, []);
		expect(user(ASA)).toMatchObject({ tags: [], updatedDateTime: before });
	});

	it('permissions replace', async () => {
		const body = { permissions: [200, 300] };
		const reply = await cinode(sandbox, 'PUT', `users/${ASA}/permissions`, { body });
		expect(reply.json.map((role: { level: number }) => role.level)).toEqual([200, 300]);
		const wrong = await cinode(sandbox, 'PUT', `users/${ASA}/permissions`, { body: { permissions: [201] } });
		expect([wrong.status, user(ASA).permissions]).toEqual([400, [200, 300]]);
	});

	it('deletes only a disconnected user, by the right name', async () => {
		const remove = (id: number, name: string) => cinode(sandbox, 'DELETE', `users/${id}?${name}`);
		const asa = new URLSearchParams({ firstName: 'Åsa', lastName: 'Björkvide' }).toString();
		expect((await remove(ASA, asa)).status).toBe(400);
		expect((await remove(GONE, 'firstName=Sixten&lastName=Fel')).status).toBe(400);
		expect((await remove(GONE, 'firstName=Sixten&lastName=Fornborg')).status).toBe(200);
		expect(sandbox.cinode.store.users.has(GONE)).toBe(false);
	});
});
