import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addCinodeUser, startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { addSiv } from './cinodeFixtures.mts';
import { cinode, patch } from './clients.mts';

let sandbox: Sandbox;
let SIV: number;

const NEW = {
	firstName: 'Ylva',
	lastName: 'Kvarnsjö',
	email: 'ylva@kvarnsjo.example',
	password: 'långt-lösenord',
	passwordConfirm: 'långt-lösenord',
	gender: 2,
	languageId: 1,
};

beforeAll(async () => {
	sandbox = await startSandbox({ today: '2026-05-04' });
});
beforeEach(() => {
	sandbox.reset({ emptyCinode: true });
	SIV = addSiv(sandbox);
});
afterAll(() => sandbox.close());

const get = (path: string) => cinode(sandbox, 'GET', path);
const post = (path: string, body: unknown) => cinode(sandbox, 'POST', path, { body });
const remove = (id: number, query: Record<string, string>) =>
	cinode(sandbox, 'DELETE', `subcontractors/${id}?${new URLSearchParams(query).toString()}`);
const sub = (id: number) => {
	const found = sandbox.cinode.store.subcontractors.get(id);
	if (!found) throw new Error(`no subcontractor ${id}`);
	return found;
};

describe('who may', () => {
	const routes: [string, string, unknown?][] = [
		['GET', 'subcontractors'],
		['GET', 'subcontractors/groups'],
		['GET', 'subcontractors/5002'],
		['POST', 'subcontractors', NEW],
		['DELETE', 'subcontractors/5002?firstName=Siv&lastName=%C3%96ster%C3%A5'],
	];

	it.each(routes)('%s %s needs a partner manager', async (method, path, body) => {
		sandbox.cinode.store.apiAccount.levels.delete(240);
		const reply = await cinode(sandbox, method, path, body ? { body } : {});
		expect([reply.status, reply.text]).toEqual([403, '']);
		expect(sandbox.cinode.store.subcontractors.size).toBe(1);
	});

	it.each(routes)('%s %s needs the module Partners', async (method, path, body) => {
		sandbox.cinode.store.modules = [2, 3];
		const reply = await cinode(sandbox, method, path, body ? { body } : {});
		expect(reply.status).toBe(403);
		expect(sandbox.cinode.store.subcontractors.size).toBe(1);
	});
});

describe('reading', () => {
	it('lists what the base model has, and the disconnected behind a switch', async () => {
		sub(SIV).status = 0;
		const [first] = (await get('subcontractors')).json;
		expect(first).toMatchObject({
			id: SIV,
			companyUserId: SIV,
			companyUserType: 20,
			status: 0,
			email: 'siv@osterakonsult.example',
			companyName: 'Österå Konsult AB',
			companyIdentifier: '556000-1111',
			internalIdentifier: '1042',
			rating: 4,
			companyAddress: { id: 301, addressType: 3 },
		});
		for (const name of ['phone', 'tariff', 'tags', 'companyUserEmail', 'title', 'createdDateTime'])
			expect(first).not.toHaveProperty(name);
		sandbox.cinode.store.options.listDisconnectedSubcontractors = false;
		expect((await get('subcontractors')).json).toEqual([]);
		sub(SIV).status = 1;
		expect((await get('subcontractors')).json).toMatchObject([{ id: SIV, status: 1 }]);
	});

	it('shows phone, tariff, currency and tags in the detail; never gender, language or an updated time', async () => {
		const detail = (await get(`subcontractors/${SIV}`)).json;
		expect(detail).toMatchObject({
			phone: '070-174 06 10',
			tariff: 950,
			defaultCurrency: { id: 1, currencyCode: 'SEK' },
			tags: [{ id: 1 }],
			groups: [],
			attachments: [],
			resumes: [],
			createdDateTime: '2026-01-02T03:04:05.000',
		});
		expect(detail.tags[0]).not.toHaveProperty('tagType');
		for (const name of ['gender', 'languageId', 'updatedDateTime', 'password', 'title', 'locationId'])
			expect(detail).not.toHaveProperty(name);
		expect((await get('subcontractors/groups')).json).toEqual([]);
		expect((await get('subcontractors/4999')).status).toBe(404);
	});

	it('keeps them apart from users', async () => {
		expect((await get(`users/${SIV}`)).status).toBe(404);
		expect((await get('users')).json.map((user: { id: number }) => user.id)).toEqual([5001]);
		expect((await cinode(sandbox, 'PATCH', `users/${SIV}`, { body: patch({ '/phone': '1' }) })).status).toBe(
			404,
		);
		expect((await get('subcontractors/5001')).status).toBe(404);
	});
});

describe('creating', () => {
	it('makes an active one with all that can ever be given', async () => {
		const reply = await post('subcontractors', {
			...NEW,
			title: 'Utvecklare',
			profileLanguageId: 2,
			createProfile: false,
			tariff: 870,
			phone: '070-174 06 11',
			currencyId: 2,
			companyCalendarId: null,
			companyAddressId: 302,
			companyName: 'Kvarnsjö AB',
			companyIdentifier: '556000-2222',
			internalIdentifier: '1043',
			linkedIn: 'https://example.com/ylva',
			rating: 5,
		});
		expect([reply.status, reply.json.status]).toEqual([201, 1]);
		expect(reply.json).toMatchObject({
			tariff: 870,
			companyAddress: { id: 302 },
			defaultCurrency: { id: 2 },
		});
		expect(sub(reply.json.id)).toMatchObject({
			gender: 2,
			languageId: 1,
			title: 'Utvecklare',
			locationId: 302,
			defaultCurrencyId: 2,
			internalIdentifier: '1043',
			status: 1,
		});
		expect(sub(reply.json.id)).not.toHaveProperty('passwordConfirm');
		expect(sandbox.secrets()).toContain(NEW.password);
	});

	it('takes ids from the same sequence as users, and never one twice', async () => {
		const first = (await post('subcontractors', NEW)).json.id;
		const user = addCinodeUser(
			sandbox.cinode.store,
			{ email: 'a@b.example', firstName: 'A', lastName: 'B' },
			0,
		);
		expect([SIV, first, user.id]).toEqual([5002, 5003, 5004]);
		await remove(first, { firstName: NEW.firstName, lastName: NEW.lastName });
		expect((await post('subcontractors', NEW)).json.id).toBe(5005);
	});

	it.each([
		['the users’ name of the confirmation', { confirmPassword: 'x' }, 'confirmPassword'],
		['the users’ name of the office', { locationId: 301 }, 'locationId'],
		['the users’ name of the currency', { defaultCurrencyId: 1 }, 'defaultCurrencyId'],
		['a status', { status: 1 }, 'status'],
		['a birth date', { dateOfBirth: '1980-01-01' }, 'dateOfBirth'],
		['an employment number', { employmentNumber: '1' }, 'employmentNumber'],
		['no language', { languageId: undefined }, 'LanguageId'],
		['an empty language', { languageId: null }, 'LanguageId'],
		['an unknown language', { languageId: 99 }, 'LanguageId'],
		['no gender', { gender: undefined }, 'Gender'],
		['no first name', { firstName: undefined }, 'FirstName'],
		['a blank last name', { lastName: ' ' }, 'LastName'],
		['two passwords', { passwordConfirm: 'annat-lösenord' }, 'PasswordConfirm'],
		['a short password', { password: 'kort', passwordConfirm: 'kort' }, 'Password'],
		['a wrong address', { email: 'nobody' }, 'Email'],
		['another subcontractor’s address', { email: 'SIV@osterakonsult.example' }, 'Email'],
		['a user’s address', { email: 'vera.agarstrom@exempelkonsult.example' }, 'Email'],
		['an address that is no office', { companyAddressId: 201 }, 'CompanyAddressId'],
		['an unknown currency', { currencyId: 77 }, 'CurrencyId'],
		['a tariff with öre', { tariff: 870.5 }, 'Tariff'],
		['an organisation number as number', { companyIdentifier: 5560002222 }, 'CompanyIdentifier'],
	])('refuses %s', async (_, change, field) => {
		const reply = await post('subcontractors', { ...NEW, ...change });
		expect([reply.status, Object.keys(reply.json.errors)]).toEqual([400, [field]]);
		expect(sandbox.cinode.store.subcontractors.size).toBe(1);
	});

	it('keeps their addresses from users, disconnected or not', async () => {
		sub(SIV).status = 0;
		const user = { ...NEW, confirmPassword: NEW.password, email: 'Siv@osterakonsult.example' };
		const { passwordConfirm: _, ...body } = user;
		const reply = await post('users', body);
		expect([reply.status, Object.keys(reply.json.errors)]).toEqual([400, ['Email']]);
		const change = await cinode(sandbox, 'PATCH', 'users/5001', { body: patch({ '/email': user.email }) });
		expect(change.status).toBe(400);
	});
});

describe('deleting', () => {
	it('goes by the right name', async () => {
		expect((await remove(SIV, { firstName: 'Siv', lastName: 'Fel' })).status).toBe(400);
		expect((await remove(5001, { firstName: 'Vera', lastName: 'Ägarström' })).status).toBe(404);
		expect(sandbox.cinode.store.subcontractors.size).toBe(1);
		expect((await remove(SIV, { firstName: 'Siv', lastName: 'Österå' })).status).toBe(200);
		expect((await get(`subcontractors/${SIV}`)).status).toBe(404);
	});
});
