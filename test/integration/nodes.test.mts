import type { IDataObject } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findSecrets } from '../sandbox/index.mts';
import { later } from './support/clock.mts';
import { runSteps } from './support/engine.mts';
import { Tenant } from './support/tenant.mts';

// Nobody waits here: the clock jumps instead, so that the limiter's pace holds by the clock.
vi.mock('n8n-workflow', async (original) => ({
	...(await original<typeof import('n8n-workflow')>()),
	sleep: async (ms: number) => {
		later(ms / 60_000);
		await new Promise((resolve) => setImmediate(resolve));
	},
}));

let tenant: Tenant;

beforeEach(async () => {
	tenant = await Tenant.start();
});

afterEach(async () => {
	vi.restoreAllMocks();
	await tenant.stop();
});

/** One node, fed with items; its output. */
async function run(
	type: string,
	parameters: IDataObject,
	items: IDataObject[] = [{}],
	onError?: 'continueRegularOutput',
) {
	const output = await runSteps(tenant.credentials, items, [{ name: 'Node', type, parameters, onError }]);
	return output('Node');
}

const id = (value: number) => ({ __rl: true, mode: 'id', value: String(value) });

describe('Kleer, Employee', () => {
	it('joins all people in a fixed number of requests plus one per schedule, and gives only what rules read', async () => {
		const items = await run('kleer', {
			resource: 'employee',
			operation: 'getAll',
			returnAll: true,
			options: {},
		});
		expect(items).toHaveLength(12);
		const names = new Set(items.flatMap(({ json }) => Object.keys(json)));
		for (const leak of ['payroll', 'account-nr', 'children', 'address1', 'clearing-nr'])
			expect(names).not.toContain(leak);
		const pieter = items.find(({ json }) => String(json.name).includes('Havsdijk'))?.json;
		expect(pieter?.supplier).toMatchObject({ name: expect.any(String) });
		const before = tenant.sandbox.requests.count({ system: 'kleer' });
		tenant.sandbox.reset({ people: 240 });
		await run('kleer', { resource: 'employee', operation: 'getAll', returnAll: true, options: {} });
		expect(tenant.sandbox.requests.count({ system: 'kleer' })).toBe(before);
	});

	it('asks only for dimensions in use from the second run on, and has what they say now', async () => {
		const all = { resource: 'employee', operation: 'getAll', returnAll: true, options: {} };
		const named = async () =>
			(await run('kleer', all)).flatMap(
				({ json }) => json.categories as Array<{ id: number; name?: string }>,
			);
		const before = await named();
		expect(before.every(({ name }) => name)).toBe(true);
		const [used] = before;
		const { dimensions } = tenant.sandbox.kleer.store;
		for (const { entries } of dimensions.values()) {
			const entry = entries.get(used?.id ?? 0);
			if (entry) entry.name = 'Nytt namn';
		}
		tenant.sandbox.requests.clear();
		const after = await named();
		expect(after.filter(({ id }) => id === used?.id).map(({ name }) => name)).toContain('Nytt namn');
		expect(tenant.sandbox.requests.count({ system: 'kleer' })).toBeLessThanOrEqual(9);
		// Nobody had one of another dimension: it is looked for in all, once.
		const others = [...dimensions.values()].filter(
			({ entries }) => !before.some(({ id }) => entries.has(id)),
		);
		const [unused] = others.flatMap(({ entries }) => [...entries.keys()]);
		const [row] = tenant.sandbox.kleer.store.payroll.values();
		if (unused === undefined || !row) throw new Error('The seed has no dimension that nobody uses');
		row['dimension-entries'].push({ id: unused });
		expect((await named()).find(({ id }) => id === unused)?.name).toBeTruthy();
	});

	it('asks each person’s own level where that is chosen', async () => {
		await run('kleer', {
			resource: 'employee',
			operation: 'getAll',
			returnAll: true,
			options: { levelPerPerson: true },
		});
		expect(tenant.sandbox.requests.count({ path: /schedule/ })).toBeGreaterThan(5);
	});

	it('adds the raw payroll row only when asked', async () => {
		const items = await run('kleer', {
			resource: 'employee',
			operation: 'getAll',
			limit: 2,
			returnAll: false,
			options: { includeRawPayroll: true },
		});
		expect(items).toHaveLength(2);
		expect(items[0]?.json.payroll).toHaveProperty('account-nr');
	});

	it('gets one person, also without payroll row', async () => {
		const user = tenant.kleerUser('Balansén');
		const [one] = await run('kleer', {
			resource: 'employee',
			operation: 'get',
			employeeId: id(user.id),
			options: {},
		});
		expect(one?.json).toMatchObject({ id: user.id, hasPayroll: false });
		const [other] = await run('kleer', {
			resource: 'employee',
			operation: 'get',
			employeeId: id(tenant.kleerUser('al-Hadrami').id),
			options: {},
		});
		expect(other?.json).toMatchObject({ hasPayroll: true, levelOfEmployment: 0.8 });
	});

	it('names a time zone that doesn’t exist', async () => {
		const failing = run('kleer', {
			resource: 'employee',
			operation: 'getAll',
			returnAll: true,
			options: { timeZone: 'Mars/Base' },
		});
		await expect(failing).rejects.toThrow("'Mars/Base' is not a time zone");
	});
});

describe('Cinode, User', () => {
	it('gets one, simplified or raw, with salary only when asked', async () => {
		await tenant.sync();
		const user = tenant.cinodeUser('Nyåkern');
		const [simple] = await run('cinode', {
			resource: 'user',
			operation: 'get',
			userId: id(user.id),
			simple: true,
		});
		expect(simple?.json).toMatchObject({
			id: user.id,
			firstName: 'Elin',
			status: 'active',
			internalIdentifier: '1012',
		});
		expect(Object.keys(simple?.json ?? {}).length).toBeLessThanOrEqual(10);
		const [raw] = await run('cinode', {
			resource: 'user',
			operation: 'get',
			userId: id(user.id),
			simple: false,
		});
		expect(raw?.json).not.toHaveProperty('baseSalary');
		const [full] = await run('cinode', {
			resource: 'user',
			operation: 'get',
			userId: id(user.id),
			simple: false,
			full: true,
		});
		expect(full?.json.baseSalary).toBe(user.baseSalary);
	});

	it('gets many, with the disconnected where asked', async () => {
		const many = (filters: IDataObject, more: IDataObject = {}) =>
			run('cinode', {
				resource: 'user',
				operation: 'getAll',
				returnAll: true,
				filters,
				simple: true,
				...more,
			});
		expect((await many({})).map(({ json }) => json.status)).not.toContain('disconnected');
		expect((await many({ includeDisconnected: true })).map(({ json }) => json.status)).toContain(
			'disconnected',
		);
		expect(await many({ term: 'bjork' })).toHaveLength(1);
		expect(await many({}, { returnAll: false, limit: 1 })).toHaveLength(1);
	});

	it('creates with every field in two requests, and updates with one', async () => {
		const [created] = await run('cinode', {
			resource: 'user',
			operation: 'create',
			email: ' New@Exempel.example ',
			firstName: 'Nora',
			lastName: 'Nyström',
			additionalFields: {
				phone: '08-1',
				baseSalary: 40000,
				internalIdentifier: 'X1',
				employmentStartDate: '2026-01-01T00:00:00.000Z',
			},
		});
		const user = tenant.cinodeUser('Nyström');
		expect(created).toMatchObject({ json: { id: user.id }, pairedItem: { item: 0 } });
		expect(user).toMatchObject({
			email: 'new@exempel.example',
			phone: '08-1',
			baseSalary: 40000,
			internalIdentifier: 'X1',
			status: 3,
		});
		expect(JSON.stringify(created)).not.toContain(String(user.password));

		tenant.sandbox.requests.clear();
		await run('cinode', {
			resource: 'user',
			operation: 'update',
			userId: id(user.id),
			updateFields: { phone: '08-2' },
		});
		expect(tenant.writes).toEqual([`PATCH /users/${user.id}`]);
		expect(tenant.cinodeUser('Nyström').phone).toBe('08-2');
	});

	it('says which item can’t be created and goes on with the others', async () => {
		const items = [
			{ email: 'a@exempel.example' },
			{ email: 'asa.bjorkvide@exempelkonsult.example' },
			{ email: 'nonsense' },
		];
		const output = await run(
			'cinode',
			{
				resource: 'user',
				operation: 'create',
				email: '={{ $json.email }}',
				firstName: 'Anna',
				lastName: 'Andersson',
				additionalFields: {},
			},
			items,
			'continueRegularOutput',
		);
		expect(output.map(({ json }) => json.error)).toEqual([
			undefined,
			expect.stringContaining('Email'),
			"'Email' has to be an e-mail address",
		]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	});

	it('turns items that are no mapped records into failed results', async () => {
		const items = await run('cinode', { resource: 'user', operation: 'sync', dryRun: true, options: {} }, [
			{ some: 'thing' },
		]);
		expect(items[0]?.json).toMatchObject({
			action: 'failed',
			error: expect.stringContaining('Kleer Cinode Mapper'),
		});
	});
});

/** As n8n runs a node alone for its own agents; test/e2e/agents.test.mts asks n8n itself for everything else. */
describe('in the mode "internal"', () => {
	const alone = async (type: string, parameters: IDataObject) =>
		(await runSteps(tenant.credentials, [{}], [{ name: 'Node', type, parameters }], { mode: 'internal' }))(
			'Node',
		);

	it('a node that isn’t the tool’s variant is closed all the same, whatever stands in it', async () => {
		const opened = { agentSensitive: true, agentMay: 'write' };
		const people = await alone('kleer', {
			resource: 'employee',
			operation: 'getAll',
			returnAll: true,
			options: { includeRawPayroll: true },
			...opened,
		});
		expect(people).toHaveLength(12);
		expect(findSecrets(JSON.stringify(people), tenant.sandbox.secrets())).toEqual([]);
		const request = { resource: 'apiRequest', operation: 'send', path: '/payroll/user', ...opened };
		await expect(alone('kleer', request)).rejects.toThrow('API Request is not for AI agents');
		for (const resource of ['user', 'subcontractor', 'customer']) {
			const sync = { resource, operation: 'sync', dryRun: false, options: {}, ...opened };
			await expect(alone('cinode', sync)).rejects.toThrow('Sync is not for AI agents');
		}
	});
});

describe('Cinode’s token', () => {
	it('is fetched once for 1,000 items and for workflows that run at the same time', async () => {
		const user = tenant.cinodeUser('Björkvide');
		const items = Array.from({ length: 500 }, () => ({}));
		const parameters = { resource: 'user', operation: 'get', userId: id(user.id), simple: true };
		const both = await Promise.all([run('cinode', parameters, items), run('cinode', parameters, items)]);
		expect(both.map((output) => output.length)).toEqual([500, 500]);
		expect(tenant.sandbox.requests.count({ path: /^\/token$/ })).toBe(1);
		expect(tenant.sandbox.requests.all.filter(({ status }) => status === 401)).toEqual([]);
	});

	it('is renewed before it ends, without a 401', async () => {
		const user = tenant.cinodeUser('Björkvide');
		const parameters = { resource: 'user', operation: 'get', userId: id(user.id), simple: true };
		const real = Date.now;
		await run('cinode', parameters);
		vi.spyOn(Date, 'now').mockImplementation(() => real() + 95_000);
		await run('cinode', parameters);
		expect(tenant.sandbox.requests.count({ path: /^\/token$/ })).toBe(2);
		expect(tenant.sandbox.requests.all.filter(({ status }) => status === 401)).toEqual([]);
	});

	it.each(['staticToken', 'staticTokenWithoutCompany'] as const)('may be static: %s', async (which) => {
		Object.assign(tenant.credentials.cinodeApi, {
			authentication: 'staticToken',
			staticToken: tenant.sandbox.cinode[which],
			accessId: '',
			accessSecret: '',
		});
		const run = await tenant.sync();
		expect(run.summary.counts).toMatchObject({ created: 7, failed: 0 });
		expect(tenant.sandbox.requests.count({ path: /^\/token$/ })).toBe(0);
	});
});

describe('the mapper', () => {
	it('rejects what isn’t an employee', async () => {
		const output = await runSteps(
			tenant.credentials,
			[{ hello: 'world' }],
			[{ name: 'Map', type: 'kleerCinodeMapper', parameters: { scheme: 'users' } }],
		);
		expect(output('Map')).toEqual([]);
		expect(output('Map', 1)[0]).toMatchObject({
			json: { reasons: [expect.stringContaining('Not an employee')] },
			pairedItem: { item: 0 },
		});
	});

	it('refuses permission levels that a sync may not give', async () => {
		const run = await tenant.sync({ mapper: { permissions: [400] } });
		expect(run.mapped).toEqual([]);
		expect(run.rejected[0]?.reasons).toContainEqual(expect.stringContaining('may not give'));
	});
});
