import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { N8n } from './support/n8n.mts';
import { ProjectTemplates } from './support/projectTemplates.mts';
import { SyncTemplate, type Scheme } from './support/syncTemplate.mts';
import { REPORTS, keepExecutions, reportsTemplate, template } from './support/workflow.mts';

/**
 * Every template once, as it is imported and run: what `npm test` asks of the oldest n8n that is supported. In the
 * newest one the other files look closer.
 */

let n8n: N8n;

beforeAll(async () => {
	n8n = await N8n.start();
	console.log(`n8n ${await version()}`);
	await n8n.rest.saveWorkflow(await reportsTemplate());
	await n8n.rest.publish(REPORTS);
}, 120_000);

async function version(): Promise<string> {
	const { versionCli } = (await n8n.rest.request('GET', '/settings')) as { versionCli: string };
	return versionCli;
}

it('is the n8n that was asked for', async () => {
	if (process.env.N8N_VERSION) expect(await version()).toBe(process.env.N8N_VERSION);
});

describe.each<Scheme>(['users', 'subcontractors', 'customers'])('%s-sync', (scheme) => {
	let sync: SyncTemplate;

	beforeAll(async () => {
		sync = await SyncTemplate.start(scheme, { subcontractors: 7 });
	});

	afterAll(async () => await sync?.stop());

	it('shows what it would do, does it on its schedule, and nothing the second time', async () => {
		const { summary } = await sync.preview();
		expect(summary.dryRun).toBe(true);
		const wanted = summary.counts.created + summary.counts.linked;
		expect(wanted).toBeGreaterThan(0);
		const [first] = await sync.onSchedule(1);
		expect(first?.summary.counts).toMatchObject({ failed: 0 });
		expect((first?.summary.counts.created ?? 0) + (first?.summary.counts.linked ?? 0)).toBe(wanted);
		expect(first?.report.html).toContain('</html>');
		await sync.sync();
		expect(sync.writes).toEqual([]);
	});
});

describe('projects', () => {
	let projects: ProjectTemplates;

	beforeAll(async () => {
		projects = await ProjectTemplates.start();
		await projects.publishPush();
	});

	afterAll(async () => await projects?.stop());

	it('arrive by webhook, and by the catch-up when that was lost', async () => {
		projects.state('Kundportal', 'won');
		await projects.arrives('Kundportal');
		await projects.isQuiet();
		projects.sandbox.webhooks.options.drop = 1;
		projects.edit('Kundportal', { contractValue: 123_000 });
		const catchUp = await projects.catchUp();
		expect(await catchUp.run()).toBeGreaterThan(0);
		await projects.arrives('Kundportal', (project) => project['budget-amount'] === 12_300_000);
	});
});

describe('error-alert', () => {
	it('has kept the runs of all, and shows them', async () => {
		const hub = await reportsTemplate();
		keepExecutions(hub);
		await n8n.rest.saveWorkflow(hub);
		await n8n.rest.publish(REPORTS);
		const { nodes } = await n8n.run(REPORTS, 'Show the Last Runs');
		const html = String(nodes['Page of the Last Runs']?.[0]?.outputs[0]?.[0]?.json.html);
		for (const name of ['users', 'subcontractors', 'customers', 'projects']) expect(html).toContain(name);
	});
});

describe('setup-check', () => {
	it('finds everything that the syncs need', async () => {
		const sync = await SyncTemplate.start('users', { linked: true });
		try {
			const id = await sync.n8n.importWorkflow(await template('setup-check'), keepExecutions);
			const { nodes } = await sync.n8n.run(id, 'When Clicked');
			const html = String(nodes['Set-Up Page']?.[0]?.outputs[0]?.[0]?.json.html);
			expect(html).toContain('Everything that the syncs need is there');
		} finally {
			await sync.stop();
		}
	});

	it('says what the first writes of a sync have shown', async () => {
		const sync = await SyncTemplate.start('customers', { linked: true });
		try {
			await sync.sync();
			const id = await sync.n8n.importWorkflow(await template('setup-check'), keepExecutions);
			const found = async () => {
				const { nodes } = await sync.n8n.run(id, 'When Clicked');
				const { assumptions } = nodes['Check Set-Up']?.[0]?.outputs[0]?.[0]?.json as {
					assumptions: Array<{ id: string; found: string }>;
				};
				return assumptions.find((one) => one.id === 'customerTags')?.found;
			};
			// The sync doesn't wait until the hub has kept what it was told.
			await expect
				.poll(found, { timeout: 30_000, interval: 500 })
				.toMatch(/^Written by the sync and read back on \d{4}-\d\d-\d\d$/);
		} finally {
			await sync.stop();
		}
	});
});
