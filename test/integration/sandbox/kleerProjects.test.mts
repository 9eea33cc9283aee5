import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
	addClientProject,
	clientProjectOf,
	editClientProject,
	removeClientProject,
	startSandbox,
	type Sandbox,
} from '../../sandbox/index.mts';
import { kleer } from './clients.mts';

let sandbox: Sandbox;
const [INTERNAL, JOURNAL, NEXT] = [330_001, 330_002, 330_003];
const [ASA, JORGEN] = [210_001, 210_002];
const [WORK, TRAVEL] = [220_001, 220_002];
const CLIENT = 310_001;

beforeAll(async () => {
	sandbox = await startSandbox({ today: '2026-05-04' });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const get = (path: string) => kleer(sandbox, 'GET', path);
const put = (body: unknown) => kleer(sandbox, 'PUT', 'client-project', { body });
const post = (id: number, body: unknown) => kleer(sandbox, 'POST', `client-project/${id}`, { body });
const read = async (id: number) => (await get(`client-project/${id}`)).json;
const numbers = async (query: string) =>
	(await get(`client-project${query}`)).json['client-project-readables'].map(
		(one: { number: string }) => one.number,
	);
const denied = 'SingleAccessDeniedException: Otillåten access';

/** Every element that the XSD requires, and no other. */
const project = {
	'fixed-price': false,
	number: '30001',
	name: 'Portal',
	comment: '',
	'budget-hours': 0,
	'budget-amount': 0,
	'incoming-invoiced-amount': 0,
	'incoming-invoiced-vat-amount': 0,
	'all-activities': false,
	'all-users': false,
};
const full = {
	...project,
	client: { id: CLIENT },
	'broker-client': { id: CLIENT + 1 },
	'currency-type': 'EUR',
	'your-reference': 'Bo Ek',
	'our-reference': { id: JORGEN },
	'delivery-type': 'Efaktura',
	'payment-days': 20,
	'po-nr': 'PO-1',
	activities: [{ activity: { id: WORK }, price: 100_000 }],
	users: [
		{ user: { id: ASA }, activities: [{ activity: { id: WORK }, price: 110_000, 'supplier-price': 90_000 }] },
	],
	leads: [{ user: { id: JORGEN } }],
	'opening-date': '2026-01-01',
	'closing-date': '2026-02-01',
	'default-notes': 'Märk',
	'dimension-entries': { 'dimension-entries': [{ id: 4101, percentage: 1 }] },
	fields: [{ alias: 'region', value: 'Norr' }],
};
const without = (body: object, name: string) =>
	Object.fromEntries(Object.entries(body).filter(([k]) => k !== name));
const create = async (body: object) => (await put(body)).json.id as number;

describe('reading', () => {
	it('wraps ids, has plurals in JSON, and statuses in capitals', async () => {
		const list = (await get('client-project')).json;
		expect(Object.keys(list)).toEqual(['client-project-readables']);
		expect(list['client-project-readables']).toHaveLength(2);
		const one = await read(JOURNAL);
		expect(list['client-project-readables'][1]).toEqual(one);
		expect(one).toMatchObject({
			id: { id: JOURNAL },
			client: { id: 310_003 },
			number: 'P-204',
			status: 'OPEN',
			active: true,
			users: [{ user: { id: JORGEN }, activities: [{ activity: { id: WORK }, price: 120_500 }] }],
			leads: [{ user: { id: JORGEN } }],
			dimensions: {},
			'dimension-entry': { id: 630_002 },
		});
		for (const name of ['user', 'activity', 'activities', 'dimension-entries', 'write-offs', 'closing-date'])
			expect(one).not.toHaveProperty(name);
		expect(await read(INTERNAL)).not.toHaveProperty('client');
		expect((await get('client-project/1')).status).toBe(404);
	});

	it('filters, and shows the active ones unless told otherwise', async () => {
		editClientProject(sandbox.kleer.store, 'P-204', { active: false });
		expect(await numbers('')).toEqual(['I-1']);
		expect(await numbers('?filter=active')).toEqual(['I-1']);
		expect(await numbers('?filter=inactive')).toEqual(['P-204']);
		expect(await numbers('?filter=all')).toEqual(['I-1', 'P-204']);
		expect((await get('client-project?filter=open')).status).toBe(500);
	});

	it('is XML with singular elements where JSON isn’t asked for', async () => {
		const headers = { 'x-token': sandbox.kleer.token };
		const { text } = await kleer(sandbox, 'GET', `client-project/${JOURNAL}`, { headers });
		expect(text).toContain('<client-project-readable><id><id>330002</id></id>');
		expect(text).toContain(
			'<user><user><id>210002</id></user><activity><activity><id>220001</id></activity>',
		);
		expect(text).toContain('<leads><user><id>210002</id></user></leads>');
		expect(text).toContain('<status>Open</status>');
	});

	it('lists activities', async () => {
		const list = (await get('activity')).json['activity-readables'];
		expect(list.map((one: { name: string }) => one.name)).toEqual([
			'Konsultarbete',
			'Restid',
			'Intern tid',
			'Semester',
			'Sjuk',
		]);
		const one = (await get(`activity/${WORK}`)).json;
		expect(one).toMatchObject({ id: { id: WORK }, price: 110_000, 'mandatory-child-when-reporting': false });
		expect((await get('activity/1')).status).toBe(404);
	});

	it('needs the right to it', async () => {
		sandbox.kleer.store.rights.delete('ClientProjectOwn');
		const replies = [
			await get('client-project'),
			await get(`client-project/${JOURNAL}`),
			await put(project),
			await post(JOURNAL, project),
		];
		for (const reply of replies) expect([reply.status, reply.json.message]).toEqual([500, denied]);
		expect((await get('activity')).status).toBe(200);
	});
});

describe('creating', () => {
	it('takes what is required, and answers with the id alone', async () => {
		const reply = await put(project);
		expect([reply.status, reply.json]).toEqual([200, { id: NEXT }]);
		expect(await read(NEXT)).toMatchObject({
			...project,
			id: { id: NEXT },
			active: true,
			status: 'OPEN',
			'currency-type': 'SEK',
		});
	});

	it('takes everything, and shows categories under another name', async () => {
		const one = await read(await create(full));
		const { 'dimension-entries': dimensions, ...rest } = full;
		expect(one).toMatchObject({ ...rest, 'delivery-type': 'EFAKTURA', dimensions });
		expect(one).not.toHaveProperty('dimension-entries');
		// A closing date doesn't close.
		expect([one.status, one.active]).toEqual(['OPEN', true]);
	});

	it('makes a second one with the same number', async () => {
		const [one, other] = [await create(project), await create(project)];
		expect([one, other]).toEqual([NEXT, NEXT + 1]);
		expect(await numbers('')).toEqual(['I-1', 'P-204', '30001', '30001']);
	});

	it.each(Object.keys(project))('refuses one without %s', async (name) => {
		const reply = await put(without(project, name));
		expect([reply.status, reply.json.message]).toEqual([500, 'Tekniskt fel']);
	});

	it.each<[string, object]>([
		['id', { id: 1 }],
		['status', { status: 'OPEN' }],
		['active', { active: true }],
		['dimensions', { dimensions: {} }],
		['dimension-entry', { 'dimension-entry': { id: 1 } }],
		['write-offs', { 'write-offs': [] }],
		['XML’s singular', { user: [] }],
		['an unknown client', { client: { id: 1 } }],
		['an unknown broker', { 'broker-client': { id: 1 } }],
		['an unknown user', { users: [{ user: { id: 1 } }] }],
		['an unknown lead', { leads: [{ user: { id: 1 } }] }],
		['an unknown reference', { 'our-reference': { id: 1 } }],
		['an unknown activity', { activities: [{ activity: { id: 1 } }] }],
		[
			'an unknown activity of a user',
			{ users: [{ user: { id: ASA }, activities: [{ activity: { id: 1 } }] }] },
		],
		['an unknown category', { 'dimension-entries': { 'dimension-entries': [{ id: 1 }] } }],
		['a bare list of categories', { 'dimension-entries': [{ id: 4101 }] }],
		['the same user twice', { users: [{ user: { id: ASA } }, { user: { id: ASA } }] }],
		['kronor with öre', { 'budget-amount': 10.5 }],
		['a date that doesn’t exist', { 'opening-date': '2026-02-30' }],
		['a currency that is no code', { 'currency-type': 'kronor' }],
		['a blank name', { name: ' ' }],
		['an unknown delivery type', { 'delivery-type': 'Svefaktura' }],
	])('refuses %s', async (_, change) => {
		expect((await put({ ...project, ...change })).status).toBe(500);
		expect(sandbox.kleer.store.clientProjects.size).toBe(2);
	});
});

describe('saving', () => {
	it('ignores another name, client and fixed-price', async () => {
		const id = await create(full);
		const change = { name: 'Ny', 'fixed-price': true, client: { id: CLIENT + 2 }, number: '30009' };
		expect((await post(id, { ...full, ...change })).json).toEqual({ id });
		expect(await read(id)).toMatchObject({
			name: 'Portal',
			'fixed-price': false,
			client: { id: CLIENT },
			number: '30009',
		});
	});

	it.each<[string, object]>([
		['name', { name: 'Ny' }],
		['fixed-price', { 'fixed-price': true }],
		['client', { client: { id: CLIENT + 2 } }],
	])('may refuse another %s, but not the same', async (_, change) => {
		sandbox.kleer.store.options.frozenFields = 'refuses';
		const id = await create(full);
		const before = await read(id);
		expect((await post(id, { ...full, 'po-nr': '2', ...change })).status).toBe(500);
		expect(await read(id)).toEqual(before);
		expect((await post(id, without(full, 'client'))).status).toBe(200);
		expect((await post(id, full)).status).toBe(200);
	});

	it('clears what is left out, but broker and categories, and keeps status and activity', async () => {
		const id = await create(full);
		editClientProject(sandbox.kleer.store, id, { status: 'Closed', active: false });
		expect((await post(id, { ...project, comment: 'Ny' })).status).toBe(200);
		const one = await read(id);
		expect(one).toEqual({
			...project,
			id: { id },
			client: { id: CLIENT },
			'broker-client': { id: CLIENT + 1 },
			comment: 'Ny',
			'currency-type': 'SEK',
			active: false,
			status: 'CLOSED',
			'dimension-entry': one['dimension-entry'],
			dimensions: { 'dimension-entries': [{ id: 4101, percentage: 1 }] },
			fields: [],
		});
	});

	it('clears broker and categories when told to', async () => {
		const id = await create(full);
		await post(id, { ...full, 'broker-client': null, 'dimension-entries': {} });
		const one = await read(id);
		expect(one).not.toHaveProperty('broker-client');
		expect(one.dimensions).toEqual({});
	});

	it('replaces people and prices', async () => {
		const id = await create(full);
		const users = [{ user: { id: JORGEN }, activities: [{ activity: { id: TRAVEL }, price: 1 }] }];
		await post(id, { ...full, users });
		expect((await read(id)).users).toEqual(users);
	});

	it('knows the company’s own fields by their alias, whatever name is sent', async () => {
		const id = await create(full);
		await post(id, { ...full, fields: [{ name: 'Fel', alias: 'region', value: 'Söder' }] });
		expect((await read(id)).fields).toEqual([{ name: 'Region', alias: 'region', value: 'Söder' }]);
		for (const fields of [
			[{ alias: 'regoin', value: 'x' }],
			[{ alias: 'region' }],
			[
				{ alias: 'region', value: 'a' },
				{ alias: 'region', value: 'b' },
			],
		]) {
			expect((await post(id, { ...full, fields })).status).toBe(500);
		}
	});

	it('refuses what isn’t there, and what can’t be written', async () => {
		expect((await post(1, project)).status).toBe(404);
		const before = await read(JOURNAL);
		expect((await post(JOURNAL, { ...before })).status).toBe(500);
		expect(await read(JOURNAL)).toEqual(before);
		expect((await kleer(sandbox, 'DELETE', `client-project/${JOURNAL}`)).status).toBe(405);
		expect((await kleer(sandbox, 'PUT', `client-project/${JOURNAL}`, { body: project })).status).toBe(405);
	});
});

describe('edits by hand', () => {
	it('add, change and remove, by id or number', () => {
		const { store } = sandbox.kleer;
		expect(addClientProject(store, { number: 'X' }).id.id).toBe(NEXT);
		editClientProject(store, 'X', { 'po-nr': '1', name: 'Omdöpt' });
		editClientProject(store, NEXT, { 'po-nr': null });
		expect(clientProjectOf(store, 'X')).toMatchObject({ name: 'Omdöpt' });
		expect(clientProjectOf(store, 'X')).not.toHaveProperty('po-nr');
		removeClientProject(store, 'X');
		expect(() => clientProjectOf(store, 'X')).toThrow('X');
	});

	it('work over HTTP', async () => {
		const control = async (method: string, path: string, body?: object) => {
			const response = await fetch(`${sandbox.kleer.url}/sandbox/kleer/${path}`, {
				method,
				...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
			});
			return response.json();
		};
		expect((await control('POST', 'client-projects', { name: 'Ny' })).id).toEqual({ id: NEXT });
		await control('POST', `client-projects/${NEXT}`, { status: 'Closed' });
		expect((await read(NEXT)).status).toBe('CLOSED');
		await control('DELETE', `client-projects/${NEXT}`);
		expect((await get(`client-project/${NEXT}`)).status).toBe(404);
	});
});
