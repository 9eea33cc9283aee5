import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
import { around, runOnSchedule } from './support/privacy.mts';

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

describe('after a sync of every scheme', () => {
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
