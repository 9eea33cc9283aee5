import type { IDataObject } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Operations, first, id, jsons, namesIn } from './support/operations.mts';
import { Tenant } from './support/tenant.mts';

let tenant: Tenant;
beforeAll(async () => {
	tenant = await Tenant.start({ subcontractors: 7 });
});
afterAll(() => tenant.stop());

const operations = (resource: string) => new Operations(() => tenant, 'kleer', resource);
const filtered = async (resource: string, filters: IDataObject) =>
	jsons(await operations(resource).run('getAll', { returnAll: true, filters }));

describe('Kleer, User', () => {
	const users = operations('user');

	it('gives accounts without anything of payroll, in one request', async () => {
		const stored = [...tenant.sandbox.kleer.store.users.values()];
		tenant.sandbox.requests.clear();
		const all = jsons(await users.run('getAll', { returnAll: true }));
		expect(tenant.sandbox.requests.all.map(({ method, route }) => [method, route.split('/').at(-1)])).toEqual(
			[['GET', 'user']],
		);
		expect(all).toHaveLength(stored.length);
		const names = ['active', 'categoryIds', 'email', 'foreignId', 'id', 'internalId', 'name'];
		for (const one of all) expect(Object.keys(one).sort()).toEqual(names);
		expect(await users.run('getAll', { returnAll: false, limit: 3 })).toHaveLength(3);
	});

	it('finds by status, IDs and part of a name', async () => {
		const all = jsons(await users.run('getAll', { returnAll: true }));
		const inactive = await filtered('user', { status: 'inactive' });
		expect(inactive.length).toBeGreaterThan(0);
		expect(inactive.every(({ active }) => active === false)).toBe(true);
		expect(await filtered('user', { status: 'active' })).toHaveLength(all.length - inactive.length);
		const asa = all.find(({ name }) => String(name).includes('Björkvide'));
		expect(await filtered('user', { term: 'BJORKVIDE' })).toEqual([asa]);
		expect(await filtered('user', { internalId: String(asa?.internalId) })).toEqual([asa]);
		expect(await filtered('user', { internalId: String(asa?.internalId).slice(1) })).toEqual([]);
		expect(await filtered('user', { term: 'bjorkvide', status: 'inactive' })).toEqual([]);
	});

	it('gives one for each item, and says for which there is none', async () => {
		const { id: known, name } = tenant.kleerUser('Balansén');
		const output = await users.runFor(
			[{ user: 1 }, { user: known }],
			'get',
			{ userId: id('={{ $json.user }}') },
			'continueRegularOutput',
		);
		expect(output).toMatchObject([
			{
				json: { error: expect.stringContaining('Kleer has no such record'), reasonCode: 'notFound' },
				pairedItem: { item: 0 },
			},
			{ json: { id: known, name }, pairedItem: { item: 1 } },
		]);
		expect(namesIn(await users.list('searchEmployees', 'BALANSÉN'))).toEqual([
			expect.stringContaining('Balansén'),
		]);
	});
});

describe('Kleer, Activity and Category', () => {
	it('give what matches, and one activity by its ID', async () => {
		const activities = operations('activity');
		const all = jsons(await activities.run('getAll', { returnAll: true }));
		const [one] = all;
		expect(first(await activities.run('get', { activityId: id(one?.id as number) }))).toEqual(one);
		await expect(activities.run('get', { activityId: id(1) })).rejects.toThrow('no activity with the ID 1');
		const found = await filtered('activity', { term: String(one?.name).toUpperCase() });
		expect(found).toContainEqual(one);
		expect(found.length).toBeLessThan(all.length);
		expect(namesIn(await activities.list('searchActivities', String(one?.name)))).toContain(one?.name);
		expect(await filtered('category', { term: 'bransch' })).toContainEqual({
			id: 4501,
			name: 'Industri',
			dimension: 'Bransch',
		});
		expect(await filtered('category', { term: 'no such' })).toEqual([]);
	});
});

describe('Kleer, filters of other records', () => {
	it('find clients by status, numbers and part of a name', async () => {
		const all = jsons(await operations('client').run('getAll', { returnAll: true }));
		const inactive = await filtered('client', { status: 'inactive' });
		expect(inactive).toEqual(all.filter(({ active }) => active === false));
		expect(inactive.length).toBeGreaterThan(0);
		const names = async (filters: IDataObject) => (await filtered('client', filters)).map(({ name }) => name);
		expect(await names({ foreignId: 'K1001' })).toEqual(['Havsvide Logistik AB']);
		expect(await names({ foreignId: 'K100' })).toEqual([]);
		expect(await names({ organisationNumber: '5599001012' })).toEqual(['Havsvide Logistik AB']);
		expect(await names({ term: 'havsVIDE log' })).toEqual(['Havsvide Logistik AB']);
	});

	it('find suppliers, and the people of one', async () => {
		const [supplier] = jsons(await operations('supplier').run('getAll', { returnAll: false, limit: 1 }));
		expect(await filtered('supplier', { organisationNumber: supplier?.organisationNumber })).toEqual([
			supplier,
		]);
		expect(await filtered('supplier', { term: String(supplier?.name).slice(0, 6) })).toContainEqual(supplier);
		const ties = jsons(await operations('subcontractor').run('getAll', { returnAll: true }));
		const [tie] = ties;
		const supplierId = id((tie?.supplier as IDataObject).id as number);
		const found = await filtered('subcontractor', { supplierId });
		expect(found).toContainEqual(tie);
		expect(found.length).toBeLessThan(ties.length);
		const nobody = { __rl: true, mode: 'list', value: '' };
		expect(await filtered('subcontractor', { supplierId: nobody })).toEqual(ties);
		expect((await filtered('subcontractor', { term: 'LÖVMARKER' })).length).toBe(1);
	});

	it('find people by status and part of a name', async () => {
		expect((await filtered('employee', { term: 'hadrami' })).map(({ name }) => name)).toEqual([
			expect.stringContaining('al-Hadrami'),
		]);
		const inactive = await filtered('employee', { status: 'inactive' });
		expect(inactive.every(({ active }) => active === false)).toBe(true);
	});
});

describe('Kleer, Output', () => {
	const clients = operations('client');

	it('is everything, ten fields, or those that are named', async () => {
		const one = { clientId: id(310001) };
		const everything = first(await clients.run('get', one));
		expect(Object.keys(everything).length).toBeGreaterThan(10);
		const simple = first(await clients.run('get', { ...one, output: 'simplified' }));
		expect(simple).toMatchObject({ id: 310001, name: 'Havsvide Logistik AB', foreignId: 'K1001' });
		expect(Object.keys(simple).length).toBeLessThanOrEqual(10);
		const chosen = { ...one, output: 'selected', outputFields: 'name, paymentDays,nonsense' };
		expect(jsons(await clients.run('get', chosen))).toEqual([
			{ name: everything.name, paymentDays: everything.paymentDays },
		]);
		await expect(clients.run('get', { ...chosen, outputFields: ' , ' })).rejects.toThrow("'Fields' is empty");
	});

	it('leaves pay and personal numbers out of simplified people', async () => {
		const people = jsons(
			await operations('employee').run('getAll', { returnAll: true, output: 'simplified' }),
		);
		expect(people.length).toBeGreaterThan(5);
		for (const person of people) {
			expect(Object.keys(person).length).toBeLessThanOrEqual(10);
			for (const field of ['ssn', 'monthlySalary', 'taxTable']) expect(person).not.toHaveProperty(field);
		}
	});
});

describe('Kleer, Client Project', () => {
	const projects = operations('clientProject');

	it('is found by client, number, status and part of its name, and simplified', async () => {
		const [client] = tenant.sandbox.kleer.store.clients.values();
		const made = first(
			await projects.run('create', { clientId: id(client?.id ?? 0), number: 'P-77', name: 'Ny webbplats' }),
		);
		const simple = { output: 'simplified', returnAll: true };
		const ids = async (filters: IDataObject) =>
			jsons(await projects.run('getAll', { ...simple, filters })).map((one) => one.id);
		const made77 = made.id as number;
		expect(await ids({ number: 'P-77' })).toEqual([made77]);
		expect(await ids({ number: 'P-7' })).toEqual([]);
		expect(await ids({ term: 'NY WEBB' })).toEqual([made77]);
		expect(await ids({ clientId: id(client?.id ?? 0) })).toContain(made77);
		const status = String(made.status).toLowerCase();
		expect(await ids({ number: 'P-77', status })).toEqual([made77]);
		expect(await ids({ number: 'P-77', status: status === 'closed' ? 'open' : 'closed' })).toEqual([]);
		const one = first(await projects.run('get', { clientProjectId: id(made77), output: 'simplified' }));
		expect(one).toMatchObject({
			id: made77,
			number: 'P-77',
			clientId: client?.id,
			fixedPrice: false,
			status,
		});
		expect(Object.keys(one).length).toBeLessThanOrEqual(10);
	});
});
