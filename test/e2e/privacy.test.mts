import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
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
import { N8n } from './support/n8n.mts';
import { around, runOnSchedule, written } from './support/privacy.mts';
import { everySeconds, nodeOfType, template } from './support/workflow.mts';

let n8n: N8n;
let sandbox: Sandbox;

beforeAll(async () => {
	// One of its own: what other tests had n8n keep would be found in the same database.
	[n8n, sandbox] = await Promise.all([N8n.startOwn(), startSandbox()]);
	await n8n.importCredential(kleerAccount(sandbox));
	await n8n.importCredential(cinodeAccount(sandbox));
});

afterAll(async () => {
	await n8n?.stop();
	await sandbox?.close();
});

/** As whoever tries a template does: by hand, as it ships but for the language; n8n keeps nothing of it. */
async function runByHand(scheme: string): Promise<void> {
	const workflow = await template(`${scheme}-sync`);
	const id = await n8n.importWorkflow(workflow, (copy) => {
		for (const { parameters } of copy.nodes) if ('languageId' in parameters) parameters.languageId = 1;
	});
	const before = sandbox.requests.count({ system: 'cinode' });
	await n8n.rest.runManually(id, nodeOfType(workflow, 'scheduleTrigger').name);
	await vi.waitFor(() => expect(sandbox.requests.count({ system: 'cinode' })).toBeGreaterThan(before), {
		timeout: 60_000,
	});
	await ended(id);
}

async function ended(id: string): Promise<void> {
	await vi.waitFor(
		async () => expect(await n8n.rest.executions(id, { status: ['new', 'running'] })).toEqual([]),
		{ timeout: 60_000, interval: 200 },
	);
}

/** `kill -9` in the middle of the writes of a run, and a start after it. */
async function killInTheMiddle(scheme: string): Promise<void> {
	for (const { id } of sandbox.kleer.store.users.values()) {
		const row = sandbox.kleer.store.payroll.get(id);
		if (row) row.phone = '08-987 65 43';
	}
	const workflow = await template(`${scheme}-sync`);
	const id = await n8n.importWorkflow(workflow, (copy) => {
		Object.assign(nodeOfType(copy, 'cinode').parameters, {
			dryRun: false,
			options: { maxChangedShare: 100 },
		});
		everySeconds(copy, 2);
	});
	const killed = new Promise<void>((resolve) => {
		const end = sandbox.onRequest((when, { method }) => {
			if (when !== 'after' || method !== 'PATCH') return;
			end();
			resolve();
			return 'drop';
		});
	});
	await n8n.publish(id);
	await killed;
	await n8n.kill();
	await n8n.restart();
	await n8n.unpublish(id);
	await ended(id);
}

describe('after a sync of every scheme, dry runs by hand, and a kill in the middle', () => {
	const trader = soleTraderNumber(70, 'female');

	beforeAll(async () => {
		const { kleer, cinode } = sandbox;
		const name = 'Eva Provsdotter';
		const { id } = hirePerson(kleer.store, { name, email: 'eva@provsdotter.example' }, sandbox.today());
		tieToSupplier(kleer.store, id, addSupplier(kleer.store, { name, orgno: trader }).id);
		await Promise.all([
			runOnSchedule(n8n, 'users', cinode.store.users),
			runOnSchedule(n8n, 'subcontractors', cinode.store.subcontractors),
			runOnSchedule(n8n, 'customers', cinode.store.customers),
		]);
		for (const scheme of ['users', 'subcontractors', 'customers']) await runByHand(scheme);
		await killInTheMiddle('users');
	}, 300_000);

	it('sole traders’ numbers have reached Cinode', () => {
		const { subcontractors, customers } = sandbox.cinode.store;
		expect([...subcontractors.values()].map((one) => one.companyIdentifier)).toContain(trader);
		const client = clientOf(sandbox.kleer.store, 'Klintåkers Måleri');
		expect([...customers.values()].map((one) => one.corporateIdentityNumber)).toContain(client.orgno);
		expect(sandbox.secrets()).toEqual(expect.arrayContaining([trader, client.orgno]));
	});

	it('n8n’s database and log hold no personal numbers, accounts, birth dates or keys, sole traders’ included', async () => {
		const text = await written(n8n);
		expect(text).toContain('kleerApi');
		// Short numbers, such as salaries, turn up in a database's bytes by chance.
		const secrets = sandbox.secrets().filter((secret) => secret.length >= 8);
		expect(secrets.map((secret) => around(text, secret)).filter(Boolean)).toEqual([]);
	});
});
