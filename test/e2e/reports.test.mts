import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findSecrets } from '../sandbox/index.mts';

import { readExecution, type Execution } from './support/scripts.mts';
import { SyncTemplate } from './support/syncTemplate.mts';

/** The workflow that all syncs report to (workflows/error-alert.json). */
const REPORTS = 'kleerCinodeErrorAlert';

let users: SyncTemplate;

beforeAll(async () => {
	users = await SyncTemplate.start('users');
	await users.preview();
	// The hub keeps nothing of its runs as it ships.
	const { rest } = users.n8n;
	const hub = (await rest.workflow(REPORTS)) as { settings: object };
	await rest.request('PATCH', `/workflows/${REPORTS}`, {
		...hub,
		settings: { ...hub.settings, saveDataSuccessExecution: 'all', saveManualExecutions: true },
	});
	await rest.publish(REPORTS);
}, 120_000);

afterAll(async () => await users?.stop());

const items = (execution: Execution | undefined, node: string): Array<Record<string, unknown>> =>
	(execution?.nodes[node] ?? []).flatMap(({ outputs }) => (outputs[0] ?? []).map(({ json }) => json));

/** The hub's executions since the given one, oldest first. */
async function hubSince(after: number): Promise<Execution[]> {
	const { rest } = users.n8n;
	const latest = ((await rest.executions(REPORTS)) as Array<{ id: string; status: string }>).filter(
		({ id, status }) => Number(id) > after && !['new', 'running', 'waiting'].includes(status),
	);
	const full = await Promise.all(latest.map(async ({ id }) => readExecution(await rest.execution(id))));
	return full.reverse();
}

/** Waits until that many reports were told, and none is being told: one that goes on may be older than one that ended. */
async function told(reports: number, since: number): Promise<void> {
	const isOver = async () => {
		const all = (await users.n8n.rest.executions(REPORTS)) as Array<{
			id: string;
			mode: string;
			status: string;
		}>;
		const ours = all.filter(({ id, mode }) => Number(id) > since && mode === 'integrated');
		return (
			ours.length >= reports && !all.some(({ status }) => ['new', 'running', 'waiting'].includes(status))
		);
	};
	await vi.waitUntil(isOver, { timeout: 20_000, interval: 300 });
}

async function lastOfHub(): Promise<number> {
	const [latest] = (await users.n8n.rest.executions(REPORTS)) as Array<{ id: string }>;
	return Number(latest?.id ?? 0);
}

describe('a sync’s report', () => {
	it('is one item with data, Markdown and a page', async () => {
		const { report } = await users.sync();
		expect(report).toMatchObject({ scheme: 'users', dryRun: false, counts: { created: expect.any(Number) } });
		expect(report.markdown).toContain('What changed');
		expect(report.html).toContain('>What changed</h2>');
		expect(findSecrets(JSON.stringify(report), users.sandbox.secrets())).toEqual([]);
	});

	it('reaches the workflow of reports, which keeps it and shows the last runs', async () => {
		const before = await lastOfHub();
		await users.sync();
		await users.sync();
		await told(2, before);
		const hub = (await hubSince(before)).at(-1);
		expect(hub?.error).toBeUndefined();
		const rows = items(hub, 'Its Last Runs');
		expect(rows.length).toBeGreaterThanOrEqual(2);
		expect(rows[0]).toMatchObject({ scheme: 'users', counts: expect.stringContaining('unchanged') });
		const [page] = items(hub, 'Every Report');
		expect(page?.html).toMatch(/The last \d+ runs/);
		expect(findSecrets(JSON.stringify([rows, page]), users.sandbox.secrets())).toEqual([]);
	});

	it('is in the page of the last runs', async () => {
		const execution = await users.n8n.run(REPORTS, 'Show the Last Runs');
		const [page] = items(execution, 'History Page');
		expect(page?.runs).toBeGreaterThanOrEqual(2);
		expect(page?.html).toContain('Kleer → Cinode: users');
	});
});

describe('alerts', () => {
	it('come once when a record needs a person, and once when it is well again', async () => {
		const people = [...users.sandbox.kleer.store.users.values()];
		const person = people.find(({ name }) => name === 'Ylva Nyåkern') ?? people[1];
		// Rejected since the first run, which was told then.
		const keyless = people.find((one) => one.active && !one['internal-id']);
		if (!person || !keyless) throw new Error('The seed has changed');
		const { name } = person;
		const before = await lastOfHub();
		person.name = 'Madonna';
		await users.sync();
		await users.sync();
		Object.assign(person, { name });
		Object.assign(keyless, { 'internal-id': 1999 });
		await users.sync();
		await users.sync();
		await told(4, before);
		const alerts = (await hubSince(before)).flatMap((one) => items(one, 'Alert'));
		expect(alerts.map(({ kind }) => kind)).toEqual(['needsAPerson', 'wellAgain']);
		expect(alerts[0]?.text).toContain('Madonna');
		expect(alerts[0]?.text).not.toContain(keyless.name);
	});

	it('come once when a workflow stops, and once when it runs again', { timeout: 120_000 }, async () => {
		const { sandbox } = users;
		const before = await lastOfHub();
		const rights = new Set(sandbox.kleer.store.rights);
		sandbox.kleer.store.rights.delete('Payroll');
		const unpublish = await users.publishQuick();
		const alertsNow = async () => (await hubSince(before)).flatMap((one) => items(one, 'Alert'));
		await vi.waitUntil(async () => (await alertsNow()).length > 0, { timeout: 30_000, interval: 300 });
		// Two more failing runs say nothing.
		await new Promise((resolve) => setTimeout(resolve, 5_000));
		expect((await alertsNow()).map(({ kind }) => kind)).toEqual(['stopped']);
		sandbox.kleer.store.rights = rights as never;
		await vi.waitUntil(async () => (await alertsNow()).length > 1, { timeout: 30_000, interval: 300 });
		expect((await alertsNow()).map(({ kind }) => kind)).toEqual(['stopped', 'runsAgain']);
		expect((await alertsNow())[0]?.text).toMatch(/payroll/i);
		await unpublish();
	});

	it('come from the second time on when a vendor is away for a moment', { timeout: 120_000 }, async () => {
		const { sandbox } = users;
		const before = await lastOfHub();
		sandbox.faults.add({ system: 'kleer', kind: 'status', status: 503 });
		const unpublish = await users.publishQuick();
		const hub = async () =>
			(await hubSince(before)).map((one) => items(one, 'Alert').map(({ kind }) => kind));
		await vi.waitUntil(async () => (await hub()).flat().length > 0, { timeout: 60_000, interval: 300 });
		// The first stop, told by n8n's Error Trigger with our code in it, is no news.
		const [first, second] = await hub();
		expect([first, second]).toEqual([[], ['stopped']]);
		await unpublish();
		sandbox.faults.clear();
	});
});
