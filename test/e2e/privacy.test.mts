import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/index.mts';
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

it('leaves no personal numbers, accounts, birth dates or keys in the database or the log after a sync', async () => {
	const before = sandbox.cinode.store.users.size;
	const id = await n8n.importWorkflow(
		await template('users-sync'),
		(workflow) => {
			for (const node of workflow.nodes) if ('dryRun' in node.parameters) node.parameters.dryRun = false;
		},
		(workflow) => everySeconds(workflow, 5),
	);
	await n8n.publish(id);
	await expect.poll(() => sandbox.cinode.store.users.size, { timeout: 60_000 }).toBeGreaterThan(before);
	await n8n.unpublish(id);
	// The run goes on for a moment after its first creation.
	await expect
		.poll(async () => (await n8n.rest.executions(id, { status: ['running'] })).length, { timeout: 60_000 })
		.toBe(0);

	const text = await written();
	expect(text).toContain('kleerApi');
	// Short numbers, such as salaries, turn up in a database's bytes by chance.
	const secrets = sandbox.secrets().filter((secret) => secret.length >= 8);
	expect(secrets.map((secret) => around(text, secret)).filter(Boolean)).toEqual([]);
});
