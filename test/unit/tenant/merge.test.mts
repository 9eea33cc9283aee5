import { describe, expect, it } from 'vitest';
import { differences } from '../../../tenant/differences.ts';
import { linkCredentials, unlinked } from '../../../tenant/linkCredentials.ts';
import { merge } from '../../../tenant/merge.ts';
import type { N8nWorkflow } from '../../../tenant/n8nApi.ts';
import type { WorkflowNode } from '../../../tenant/types.ts';
import { asThere, named, workflowOf } from './example.mts';

const workflow = (template = 'error-alert') => workflowOf(template);

const SLACK: WorkflowNode = {
	id: 'slack',
	name: 'Slack',
	type: 'n8n-nodes-base.slack',
	typeVersion: 2,
	position: [0, 0],
	parameters: {},
};

const to = (...names: string[]) => ({ main: [names.map((node) => ({ node, type: 'main', index: 0 }))] });

/** As people put e-mail or Slack where the note says. */
function withSlackBetween(): N8nWorkflow {
	const there = asThere(workflow());
	there.nodes.push(SLACK);
	Object.assign(there.connections, { Alert: to('Slack'), Slack: to('Alert Was Sent') });
	return there;
}

/** As it was before alerts waited in a table until they were sent. */
function olderWithSlack(): N8nWorkflow {
	const there = asThere(workflow());
	const since = ['is-news', 'alerts-table', 'keep-alert', 'drop-alerts', 'not-sent', 'to-send', 'each-alert'];
	const gone = there.nodes.filter(({ id }) => [...since, 'alert-sent'].includes(id));
	there.nodes = [...there.nodes.filter((node) => !gone.includes(node)), SLACK];
	for (const { name } of gone) delete there.connections[name];
	Object.assign(there.connections, { 'Alert Once': to('Alert'), Alert: to('Slack') });
	return there;
}

describe('a workflow that is in n8n already', () => {
	it('is the same when nothing changed', () => {
		const there = asThere(workflow());
		expect(differences(there, merge(workflow(), there).body)).toEqual([]);
	});

	it('keeps what people added, connected as they did, and where they put things', () => {
		const there = withSlackBetween();
		named(there, 'Alert').position = [900, 900];
		named(there, 'Every Report').disabled = true;
		const { body, own, beside } = merge(workflow(), there);
		expect(own).toEqual(['Slack']);
		expect(beside).toEqual([]);
		expect(differences(there, body)).toEqual([]);
		expect(body.connections.Alert).toEqual(to('Slack'));
	});

	it('keeps what people put after Alert in an older template, beside what is new, and says so', () => {
		const there = olderWithSlack();
		const { body, own, beside } = merge(workflow(), there);
		expect(own).toEqual(['Slack']);
		expect(beside).toEqual(['Slack']);
		expect(body.connections['Alert Once']).toEqual(to('Is It News'));
		expect(body.connections.Alert).toEqual(to('Alert Was Sent', 'Slack'));
		expect(differences(there, body)).toContain("new node 'Alert Was Sent'");
	});

	it('keeps several nodes between two, and no connection past them', () => {
		const there = withSlackBetween();
		there.nodes.push({ ...SLACK, id: 'if', name: 'If' });
		Object.assign(there.connections, { Alert: to('If'), If: to('Slack', 'If') });
		const { body, beside } = merge(workflow(), there);
		expect(differences(there, body)).toEqual([]);
		expect(beside).toEqual([]);
	});

	it('puts a connection back that people only took away', () => {
		const there = withSlackBetween();
		delete there.connections.Slack;
		const { body, beside } = merge(workflow(), there);
		expect(body.connections.Alert).toEqual(to('Alert Was Sent', 'Slack'));
		expect(beside).toEqual(['Slack']);
	});

	it('gets back what the file decides, and says what that is', () => {
		const there = asThere(workflow('users-sync'));
		named(there, 'Sync Users').parameters.dryRun = false;
		there.settings = { ...there.settings, timezone: 'UTC', executionTimeout: 60 };
		delete there.connections['Map Users'];
		const { body } = merge(workflow('users-sync'), there);
		expect(differences(there, body)).toEqual([`'Sync Users': dryRun`, 'connections', 'setting timezone']);
		expect(named(body, 'Sync Users').parameters.dryRun).toBe(true);
	});

	it('gives renamed nodes their names back, and people’s connections follow', () => {
		const there = withSlackBetween();
		named(there, 'Alert').name = 'Larm';
		there.connections.Larm = to('Slack');
		delete there.connections.Alert;
		const { body, renamed } = merge(workflow(), there);
		expect(renamed).toEqual(['Larm']);
		expect(body.connections.Alert).toEqual(to('Slack'));
		expect(body.connections.Larm).toBeUndefined();
	});
});

describe('credentials', () => {
	const all = [{ id: '7', name: 'Kleer', type: 'kleerApi' }];

	it('are linked where the name is there once', () => {
		const { workflow: linked } = linkCredentials(workflow('users-sync'), all, undefined);
		expect(named(linked, 'Get Employees').credentials?.kleerApi).toEqual({ id: '7', name: 'Kleer' });
		expect(unlinked(linked)).toEqual(['Cinode']);
	});

	it('that a person chose stay where the name is there twice or not at all', () => {
		const chosen = asThere(workflow('users-sync'));
		named(chosen, 'Sync Users').credentials = { cinodeApi: { id: '9', name: 'Another' } };
		const { workflow: linked, instead } = linkCredentials(workflow('users-sync'), all, chosen);
		expect(named(linked, 'Sync Users').credentials?.cinodeApi?.id).toBe('9');
		expect(instead).toEqual(['uses "Another", chosen in n8n; there is no "Cinode"']);
		const twice = [...all, { id: '8', name: 'Kleer', type: 'kleerApi' }];
		expect(unlinked(linkCredentials(workflow('users-sync'), twice, undefined).workflow)).toContain('Kleer');
	});

	it('are left to n8n where the key may not list them', () => {
		const { workflow: linked } = linkCredentials(workflow('users-sync'), undefined, undefined);
		expect(named(linked, 'Get Employees').credentials?.kleerApi).toEqual({ id: null, name: 'Kleer' });
	});
});
