import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/index.mts';
import { cinodeAccount, kleerAccount } from './support/accounts.mts';
import { Agent, agentWorkflow, modelCredential, secretsIn } from './support/agents.mts';
import { Model } from './support/model.mts';
import { N8n } from './support/n8n.mts';
import { nodeOfType, template, type Workflow } from './support/workflow.mts';
import { leaveUnrecorded } from '../unrecorded.mts';

leaveUnrecorded();

/** An agent asks a sync's own workflow about one record, by n8n's workflow tool (docs/agents.md); it can't sync by it. */

const TOOL = 'look_up';

let n8n: N8n;
let sandbox: Sandbox;
let model: Model;
let users: string;

beforeAll(async () => {
	[n8n, sandbox, model] = await Promise.all([N8n.startOwn(), startSandbox(), Model.start()]);
	await n8n.importCredential(kleerAccount(sandbox));
	await n8n.importCredential(cinodeAccount(sandbox));
	await modelCredential(n8n, model);
	users = await n8n.importWorkflow(await template('users-sync'), (workflow) => {
		nodeOfType(workflow, 'cinode').parameters.dryRun = false;
		nodeOfType(workflow, 'scheduleTrigger').parameters = {
			rule: { interval: [{ field: 'months', monthsInterval: 6 }] },
		};
		nodeOfType(workflow, 'kleerCinodeMapper').parameters.languageId = 1;
	});
	await n8n.run(users, 'Every 5 Minutes');
	// An agent's tool gets at published workflows alone.
	await n8n.publish(users);
}, 240_000);

afterAll(async () => {
	await n8n?.stop();
	await model?.close();
	await sandbox?.close();
});

/** What a person sets up: the record is the agent's to say, what is done with it isn't. */
function withLookUp(workflow: Workflow): Workflow {
	const column = (id: string) => ({ id, displayName: id, display: true, type: 'string', removed: false });
	workflow.nodes.push({
		id: 'look-up',
		name: TOOL,
		type: '@n8n/n8n-nodes-langchain.toolWorkflow',
		typeVersion: 2.2,
		position: [0, 320],
		parameters: {
			description: 'Says what the sync of users would do with one person, and why',
			workflowId: { __rl: true, mode: 'id', value: users },
			workflowInputs: {
				mappingMode: 'defineBelow',
				value: { record: "={{ $fromAI('record', 'key, e-mail or name', 'string') }}", task: 'explain' },
				matchingColumns: [],
				schema: [column('record'), column('task')],
			},
		},
	});
	Object.assign(workflow.connections, {
		[TOOL]: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
	});
	return workflow;
}

describe.each([2.2, 3.1])('an agent of version %s', (version) => {
	it('gets one record explained, without what is sensitive, and nothing is written', async () => {
		const agent = await Agent.start(n8n, sandbox, model, withLookUp(agentWorkflow(version, [])));
		const { text, answer, writes } = await agent.talk({
			tool: TOOL,
			args: { record: '1002', task: 'sync', explained: 'sync' },
		});
		expect(answer).toMatch(/explained/);
		expect(answer).toMatch(/1002/);
		expect(answer).toMatch(/inStep/);
		expect(secretsIn(sandbox, text)).toEqual([]);
		expect(writes).toEqual([]);
	});
});

describe('the operation itself', () => {
	it('is refused to an agent: its items are records that an agent could make up', async () => {
		const tool = {
			name: 'explain_user',
			type: 'cinodeTool' as const,
			parameters: {
				resource: 'user',
				operation: 'explain',
				record: "={{ $fromAI('record', '', 'string') }}",
			},
		};
		const agent = await Agent.start(n8n, sandbox, model, agentWorkflow(3.1, [tool]));
		const { answer, writes } = await agent.talk({ tool: tool.name, args: { record: '1002' } });
		expect(answer).toMatch(/AI agent/);
		expect(writes).toEqual([]);
	});
});
