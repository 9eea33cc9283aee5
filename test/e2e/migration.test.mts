import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { root } from './support/scripts.mts';
import { N8n } from './support/n8n.mts';
import { template } from './support/workflow.mts';

/** What n8n's own Migration Report says of the templates, and of an n8n with the settings of deploy/. */

interface Finding {
	ruleId: string;
	ruleTitle: string;
	nbAffectedWorkflows?: number;
}

interface Report {
	report: {
		currentVersion: string;
		targetVersion: string;
		workflowResults: Finding[];
		instanceResults: Finding[];
	};
	totalWorkflows: number;
}

/** Where an n8n finds its database and queue and is reached; this one runs alone. */
const PLACES =
	/^(DB_|QUEUE_|EXECUTIONS_MODE$|N8N_(ENCRYPTION_KEY|HOST|PROTOCOL|PORT|WEBHOOK_URL|EDITOR_BASE_URL|PROXY_HOPS|DISABLE_PRODUCTION_MAIN_PROCESS)$)/;

const { services } = parse(readFileSync(join(root, 'deploy', 'docker-compose.yml'), 'utf8'), {
	merge: true,
}) as { services: Record<string, { environment: Record<string, string> }> };
const deployed = services['n8n-main']?.environment ?? {};
const env = Object.fromEntries(Object.entries(deployed).filter(([name]) => !PLACES.test(name)));

const names = readdirSync(join(root, 'workflows'))
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.replace('.json', ''));

let n8n: N8n;

const readReport = async () =>
	(await n8n.rest.request('POST', '/breaking-changes/report/refresh?version=v3')) as Report;

beforeAll(async () => {
	n8n = await N8n.startOwn(env);
}, 120_000);

afterAll(async () => await n8n?.stop());

describe('n8n’s Migration Report to 3.0', () => {
	it('finds what a workflow must not have', async () => {
		const setUp = await template('users-sync');
		const id = await n8n.importWorkflow({ ...setUp, id: undefined, name: 'Old ways' }, (workflow) => {
			workflow.settings.callerPolicy = 'any';
		});
		const { report } = await readReport();
		await n8n.removeWorkflow(id);
		expect(report.workflowResults.map(({ ruleId }) => ruleId)).toContain('caller-policy-any-removed-v3');
	});

	it('finds nothing in the templates', async () => {
		expect(names.length).toBeGreaterThan(7);
		for (const name of names) await n8n.importWorkflow(await template(name));
		const { report, totalWorkflows } = await readReport();
		expect(report.targetVersion).toBe('v3');
		expect(totalWorkflows).toBe(names.length);
		expect(report.workflowResults).toEqual([]);
	});

	it('finds nothing in the settings of deploy/, but what it says of every n8n and of one in no container', async () => {
		expect(Object.keys(env).length).toBeGreaterThan(5);
		const { report } = await readReport();
		const inContainer = existsSync('/.dockerenv') || existsSync('/run/.containerenv');
		expect(report.instanceResults.map(({ ruleId }) => ruleId)).toEqual([
			...(inContainer ? [] : ['docker-only-deployment-v3']),
			'workflow-import-url-removed-v3',
		]);
	});

	it('would find a queue mode whose runs by hand stay on main, which this n8n can’t show', () => {
		expect(deployed).toMatchObject({
			EXECUTIONS_MODE: 'queue',
			OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		});
	});
});
