import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
	addSupplier,
	clientOf,
	hirePerson,
	startSandbox,
	tieToSupplier,
	type Sandbox,
} from '../sandbox/index.mts';
import { soleTraderNumber } from '../sandbox/seed/organisationNumbers.mts';
import { cinodeAccount, kleerAccount } from './support/accounts.mts';
import {
	Agent,
	agentWorkflow,
	mcpAgentWorkflow,
	modelCredential,
	secretsIn,
	subAgentWorkflow,
	type Reached,
	type Tool,
} from './support/agents.mts';
import { McpSession } from './support/mcp.mts';
import { Model, type ToolCall } from './support/model.mts';
import { N8n } from './support/n8n.mts';
import { OwnAgent } from './support/ownAgent.mts';
import { leaveUnrecorded } from '../unrecorded.mts';

leaveUnrecorded();

/** One of each family that n8n ships: 1 and 2 run a tool themselves, 3 lets the engine do it. */
const AGENTS = [1.9, 2.2, 3, 3.1];

let n8n: N8n;
let sandbox: Sandbox;
let model: Model;

beforeAll(async () => {
	// In the oldest that is supported, n8n's own agents have to be switched on.
	const settings = { N8N_ENABLED_MODULES: 'agents' };
	[n8n, sandbox, model] = await Promise.all([N8n.startOwn(settings), startSandbox(), Model.start()]);
	await n8n.importCredential(kleerAccount(sandbox));
	await n8n.importCredential(cinodeAccount(sandbox));
	await modelCredential(n8n, model);
});

beforeEach(() => {
	sandbox.reset();
	// A person whose company's number is their own.
	const { store } = sandbox.kleer;
	const name = 'Eva Provsdotter';
	const { id } = hirePerson(store, { name, email: 'eva@provsdotter.example' }, sandbox.today());
	const orgno = soleTraderNumber(70, 'female');
	tieToSupplier(store, id, addSupplier(store, { name, orgno }).id);
	// A note that nobody should have written.
	Object.assign(clientOf(store, 'Klintåkers Måleri'), { notes: `Kontakt ${NOTED}, lön 45 000 kr` });
});

afterAll(async () => {
	await n8n?.stop();
	await model?.close();
	await sandbox?.close();
});

/** What a person writes so that the agent fills a parameter. */
const says = (key: string, type = 'string') => `={{ $fromAI('${key}', '', '${type}') }}`;
/** What an agent says arrives as the item, too. */
const item = (key: string) => `={{ $json.${key} }}`;
const locator = (value: string) => ({ __rl: true, mode: 'id', value });

const kleer = (name: string, parameters: Tool['parameters']): Tool => ({
	name,
	type: 'kleerTool',
	parameters,
});
const cinode = (name: string, parameters: Tool['parameters']): Tool => ({
	name,
	type: 'cinodeTool',
	parameters,
});

/** A record that no mapper made, in the form of a mapped one. */
const FORGED = {
	key: '4711',
	label: 'Mallory',
	active: true,
	values: { firstName: 'Mallory', lastName: 'Forger', email: 'mallory@example.com', name: 'Mallory AB' },
	modes: {},
	tags: { managed: [], set: [] },
	warnings: [],
};
const forged = (scheme: string) => ({ ...FORGED, scheme });

/** A personal number in a free text. */
const NOTED = '811218-9876';

/** What is refused to an agent: a tool as a person may have made it, and what the agent says to it. */
const REFUSED: Array<[string, Tool, ToolCall['args']]> = [
	[
		'Users: Sync',
		cinode('sync_users', { resource: 'user', operation: 'sync', dryRun: false }),
		forged('users'),
	],
	[
		'Subcontractors: Sync',
		cinode('sync_subcontractors', { resource: 'subcontractor', operation: 'sync', dryRun: false }),
		forged('subcontractors'),
	],
	[
		'Customers: Sync',
		cinode('sync_customers', { resource: 'customer', operation: 'sync', dryRun: false }),
		forged('customers'),
	],
	[
		'Client Project: Sync',
		kleer('sync_projects', { resource: 'clientProject', operation: 'sync', dryRun: false }),
		forged('projects'),
	],
	[
		'Sync that the agent chooses itself',
		cinode('anything', {
			resource: 'user',
			operation: says('operation'),
			dryRun: false,
			email: 'a@example.com',
			firstName: 'A',
			lastName: 'B',
			userId: locator('1001'),
		}),
		{ operation: 'sync', ...forged('users') },
	],
	[
		'Project: Mark as Pushed',
		cinode('mark', { resource: 'project', operation: 'markPushed' }),
		{ scheme: 'projects', key: '50001', sourceId: 50001, action: 'unchanged' },
	],
	[
		'API Request',
		kleer('kleer_request', { resource: 'apiRequest', operation: 'send', path: says('path') }),
		{ path: '/payroll/user' },
	],
	[
		'API Request that writes',
		cinode('cinode_request', {
			resource: 'apiRequest',
			operation: 'send',
			method: says('method'),
			path: says('path'),
			body: says('body'),
		}),
		{ method: 'POST', path: '/customers', body: '{"name":"Mallory AB"}' },
	],
	[
		'API Request that the agent opens itself',
		kleer('opened_request', {
			resource: 'apiRequest',
			operation: 'send',
			agentMay: item('open'),
			agentSensitive: item('sensitive'),
			path: says('path'),
		}),
		{ path: '/payroll/user', open: 'write', sensitive: true },
	],
	[
		'a salary',
		cinode('raise', {
			resource: 'user',
			operation: 'update',
			userId: locator(says('user')),
			updateFields: { baseSalary: says('salary', 'number') },
		}),
		{ user: '1001', salary: 99000 },
	],
];

/** What an agent gets without personal data. */
const READ: Array<[string, Tool, ToolCall['args'], RegExp]> = [
	[
		'Employee: Get Many',
		kleer('employees', { resource: 'employee', operation: 'getAll', returnAll: true }),
		{},
		/Björkvide/,
	],
	[
		'Employee: Get Many with every switch that the agent can set',
		kleer('employees_raw', {
			resource: 'employee',
			operation: 'getAll',
			returnAll: true,
			agentSensitive: item('sensitive'),
			options: { includeRawPayroll: says('raw', 'boolean') },
		}),
		{ raw: true, sensitive: true },
		/Björkvide/,
	],
	[
		'User: Get with salary and tax table',
		cinode('user_full', {
			resource: 'user',
			operation: 'get',
			userId: locator(says('user')),
			simple: false,
			full: says('full', 'boolean'),
			agentSensitive: says('sensitive', 'boolean'),
		}),
		{ user: '', full: true, sensitive: true },
		/Björkvide/,
	],
	[
		'Client: Get Many',
		kleer('clients', { resource: 'client', operation: 'getAll', returnAll: true }),
		{},
		/Klintåkers/,
	],
	[
		'Customer: Get Many',
		cinode('customers', { resource: 'customer', operation: 'getAll', returnAll: true, simple: false }),
		{},
		/name/,
	],
	[
		'Subcontractor: Get Many',
		kleer('subcontractors', { resource: 'subcontractor', operation: 'getAll', returnAll: true }),
		{},
		/id/,
	],
];

const OPENED = {
	employees: kleer('opened_employees', {
		resource: 'employee',
		operation: 'getAll',
		returnAll: true,
		agentSensitive: true,
	}),
	request: kleer('opened_reads', {
		resource: 'apiRequest',
		operation: 'send',
		agentMay: 'read',
		method: says('method'),
		path: says('path'),
	}),
	write: cinode('opened_writes', {
		resource: 'apiRequest',
		operation: 'send',
		agentMay: 'write',
		method: 'POST',
		path: '/customers',
		body: says('body'),
	}),
};

const ALL = [...REFUSED.map(([, tool]) => tool), ...READ.map(([, tool]) => tool), ...Object.values(OPENED)];

/** An agent names a person by the ID that it was told. */
function argsFor(args: ToolCall['args']): ToolCall['args'] {
	const [user] = [...sandbox.cinode.store.users.values()].filter(({ lastName }) => lastName === 'Björkvide');
	return 'user' in args ? { ...args, user: String(user?.id) } : args;
}

type Talk = (call: ToolCall) => Promise<Reached>;

function attacks(talk: () => Talk): void {
	it.each(REFUSED)('is refused %s, and nothing is written', async (_name, tool, args) => {
		const { text, answer, writes } = await talk()({ tool: tool.name, args: argsFor(args) });
		expect(writes).toEqual([]);
		expect(secretsIn(sandbox, text)).toEqual([]);
		expect(text).not.toMatch(/811218|45 000/);
		expect(answer).toMatch(/AI agent/);
	});

	it.each(READ)('gets %s without personal data', async (_name, tool, args, known) => {
		const { text, answer, writes } = await talk()({ tool: tool.name, args: argsFor(args) });
		expect(answer).toMatch(known);
		expect(text).not.toMatch(/811218|45 000/);
		expect(secretsIn(sandbox, text)).toEqual([]);
		expect(answer).not.toMatch(/ssn|salar|accountNr|account-nr|children|taxTable|tax-table/i);
		expect(writes).toEqual([]);
	});

	it('gets what a person has opened in the tool itself', async () => {
		const people = await talk()({ tool: OPENED.employees.name, args: {} });
		expect(secretsIn(sandbox, people.answer)).toContain(soleTraderNumber(70, 'female'));
		expect(secretsIn(sandbox, people.answer).length).toBeGreaterThan(10);

		const call = { tool: OPENED.request.name, args: { method: 'GET', path: '/payroll/user' } };
		const read = await talk()(call);
		expect(read.answer).toMatch(/payroll-user-readables/);
		expect(secretsIn(sandbox, read.text)).toEqual([]);
		const [client] = sandbox.kleer.store.clients.keys();
		const args = { method: 'DELETE', path: `/client/${client}` };
		const refused = await talk()({ tool: OPENED.request.name, args });
		expect(refused.writes).toEqual([]);
		expect(refused.answer).toMatch(/AI agent/);

		const body = JSON.stringify({ name: 'Opened AB' });
		const written = await talk()({ tool: OPENED.write.name, args: { body } });
		expect(written.writes).toHaveLength(1);
	});
}

it('n8n offers two of our nodes as tools, and not the mapper or the triggers', async () => {
	const tools = (await n8n.packageNodeTypes()).filter((name) => name.endsWith('Tool'));
	expect(tools.sort()).toEqual(['cinodeTool', 'kleerTool'].map((name) => `n8n-nodes-kleer-cinode.${name}`));
});

describe.each(AGENTS)('an agent of version %s', (version) => {
	let agent: Agent;

	beforeAll(async () => {
		agent = await Agent.start(n8n, sandbox, model, agentWorkflow(version, ALL));
	});

	attacks(() => (call) => agent.talk(call));
});

describe.each([2.2, 3])('an agent that is another one’s tool, of version %s', (version) => {
	let agent: Agent;

	beforeAll(async () => {
		agent = await Agent.start(n8n, sandbox, model, subAgentWorkflow(version, ALL));
	});

	attacks(() => (call) => agent.talk(call, { tool: 'helper', args: { Prompt: 'Do it.' } }));
});

describe.each([
	['tool', (type: string) => type],
	['node', (type: string) => type.replace(/Tool$/, '')],
])('an agent of n8n’s own, given each node as a %s', (_what, typeOf) => {
	let agent: OwnAgent;

	beforeAll(async () => {
		const tools = ALL.map((tool) => ({ ...tool, type: typeOf(tool.type) as Tool['type'] }));
		agent = await OwnAgent.start(n8n, sandbox, model, tools);
	});

	afterAll(async () => await agent?.remove());

	attacks(() => (call) => agent.talk(call));
});

describe('an MCP client', () => {
	let client: McpSession;

	beforeAll(async () => {
		client = await McpSession.start(n8n, sandbox, 'kleer-cinode-tools', ALL);
	});

	afterAll(async () => await client?.close());

	attacks(() => (call) => client.talk(call));

	it('that is n8n’s own, for an agent, gets no more', async () => {
		const url = `${n8n.address.url}/mcp/kleer-cinode-tools`;
		const agent = await Agent.start(n8n, sandbox, model, mcpAgentWorkflow(url));
		const people = await agent.talk({ tool: 'Client_employees', args: {} });
		expect(people.answer).toMatch(/Björkvide/);
		expect(secretsIn(sandbox, people.text)).toEqual([]);
		const sync = await agent.talk({ tool: 'Client_sync_users', args: forged('users') });
		expect(sync.answer).toMatch(/AI agent/);
		expect(sync.writes).toEqual([]);
	});
});
