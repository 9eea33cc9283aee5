import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
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
import { everySeconds, template } from './support/workflow.mts';

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

/** Everything that n8n has written to disk, byte for byte as text. */
async function written(): Promise<string> {
	const folder = join(n8n.address.userFolder, '.n8n');
	const names = (await readdir(folder)).filter((name) => /sqlite|\.log$/.test(name));
	const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'latin1')));
	return [await readFile(n8n.address.logFile, 'latin1'), ...texts].join('\n');
}

/** Where a secret stands, for whoever has to find out how it got there; undefined where it doesn't. */
function around(text: string, secret: string): string | undefined {
	// A number inside a longer one is another number: n8n's migrations carry long ones.
	const bytes = Buffer.from(secret, 'utf8').toString('latin1');
	const literal = bytes.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	const at = text.search(/^\d+$/.test(secret) ? new RegExp(`(?<!\\d)${literal}(?!\\d)`) : literal);
	if (at < 0) return undefined;
	return text.slice(Math.max(0, at - 80), at + secret.length + 80).replace(/[^\x20-\x7e]+/g, '·');
}

/** Runs a template on a quick schedule, writing, until its first records have arrived in Cinode and it has ended. */
async function runOnSchedule(scheme: string, arrived: Map<number, unknown>): Promise<void> {
	const before = arrived.size;
	const id = await n8n.importWorkflow(
		await template(`${scheme}-sync`),
		(workflow) => {
			for (const { parameters } of workflow.nodes) {
				if ('dryRun' in parameters) parameters.dryRun = false;
				// Svenska; subcontractors can't do without.
				if ('languageId' in parameters) parameters.languageId = 1;
			}
		},
		(workflow) => everySeconds(workflow, 5),
	);
	await n8n.publish(id);
	await vi.waitFor(() => expect(arrived.size).toBeGreaterThan(before), { timeout: 60_000 });
	await n8n.unpublish(id);
	// The run goes on for a moment after its first creation.
	await vi.waitFor(
		async () => expect(await n8n.rest.executions(id, { status: ['new', 'running'] })).toEqual([]),
		{ timeout: 60_000, interval: 200 },
	);
}

describe('after a sync of every scheme', () => {
	const trader = soleTraderNumber(70, 'female');

	beforeAll(async () => {
		const { kleer, cinode } = sandbox;
		const name = 'Eva Provsdotter';
		const { id } = hirePerson(kleer.store, { name, email: 'eva@provsdotter.example' }, sandbox.today());
		tieToSupplier(kleer.store, id, addSupplier(kleer.store, { name, orgno: trader }).id);
		await Promise.all([
			runOnSchedule('users', cinode.store.users),
			runOnSchedule('subcontractors', cinode.store.subcontractors),
			runOnSchedule('customers', cinode.store.customers),
		]);
	});

	it('sole traders’ numbers have reached Cinode', () => {
		const { subcontractors, customers } = sandbox.cinode.store;
		expect([...subcontractors.values()].map((one) => one.companyIdentifier)).toContain(trader);
		const client = clientOf(sandbox.kleer.store, 'Klintåkers Måleri');
		expect([...customers.values()].map((one) => one.corporateIdentityNumber)).toContain(client.orgno);
		expect(sandbox.secrets()).toEqual(expect.arrayContaining([trader, client.orgno]));
	});

	it('n8n’s database and log hold no personal numbers, accounts, birth dates or keys, sole traders’ included', async () => {
		const text = await written();
		expect(text).toContain('kleerApi');
		// Short numbers, such as salaries, turn up in a database's bytes by chance.
		const secrets = sandbox.secrets().filter((secret) => secret.length >= 8);
		expect(secrets.map((secret) => around(text, secret)).filter(Boolean)).toEqual([]);
	});
});
