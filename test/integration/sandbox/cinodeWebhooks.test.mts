import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
	addCinodeProject,
	addRole,
	editCinodeCustomer,
	editCinodeProject,
	editRole,
	removeProject,
	removeRole,
	setProjectState,
	startSandbox,
	type Sandbox,
} from '../../sandbox/index.mts';
import { addSiv, addSkogsalv } from './cinodeFixtures.mts';
import { cinode, patch } from './clients.mts';
import { startReceiver, type Receiver } from './receiver.mts';

let sandbox: Sandbox;
let receiver: Receiver;
const [SKOG, OWNER, SIV] = [9000, 5001, 5002];
const [PROJECT, ROLE] = [30_001, 60_001];
const now = Date.parse('2026-05-04T08:00:00Z');
const how = { now };

beforeAll(async () => {
	sandbox = await startSandbox({ today: '2026-05-04', now: () => now });
});
beforeEach(async () => {
	await receiver?.close();
	receiver = await startReceiver();
	sandbox.reset({ emptyCinode: true });
	addSkogsalv(sandbox, now);
	addSiv(sandbox);
	addCinodeProject(
		sandbox.cinode.store,
		{
			title: 'Portal',
			customerId: SKOG,
			estimatedValue: 5000,
			salesManagers: [OWNER],
			roles: [{ title: 'Utvecklare', rate: 1100 }],
		},
		now,
	);
});
afterAll(async () => {
	await receiver.close();
	await sandbox.close();
});

const get = () => cinode(sandbox, 'GET', 'webhooks');
const post = (body: unknown) => cinode(sandbox, 'POST', 'webhooks', { body });
const remove = (id: string) => cinode(sandbox, 'DELETE', `webhooks/${id}`);
const ALL = [{ entityType: 1, actionType: 1 }];
const register = async (change: object = {}) => {
	const body = { isActive: true, endpointUrl: `${receiver.url}/hook`, configurations: ALL, ...change };
	const reply = await post(body);
	expect(reply.status).toBe(201);
	return reply.json.id as string;
};
const arrived = async () => {
	await sandbox.webhooks.settled();
	return receiver.received;
};
const titles = async () => (await arrived()).map(({ body }) => body.Payload.Title);
const rename = (title: string) => editCinodeProject(sandbox.cinode.store, PROJECT, { title }, how);

describe('registration', () => {
	const credentials = [{ isBasicAuthentication: false, headerName: 'x-secret', headerValue: 'hemligt-ord' }];

	it('gives what is registered, never a header’s value, and removes it', async () => {
		const body = {
			isActive: true,
			endpointUrl: 'https://n8n.example/hook',
			configurations: ALL,
			credentials,
		};
		const reply = await post({ ...body, companyId: 1717 });
		const shown = { ...body, credentials: [{ isBasicAuthentication: false, headerName: 'x-secret' }] };
		expect([reply.status, reply.json]).toEqual([201, { id: reply.json.id, ...shown }]);
		expect(reply.json.id).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
		expect((await get()).json).toEqual([reply.json]);
		expect(sandbox.secrets()).toContain('hemligt-ord');
		expect((await remove(reply.json.id)).status).toBe(200);
		expect((await get()).json).toEqual([]);
		expect((await remove(reply.json.id)).status).toBe(404);
	});

	it('is inactive when it isn’t said', async () => {
		const id = await register({ isActive: undefined });
		expect((await get()).json).toMatchObject([{ id, isActive: false, credentials: [] }]);
		rename('Ny');
		expect(await arrived()).toEqual([]);
	});

	it.each<[string, object, string]>([
		['no address', { endpointUrl: undefined }, 'EndpointUrl'],
		['an address that is none', { endpointUrl: 'hook' }, 'endpointUrl'],
		['another scheme', { endpointUrl: 'ftp://n8n.example' }, 'endpointUrl'],
		['an unknown field', { name: 'x' }, 'name'],
		['no truth value', { isActive: 'true' }, 'isActive'],
		['an unknown entity', { configurations: [{ entityType: 11, actionType: 1 }] }, 'configurations'],
		['an unknown action', { configurations: [{ entityType: 1, actionType: 0 }] }, 'configurations'],
		['an unknown credential', { credentials: [{ password: 'x' }] }, 'credentials'],
		['another company', { companyId: 1 }, 'companyId'],
	])('refuses %s', async (_, change, field) => {
		const reply = await post({ isActive: true, endpointUrl: 'https://n8n.example/', ...change });
		expect([reply.status, Object.keys(reply.json.errors)]).toEqual([400, [field]]);
		expect(sandbox.cinode.store.webhooks.size).toBe(0);
	});

	it('needs an administrator, and the module Webhooks; nothing can be changed', async () => {
		const id = await register();
		const changed = await cinode(sandbox, 'PUT', `webhooks/${id}`, { body: {} });
		expect([changed.status, changed.headers.get('allow')]).toEqual([405, 'DELETE']);
		const { store } = sandbox.cinode;
		const refused = async () => [(await get()).status, (await post({})).status, (await remove(id)).status];
		store.modules = [2, 3, 4];
		expect(await refused()).toEqual([403, 403, 403]);
		store.modules = [60];
		store.apiAccount.levels = new Set([200, 300]);
		expect(await refused()).toEqual([403, 403, 403]);
	});
});

describe('delivery', () => {
	it('tells a project in PascalCase, with the header', async () => {
		const secret = { isBasicAuthentication: false, headerName: 'X-Secret', headerValue: 'abc' };
		const id = await register({ credentials: [secret] });
		setProjectState(sandbox.cinode.store, PROJECT, 'won', now);
		const [one, ...rest] = await arrived();
		expect(rest).toEqual([]);
		expect(one).toMatchObject({
			path: '/hook',
			headers: { 'x-secret': 'abc', 'content-type': 'application/json; charset=utf-8' },
			body: {
				WebhookId: id,
				Payload: {
					Id: PROJECT,
					Title: 'Portal',
					EstimatedValue: 5000,
					CurrentState: { StateTitle: 'Won' },
					Customer: { Id: SKOG, Name: 'Skogsalv Energi AB' },
					Currency: { CurrencyCode: 'SEK' },
					SalesManagers: [{ CompanyUserId: OWNER, Fullname: 'Vera Ägarström' }],
				},
			},
		});
		expect(Object.keys(one?.body ?? {})).toEqual(['WebhookId', 'Payload']);
		expect(one?.headers).not.toHaveProperty('authorization');
		expect(sandbox.webhooks.deliveries).toMatchObject([{ status: 200, attempts: 1, entity: 'project' }]);
	});

	it('tells a role with its project, and Basic authentication', async () => {
		await register({
			credentials: [{ isBasicAuthentication: true, headerName: 'user', headerValue: 'pass' }],
		});
		editRole(sandbox.cinode.store, ROLE, { rate: 1200 }, how);
		const [one, ...rest] = await arrived();
		expect(rest).toEqual([]);
		expect(one?.headers.authorization).toBe(`Basic ${Buffer.from('user:pass').toString('base64')}`);
		expect(one?.body.Payload).toMatchObject({
			Id: ROLE,
			Title: 'Utvecklare',
			Rate: 1200,
			ProjectId: PROJECT,
			Project: { Id: PROJECT },
		});
	});

	it('tells what was created and deleted, as it was', async () => {
		await register();
		const { store } = sandbox.cinode;
		const { id } = addCinodeProject(store, { title: 'Arkiv', customerId: SKOG }, now);
		const role = addRole(store, id, { title: 'Ny' }, now);
		removeRole(store, role.id, how);
		removeProject(store, id);
		expect(await titles()).toEqual(['Arkiv', 'Ny', 'Ny', 'Arkiv']);
		expect(sandbox.webhooks.deliveries.map(({ entity, action }) => `${entity} ${action}`)).toEqual([
			'project created',
			'role created',
			'role deleted',
			'project deleted',
		]);
	});

	it.each<[string, object, string[]]>([
		['roles', { entityType: 7, actionType: 1 }, ['role updated', 'role created']],
		['what is made', { entityType: 1, actionType: 2 }, ['role created']],
		['updated projects', { entityType: 6, actionType: 3 }, ['project updated']],
		['candidates', { entityType: 2, actionType: 1 }, []],
	])('only of %s, when asked so', async (_, configuration, told) => {
		await register({ configurations: [configuration] });
		rename('Ny');
		editRole(sandbox.cinode.store, ROLE, { rate: 1 }, how);
		addRole(sandbox.cinode.store, PROJECT, {}, now);
		await arrived();
		const events = sandbox.webhooks.deliveries.map(({ entity, action }) => `${entity} ${action}`);
		expect(events).toEqual(told);
		expect(receiver.received).toHaveLength(told.length);
	});

	it('tells of customers and people, whatever system writes', async () => {
		await register();
		editCinodeCustomer(sandbox.cinode.store, SKOG, { phone: '1' }, how);
		await cinode(sandbox, 'PATCH', `users/${OWNER}`, { body: patch({ '/title': 'Chef' }) });
		await cinode(sandbox, 'DELETE', `subcontractors/${SIV}?firstName=Siv&lastName=Österå`);
		const body = { customerVerificationName: 'Skogsalv Energi AB' };
		await cinode(sandbox, 'DELETE', `customers/${SKOG}`, { body });
		const told = (await arrived()).map((one) => one.body.Payload.Id);
		expect(told).toEqual([SKOG, OWNER, SIV, SKOG]);
		expect(sandbox.webhooks.deliveries.map(({ action }) => action)).toEqual([
			'updated',
			'updated',
			'deleted',
			'deleted',
		]);
	});

	it('never keeps the API waiting', async () => {
		receiver.slowMs = 400;
		await register();
		const from = performance.now();
		await cinode(sandbox, 'PATCH', `customers/${SKOG}`, { body: patch({ '/phone': '1' }) });
		expect(performance.now() - from).toBeLessThan(300);
		expect(sandbox.webhooks.deliveries).toMatchObject([{ status: 0 }]);
		await sandbox.webhooks.settled();
		expect(sandbox.webhooks.deliveries).toMatchObject([{ status: 200 }]);
	});
});

describe('what goes wrong', () => {
	it('is tried again after a 5xx and a broken connection, but not after a 4xx', async () => {
		sandbox.webhooks.options.retryMs = 1;
		await register();
		receiver.answers = [503, 0, 200, 404, 500, 500, 500];
		rename('En');
		rename('Två');
		rename('Tre');
		rename('Fyra');
		expect(await titles()).toEqual(['En', 'En', 'En', 'Två', 'Tre', 'Tre', 'Tre', 'Fyra']);
		const ends = sandbox.webhooks.deliveries.map(({ status, attempts }) => [status, attempts]);
		expect(ends).toEqual([
			[200, 3],
			[404, 1],
			[500, 3],
			[200, 1],
		]);
	});

	it('is lost, or comes twice', async () => {
		await register();
		sandbox.webhooks.options.drop = 1;
		rename('Borta');
		sandbox.webhooks.options.drop = 0;
		sandbox.webhooks.options.duplicate = 1;
		rename('Dubbel');
		expect(await titles()).toEqual(['Dubbel', 'Dubbel']);
		expect(sandbox.webhooks.deliveries.map(({ dropped }) => dropped)).toEqual([true, false, false]);
	});

	it('is lost by a share, the same each time', async () => {
		const lost = async () => {
			sandbox.reset();
			addSkogsalv(sandbox, now);
			await register();
			sandbox.webhooks.options.drop = 0.5;
			for (let i = 0; i < 20; i++) editCinodeCustomer(sandbox.cinode.store, SKOG, {}, how);
			await sandbox.webhooks.settled();
			return sandbox.webhooks.deliveries.map(({ dropped }) => dropped);
		};
		const first = await lost();
		expect(new Set(first).size).toBe(2);
		expect(await lost()).toEqual(first);
	});

	it('comes out of order', async () => {
		await register();
		sandbox.webhooks.options.shuffle = true;
		const names = ['1', '2', '3', '4', '5'];
		for (const name of names) rename(name);
		const told = await titles();
		expect(told).not.toEqual(names);
		expect([...told].sort()).toEqual(names);
	});

	it('comes late, and not after a reset', async () => {
		await register();
		sandbox.webhooks.options.delayMs = 150;
		rename('Sen');
		expect(receiver.received).toEqual([]);
		expect(await titles()).toEqual(['Sen']);
		rename('Aldrig');
		sandbox.reset();
		await sandbox.webhooks.settled();
		expect(receiver.received).toHaveLength(1);
		expect(sandbox.webhooks.deliveries).toEqual([]);
		expect(sandbox.webhooks.options.delayMs).toBe(0);
	});

	it('is set over HTTP', async () => {
		const response = await fetch(`${sandbox.cinode.url}/sandbox/options`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ webhooks: { drop: 1 }, cinode: { rolesBumpProject: false } }),
		});
		expect(response.status).toBe(200);
		await register();
		rename('Borta');
		const told = await fetch(`${sandbox.kleer.url}/sandbox/webhooks`);
		expect(await told.json()).toMatchObject([{ dropped: true, id: PROJECT, entity: 'project' }]);
		expect(sandbox.cinode.store.options.rolesBumpProject).toBe(false);
	});
});
