import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findSecrets } from '../sandbox/index.mts';
import { Hub, itemsOf } from './support/hub.mts';
import { SyncTemplate } from './support/syncTemplate.mts';
import { REPORTS } from './support/workflow.mts';

let users: SyncTemplate;
let hub: Hub;

beforeAll(async () => {
	users = await SyncTemplate.start('users');
	hub = new Hub(users.n8n);
	await users.preview();
	// The hub keeps nothing of its runs as it ships.
	const { rest } = users.n8n;
	const workflow = (await rest.workflow(REPORTS)) as { settings: object };
	await rest.request('PATCH', `/workflows/${REPORTS}`, {
		...workflow,
		settings: { ...workflow.settings, saveDataSuccessExecution: 'all', saveManualExecutions: true },
	});
	await rest.publish(REPORTS);
}, 120_000);

afterAll(async () => await users?.stop());

describe('a sync’s report', () => {
	it('is one item with data, Markdown and a page', async () => {
		const { report } = await users.sync();
		expect(report).toMatchObject({ scheme: 'users', dryRun: false, counts: { created: expect.any(Number) } });
		expect(report.markdown).toContain('What changed');
		expect(report.html).toContain('>What changed</h2>');
		expect(findSecrets(JSON.stringify(report), users.sandbox.secrets())).toEqual([]);
	});

	it('reaches the workflow of reports, which keeps it and shows the last runs', async () => {
		const [, last] = await hub.told(2, async () => {
			await users.sync();
			await users.sync();
		});
		expect(last?.error).toBeUndefined();
		const rows = itemsOf(last, 'Its Last Runs');
		expect(rows.length).toBeGreaterThanOrEqual(2);
		expect(rows[0]).toMatchObject({ scheme: 'users', counts: expect.stringContaining('unchanged') });
		const [page] = itemsOf(last, 'Every Report');
		expect(page?.html).toMatch(/The last \d+ runs/);
		expect(findSecrets(JSON.stringify([rows, page]), users.sandbox.secrets())).toEqual([]);
	});

	it('leaves a record’s history once a day, in one go, after the alerts', async () => {
		const unlike = [...users.sandbox.kleer.store.users.values()].find(({ active, name }) => active && name);
		if (!unlike) throw new Error('The seed has changed');
		const { name } = unlike;
		const [first, second] = await hub.told(2, async () => {
			unlike.name = `${name} Nyhagen`;
			await users.sync();
			unlike.name = name;
			await users.sync();
		});
		const order = Object.keys(first?.nodes ?? {});
		expect(order.indexOf('Alert Once')).toBeGreaterThan(0);
		expect(order.indexOf('Tells of Records')).toBeGreaterThan(order.indexOf('Alert Once'));
		expect(order.indexOf('Tells of Records')).toBeGreaterThan(order.indexOf('Its Last Runs'));
		const records = itemsOf(first, 'Each Record');
		expect(records.map(({ outcome }) => outcome)).toContain('updated');
		expect(first?.nodes['Their Rows']?.map(({ outputs }) => outputs[0]?.length)).toEqual([1]);
		const kept = itemsOf(second, 'Told Lately').map(({ entry }) => entry);
		expect(kept).toEqual(expect.arrayContaining(records.map(({ entry }) => entry)));
		expect(new Set(kept).size).toBe(kept.length);
		expect(itemsOf(second, 'Each Record')).toEqual([]);
	});

	it('is in the page of the last runs', async () => {
		const execution = await users.n8n.run(REPORTS, 'Show the Last Runs');
		const [page] = itemsOf(execution, 'History Page');
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
		person.name = 'Madonna';
		const runs = await hub.told(4, async () => {
			await users.sync();
			await users.sync();
			Object.assign(person, { name });
			Object.assign(keyless, { 'internal-id': 1999 });
			await users.sync();
			await users.sync();
		});
		const alerts = runs.flatMap((one) => itemsOf(one, 'Alert'));
		expect(alerts.map(({ kind }) => kind)).toEqual(['needsAPerson', 'wellAgain']);
		expect(alerts[0]?.text).toContain('Madonna');
		expect(alerts[0]?.text).not.toContain(keyless.name);
	});

	it('come once when a workflow stops, and once when it runs again', { timeout: 120_000 }, async () => {
		const { sandbox } = users;
		const before = await hub.last();
		const rights = new Set(sandbox.kleer.store.rights);
		sandbox.kleer.store.rights.delete('Payroll');
		const unpublish = await users.publishQuick();
		const alertsNow = async () => (await hub.since(before)).flatMap((one) => itemsOf(one, 'Alert'));
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
		const before = await hub.last();
		sandbox.faults.add({ system: 'kleer', kind: 'status', status: 503 });
		const unpublish = await users.publishQuick();
		const alerts = async () =>
			(await hub.since(before)).map((one) => itemsOf(one, 'Alert').map(({ kind }) => kind));
		await vi.waitUntil(async () => (await alerts()).flat().length > 0, { timeout: 60_000, interval: 300 });
		// The first stop, told by n8n's Error Trigger with our code in it, is no news.
		const [first, second] = await alerts();
		expect([first, second]).toEqual([[], ['stopped']]);
		await unpublish();
		sandbox.faults.clear();
	});
});
