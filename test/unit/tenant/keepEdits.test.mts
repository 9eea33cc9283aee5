import { describe, expect, it } from 'vitest';
import { differences } from '../../../tenant/differences.ts';
import { keepEdits } from '../../../tenant/keepEdits.ts';
import { merge } from '../../../tenant/merge.ts';
import type { N8nWorkflow } from '../../../tenant/n8nApi.ts';
import type { Workflow } from '../../../tenant/types.ts';
import { asThere, named, workflowOf } from './example.mts';

const workflow = (template = 'users-sync') => workflowOf(template);

const keep = (there: N8nWorkflow, wanted: Workflow, ids: string[] = []) =>
	keepEdits(workflow(), there, wanted, (id) => ids.includes(id));

describe('what people changed by hand', () => {
	it.each([
		['onError', 'continueRegularOutput', 'On Error'],
		['alwaysOutputData', true, 'Always Output Data'],
		['executeOnce', true, 'Execute Once'],
		['retryOnFail', true, 'Retry On Fail'],
	])('on a node is told by the command: %s', (field, value, _name) => {
		const there = asThere(workflow());
		Object.assign(named(there, 'Get Employees'), { [field]: value });
		const { body } = merge(workflow(), there);
		expect(named(body, 'Get Employees')).not.toHaveProperty(field);
		expect(differences(there, body)).toEqual([`'Get Employees': ${field}`]);
	});

	it.each([
		['onError', 'continueRegularOutput', 'On Error'],
		['alwaysOutputData', true, 'Always Output Data'],
		['executeOnce', true, 'Execute Once'],
		['retryOnFail', true, 'Retry On Fail'],
	])('on a node is kept, where it shall be, and named: %s', (field, value, name) => {
		const there = asThere(workflow());
		Object.assign(named(there, 'Get Employees'), { [field]: value });
		const wanted = workflow();
		expect(keep(there, wanted)).toEqual([{ node: 'Get Employees', what: [name] }]);
		expect(named(wanted, 'Get Employees')).toHaveProperty(field, value);
		expect(differences(there, merge(wanted, there).body)).toEqual([]);
	});

	it('in a parameter or setting stays, and a new choice of another one comes', () => {
		const there = asThere(workflow());
		named(there, 'Map Users').parameters.leaverRule = 'endDate';
		Object.assign(named(there, 'Sync Users').parameters.options as object, { maxCreates: 7 });
		there.settings = { ...there.settings, executionTimeout: 60, timezone: 'Europe/Oslo' };
		const wanted = workflow();
		named(wanted, 'Map Users').parameters.languageId = 3;
		expect(keep(there, wanted)).toEqual([
			{ node: 'Map Users', what: ['Who Has Left'] },
			{ node: 'Sync Users', what: ['Max Creates per Run'] },
			{ node: 'Settings', what: ['timezone'] },
		]);
		const { body } = merge(wanted, there);
		expect(differences(there, body)).toEqual([`'Map Users': languageId`]);
		expect(named(body, 'Sync Users').parameters.options).toMatchObject({ maxCreates: 7 });
	});

	it('in rows of one’s own stays', () => {
		const rows = [{ field: 'title', value: '={{ $json.phone }}', mode: 'always', sensitive: false }];
		const there = asThere(workflow());
		named(there, 'Map Users').parameters.ownRows = { rows };
		const wanted = workflow();
		expect(keep(there, wanted)).toEqual([{ node: 'Map Users', what: ['Own Rows'] }]);
		expect(named(merge(wanted, there).body, 'Map Users').parameters.ownRows).toEqual({ rows });
	});

	it('is nothing where an older template had no such parameter: it comes', () => {
		const there = asThere(workflow());
		named(there, 'Sync Users').parameters.options = { timeZone: 'Europe/Stockholm' };
		const wanted = workflow();
		expect(keep(there, wanted)).toEqual([]);
		const { body } = merge(wanted, there);
		expect(named(body, 'Sync Users').parameters.options).toHaveProperty('onlyRecord');
	});

	it('is nothing where the editor only left out what has its default', () => {
		const there = asThere(workflow());
		for (const name of ['operation', 'scheme', 'keySource', 'keyPrefix', 'permissions', 'categoryTags']) {
			delete named(there, 'Map Users').parameters[name];
		}
		named(there, 'Every 5 Minutes').parameters = { rule: { interval: [{ field: 'minutes' }] } };
		named(there, 'Report Page').parameters = { html: '{{ $json.html }}' };
		const wanted = workflow();
		expect(keep(there, wanted)).toEqual([]);
		expect(differences(there, merge(wanted, there).body)).toEqual([]);
	});

	it('in a schedule is seen although the editor leaves defaults out', () => {
		const there = asThere(workflow());
		named(there, 'Every 5 Minutes').parameters = { rule: { interval: [{ field: 'hours' }] } };
		const wanted = workflow();
		expect(keep(there, wanted)).toEqual([{ node: 'Every 5 Minutes', what: ['rule.interval'] }]);
		const { rule } = named(wanted, 'Every 5 Minutes').parameters as { rule: { interval: object[] } };
		expect(rule.interval[0]).toMatchObject({ field: 'hours' });
	});

	it('leads to another workflow only while that one is there', () => {
		const there = asThere(workflow());
		const tell = named(there, 'Tell Reports and Alerts');
		tell.parameters.workflowId = { __rl: true, mode: 'list', value: 'own', cachedResultName: 'Own' };
		there.settings = { ...there.settings, errorWorkflow: 'own' };
		expect(keep(there, workflow())).toEqual([]);
		expect(keep(there, workflow(), ['own'])).toEqual([
			{ node: 'Tell Reports and Alerts', what: ['workflowId'] },
			{ node: 'Settings', what: ['errorWorkflow'] },
		]);
	});
});
