import { PollContext } from 'n8n-core';
import {
	NodeApiError,
	NodeOperationError,
	Workflow,
	type IDataObject,
	type INode,
	type INodeType,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KleerTrigger } from '../../nodes/KleerTrigger/KleerTrigger.node';
import {
	addClient,
	addSupplier,
	changeSalary,
	editClient,
	editPerson,
	findSecrets,
	hirePerson,
	startSandbox,
	tieToSupplier,
	type Sandbox,
} from '../sandbox/index.mts';
import { at } from './support/clock.mts';
import { credentialsFor, credentialsHelper } from './support/engine.mts';

// Waits between tries are not what is tested here.
vi.mock('n8n-workflow', async (original) => ({
	...(await original<typeof import('n8n-workflow')>()),
	sleep: async () => await new Promise((resolve) => setImmediate(resolve)),
}));

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox();
});

afterEach(async () => {
	vi.restoreAllMocks();
	await sandbox.close();
});

const trigger = new KleerTrigger();

/** An active workflow with the trigger in it: its static data lives on from poll to poll. */
class ActiveTrigger {
	private readonly workflow: Workflow;
	private readonly node: INode;

	constructor(parameters: IDataObject = {}) {
		this.node = {
			id: 'node-trigger',
			name: 'Kleer Trigger',
			type: 'n8n-nodes-kleer-cinode.kleerTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {
				event: 'newOrUpdated',
				resource: 'employee',
				options: {},
				...parameters,
			} as INode['parameters'],
			credentials: { kleerApi: { id: 'k', name: 'Kleer account' } },
		};
		this.workflow = new Workflow({
			id: 'workflow-1',
			nodes: [this.node],
			connections: {},
			active: true,
			nodeTypes: {
				getByName: () => trigger as INodeType,
				getByNameAndVersion: () => trigger as INodeType,
				getKnownTypes: () => ({}),
			},
		});
	}

	/** What a poll hands over; `null` is nothing. */
	async poll(mode: 'trigger' | 'manual' = 'trigger'): Promise<IDataObject[] | null> {
		const additionalData = {
			credentialsHelper: credentialsHelper(credentialsFor(sandbox)),
			variables: {},
		} as unknown as IWorkflowExecuteAdditionalData;
		const context = new PollContext(
			this.workflow,
			this.node,
			additionalData,
			mode,
			mode === 'manual' ? 'manual' : 'update',
		);
		const output = await trigger.poll.call(context);
		expect(output === null || output.length === 1).toBe(true);
		return output?.[0]?.map(({ json }) => json) ?? null;
	}

	set(parameters: IDataObject): void {
		Object.assign(this.node.parameters, parameters);
	}

	/** What n8n would store, as text. */
	get stored(): string {
		return JSON.stringify(this.workflow.staticData);
	}
}

async function started(parameters: IDataObject = {}): Promise<ActiveTrigger> {
	const active = new ActiveTrigger(parameters);
	expect(await active.poll()).toBeNull();
	sandbox.requests.clear();
	return active;
}

async function failure(poll: Promise<unknown>): Promise<NodeOperationError | NodeApiError> {
	return await poll.then(
		() => {
			throw new Error('The poll did not fail');
		},
		(error: NodeOperationError) => error,
	);
}

function hire(name = 'Ny Person', salary = 4_123_400) {
	return hirePerson(sandbox.kleer.store, { name, salary, ssn: '19900101-2384' }, sandbox.today());
}

function someone() {
	const [row] = sandbox.kleer.store.payroll.values();
	if (!row) throw new Error('Nobody has a payroll row');
	return row;
}

/** As long as the sandbox has no client projects of its own. */
function showProjects(projects: IDataObject[]): void {
	sandbox.faults.clear();
	sandbox.faults.add({
		system: 'kleer',
		path: '/client-project$',
		kind: 'status',
		status: 200,
		body: { 'client-projects': projects },
	});
}

describe('the first poll', () => {
	it('hands over nothing, and remembers all people', async () => {
		const active = new ActiveTrigger();
		expect(await active.poll()).toBeNull();
		for (const id of sandbox.kleer.store.users.keys()) expect(active.stored).toContain(`"${id}":`);
	});

	it('hands over everything as new where that is chosen, once', async () => {
		const active = new ActiveTrigger({ options: { firstPoll: 'everything' } });
		const items = await active.poll();
		expect(items?.map(({ id }) => id)).toEqual([...sandbox.kleer.store.users.keys()]);
		expect(new Set(items?.map(({ event }) => event))).toEqual(new Set(['new']));
		expect(await active.poll()).toBeNull();
	});

	it('is the first again for another resource', async () => {
		const active = await started();
		active.set({ resource: 'client' });
		expect(await active.poll()).toBeNull();
		addClient(sandbox.kleer.store, { name: 'Nykund AB' });
		expect(await active.poll()).toMatchObject([{ event: 'new', name: 'Nykund AB' }]);
	});
});

describe('later polls', () => {
	it('hand over a new employee once', async () => {
		const active = await started();
		const { id } = hire();
		expect(await active.poll()).toMatchObject([{ event: 'new', id, name: 'Ny Person', hasPayroll: true }]);
		expect(await active.poll()).toBeNull();
	});

	it('hand over a changed client, and no other', async () => {
		const active = await started({ resource: 'client' });
		const [client] = sandbox.kleer.store.clients.values();
		editClient(sandbox.kleer.store, client?.id ?? 0, { address: { state: 'Gävle' } });
		expect(await active.poll()).toMatchObject([
			{ event: 'updated', id: client?.id, name: client?.name, address: { city: 'Gävle' } },
		]);
		expect(await active.poll()).toBeNull();
	});

	it('hand over new and changed client projects, but not those listed in another order', async () => {
		const first = { id: { id: 410_001 }, number: 'P1', name: 'Ett', leads: [{ user: { id: 1 } }] };
		const second = { id: { id: 410_002 }, number: 'P2', name: 'Två', leads: [] };
		showProjects([first]);
		const active = await started({ resource: 'clientProject' });
		const leads = [{ user: { id: 2 } }, { user: { id: 1 } }];
		showProjects([second, { ...first, leads }]);
		expect(await active.poll()).toEqual([
			{ event: 'new', ...second, id: 410_002 },
			{ event: 'updated', ...first, id: 410_001, leads },
		]);
		showProjects([{ ...first, leads: [...leads].reverse() }, second]);
		expect(await active.poll()).toBeNull();
		expect(sandbox.requests.all.every(({ query }) => query.filter === 'all')).toBe(true);
	});

	it('count a changed salary without showing it', async () => {
		const active = await started();
		const { user } = someone();
		changeSalary(sandbox.kleer.store, user.id, 5_432_100, sandbox.today());
		const items = await active.poll();
		expect(items).toMatchObject([{ event: 'updated', id: user.id }]);
		for (const field of ['ssn', 'monthlySalary', 'taxTable']) expect(items?.[0]).not.toHaveProperty(field);
	});

	it('show it where that is chosen', async () => {
		const active = await started({ options: { includeSensitive: true } });
		const { user, ssn } = someone();
		changeSalary(sandbox.kleer.store, user.id, 5_432_100, sandbox.today());
		expect(await active.poll()).toMatchObject([{ id: user.id, ssn, monthlySalary: 5_432_100 }]);
	});

	it('count a salary from the day on which it is valid, in the company’s time zone', async () => {
		const today = sandbox.today();
		at(`${today}T12:00:00Z`);
		const active = await started({ options: { timeZone: 'Pacific/Kiritimati' } });
		// Noon in London is the next day there already.
		const { user } = someone();
		const inTwoDays = new Date(Date.parse(today) + 2 * 86_400_000).toISOString().slice(0, 10);
		changeSalary(sandbox.kleer.store, user.id, 5_432_100, inTwoDays);
		expect(await active.poll()).toBeNull();
		at(Date.parse(`${today}T12:00:00Z`) + 86_400_000);
		expect(await active.poll()).toMatchObject([{ event: 'updated', id: user.id }]);
	});

	it('hand over only the wanted event', async () => {
		const onlyNew = await started({ event: 'new' });
		const onlyUpdated = await started({ event: 'updated' });
		const { id } = hire();
		const { user } = someone();
		editPerson(sandbox.kleer.store, user.id, { user: { email: 'annan@adress.example' } });
		expect(await onlyNew.poll()).toMatchObject([{ event: 'new', id }]);
		expect(await onlyUpdated.poll()).toMatchObject([{ event: 'updated', id: user.id }]);
		expect(await onlyNew.poll()).toBeNull();
		expect(await onlyUpdated.poll()).toBeNull();
	});

	it('cost the same requests for 12 and 240 people in which nothing changed', async () => {
		const active = await started();
		expect(await active.poll()).toBeNull();
		const requests = sandbox.requests.count();
		expect(requests).toBeGreaterThan(0);
		sandbox.reset({ people: 240 });
		const larger = await started();
		expect(await larger.poll()).toBeNull();
		expect(sandbox.requests.count()).toBe(requests);
	});
});

describe('records that are gone', () => {
	it('are no news when they come back within a month, but after it', async () => {
		const active = await started({ resource: 'client' });
		const { clients } = sandbox.kleer.store;
		const [client] = clients.values();
		if (!client) throw new Error('No clients');
		const now = Date.now();
		clients.delete(client.id);
		expect(await active.poll()).toBeNull();
		at(now + 29 * 86_400_000);
		expect(await active.poll()).toBeNull();
		clients.set(client.id, client);
		expect(await active.poll()).toBeNull();

		clients.delete(client.id);
		expect(await active.poll()).toBeNull();
		at(now + 65 * 86_400_000);
		expect(await active.poll()).toBeNull();
		expect(active.stored).not.toContain(`"${client.id}"`);
		clients.set(client.id, client);
		expect(await active.poll()).toMatchObject([{ event: 'new', id: client.id }]);
	});

	it('stop the poll when all are gone at once, and stay known', async () => {
		const active = await started({ resource: 'client' });
		const before = active.stored;
		const all = [...sandbox.kleer.store.clients];
		sandbox.kleer.store.clients.clear();
		const error = await failure(active.poll());
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe('Kleer shows an empty list where there were records before');
		expect(error.description).toContain('right');
		expect(active.stored).toBe(before);
		for (const [id, client] of all) sandbox.kleer.store.clients.set(id, client);
		expect(await active.poll()).toBeNull();
	});
});

describe('a poll that fails', () => {
	it('says why, remembers nothing and hands the change over next time', async () => {
		const active = await started();
		const before = active.stored;
		const { id } = hire();
		sandbox.faults.add({ system: 'kleer', path: '/supplier$', kind: 'status', status: 500 });
		const error = await failure(active.poll());
		expect(error).toBeInstanceOf(NodeApiError);
		expect(active.stored).toBe(before);
		sandbox.faults.clear();
		expect(await active.poll()).toMatchObject([{ event: 'new', id }]);
	});

	it('names a time zone that doesn’t exist', async () => {
		const active = new ActiveTrigger({ options: { timeZone: 'Mars/Base' } });
		const error = await failure(active.poll());
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toContain("'Mars/Base' is not a time zone");
	});
});

describe('two polls at the same time', () => {
	it('hand over a change once, and the second reads nothing', async () => {
		const active = await started();
		expect(await active.poll()).toBeNull();
		const requests = sandbox.requests.count();
		const { id } = hire();
		const both = await Promise.all([active.poll(), active.poll()]);
		expect(both.flatMap((items) => items ?? []).map((item) => item.id)).toEqual([id]);
		expect(sandbox.requests.count()).toBe(2 * requests);
		expect(await active.poll()).toBeNull();
		expect(sandbox.requests.count()).toBe(3 * requests);
	});
});

describe('another access token', () => {
	it('makes no person updated, and still shows the new ones', async () => {
		const active = await started({ options: { firstPoll: 'everything' }, event: 'updated' });
		active.set({ event: 'newOrUpdated' });
		const before = active.stored;
		sandbox.kleer.store.token = 'another-token-of-the-same-company';
		sandbox.kleer.token = sandbox.kleer.store.token;
		const { id } = hire();
		expect(await active.poll()).toMatchObject([{ event: 'new', id }]);
		// Whoever knows the record but not the token can't make its fingerprint.
		const known = Object.values(JSON.parse(before)['node:Kleer Trigger'].fingerprints as IDataObject);
		for (const fingerprint of known) expect(active.stored).not.toContain(`"${String(fingerprint)}"`);
		const { user } = someone();
		changeSalary(sandbox.kleer.store, user.id, 5_432_100, sandbox.today());
		expect(await active.poll()).toMatchObject([{ event: 'updated', id: user.id }]);
	});
});

describe('in the editor', () => {
	it('shows one record as a sample and leaves what is known alone', async () => {
		const active = new ActiveTrigger();
		const sample = await active.poll('manual');
		const [user] = sandbox.kleer.store.users.values();
		expect(sample).toMatchObject([{ event: 'new', id: user?.id, name: user?.name }]);
		expect(active.stored).not.toContain('fingerprints');
		await active.poll();
		const before = active.stored;
		const { id } = hire();
		expect(await active.poll('manual')).toHaveLength(1);
		expect(active.stored).toBe(before);
		expect(await active.poll()).toMatchObject([{ event: 'new', id }]);
	});

	it('shows nothing where there is nothing', async () => {
		sandbox.kleer.store.clients.clear();
		expect(await new ActiveTrigger({ resource: 'client' }).poll('manual')).toBeNull();
	});
});

describe('secrets', () => {
	it('are not in static data, nor in items of employees unless chosen', async () => {
		sandbox.reset({ people: 60, subcontractors: 14 });
		const soleTrader = addSupplier(sandbox.kleer.store, { orgno: '900101-2384', name: 'Firma Person' });
		tieToSupplier(sandbox.kleer.store, hire().id, soleTrader.id);
		const secrets = sandbox.secrets();
		expect(secrets).toContain('900101-2384');
		for (const resource of ['employee', 'client']) {
			for (const includeSensitive of [false, true]) {
				const active = new ActiveTrigger({
					resource,
					options: { firstPoll: 'everything', includeSensitive },
				});
				const items = await active.poll();
				expect(items?.length).toBeGreaterThan(10);
				expect(findSecrets(active.stored, secrets)).toEqual([]);
				for (const item of items ?? []) expect(active.stored).not.toContain(String(item.name));
				if (resource !== 'employee') continue;
				const found = findSecrets(JSON.stringify(items), secrets);
				if (includeSensitive) expect(found.length).toBeGreaterThan(50);
				else expect(found).toEqual([]);
			}
		}
	});
});
