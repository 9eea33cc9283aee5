import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hirePerson, startSandbox, type Sandbox } from '../sandbox/index.mts';
import { cinodeAccount, kleerAccount } from './support/accounts.mts';
import { N8n } from './support/n8n.mts';
import { around, written } from './support/privacy.mts';
import { everySeconds, keepExecutions, nodeOfType, template, type Workflow } from './support/workflow.mts';

/** What a vendor quotes in its own writing, which stands nowhere else: neither in Kleer's data nor in what is sent. */
const WRITINGS = ['987 654', '987.654,00', '31.05.1965', '05/31/1965', '650531 1236', '19650531 - 1236'];
const QUOTE = `The record ${WRITINGS.join('; ')} can't be kept`;
const ERROR_WORKFLOW = 'keepsWhatItGets';

let n8n: N8n;
let sandbox: Sandbox;

beforeAll(async () => {
	[n8n, sandbox] = await Promise.all([N8n.startOwn({ N8N_LOG_LEVEL: 'debug' }), startSandbox()]);
	await n8n.importCredential(kleerAccount(sandbox));
	await n8n.importCredential(cinodeAccount(sandbox));
	await n8n.importWorkflow(errorWorkflow());
	await n8n.publish(ERROR_WORKFLOW);
}, 120_000);

afterAll(async () => {
	await n8n?.stop();
	await sandbox?.close();
});

/** n8n hands it every error of the others; what it got is kept. */
function errorWorkflow(): Workflow {
	const workflow: Workflow = {
		id: ERROR_WORKFLOW,
		name: 'Keeps what it gets',
		nodes: [
			{
				id: 'error',
				name: 'Error Trigger',
				type: 'n8n-nodes-base.errorTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
		],
		connections: {},
		settings: { executionOrder: 'v1' },
	};
	keepExecutions(workflow);
	return workflow;
}

/** The users sync as nobody should have it: n8n keeps all, and another workflow gets its errors. */
async function runOnce(): Promise<{ message: string; toErrorWorkflow: string }> {
	const [before] = (await n8n.rest.executions(ERROR_WORKFLOW)) as Array<{ id: string }>;
	const id = await n8n.importWorkflow(await template('users-sync'), (copy) => {
		Object.assign(copy, { id: undefined });
		keepExecutions(copy);
		copy.settings.errorWorkflow = ERROR_WORKFLOW;
		Object.assign(nodeOfType(copy, 'cinode').parameters, { dryRun: false });
		everySeconds(copy, 2);
	});
	await n8n.publish(id);
	const run = await n8n.nextExecution(id);
	const told = await n8n.nextExecution(ERROR_WORKFLOW, Number(before?.id ?? 0));
	await n8n.unpublish(id);
	return { message: run.error?.message ?? '', toErrorWorkflow: told.raw };
}

describe('a vendor’s error that quotes a record', () => {
	it('of Cinode, which stops the run, is kept nowhere: not by n8n, its log at any level, or the error workflow', async () => {
		const person = {
			name: 'Ylva Nyborg',
			email: 'ylva@nyborg.example',
			ssn: '19650531-1236',
			salary: 98_765_400,
		};
		hirePerson(sandbox.kleer.store, person, sandbox.today());
		sandbox.faults.add({
			system: 'cinode',
			writes: true,
			kind: 'status',
			status: 418,
			body: { description: QUOTE },
		});
		const { message, toErrorWorkflow } = await runOnce();
		expect(message).toMatch(/^Cinode answered 418: The record •••/);
		expect(toErrorWorkflow).toContain('Cinode answered 418');
		sandbox.faults.clear();
	}, 120_000);

	it('of Kleer, in the first thing that is read', async () => {
		sandbox.faults.add({ system: 'kleer', kind: 'status', status: 500, body: { message: QUOTE } });
		const { message, toErrorWorkflow } = await runOnce();
		expect(message).toMatch(/^Kleer failed \(500\): The record •••/);
		expect(toErrorWorkflow).toContain('Kleer failed (500)');
		sandbox.faults.clear();
	}, 120_000);

	it('leaves none of it in n8n’s database and logs', async () => {
		const text = await written(n8n);
		expect(text).toContain('Cinode answered 418');
		expect(await n8n.log()).toMatch(/\bdebug\b/);
		expect(WRITINGS.map((writing) => around(text, writing)).filter(Boolean)).toEqual([]);
	});
});
