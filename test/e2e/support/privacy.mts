import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import type { N8n } from './n8n.mts';
import { everySeconds, template } from './workflow.mts';

/** Where a secret stands, for whoever has to find out how it got there; undefined where it doesn't. */
export function around(text: string, secret: string): string | undefined {
	// A number inside a longer one is another number: n8n's migrations carry long ones.
	const bytes = Buffer.from(secret, 'utf8').toString('latin1');
	const literal = bytes.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	const at = text.search(/^\d+$/.test(secret) ? new RegExp(`(?<!\\d)${literal}(?!\\d)`) : literal);
	if (at < 0) return undefined;
	return text.slice(Math.max(0, at - 80), at + secret.length + 80).replace(/[^\x20-\x7e]+/g, '·');
}

/** Everything that n8n has written to disk, byte for byte as text. */
export async function written(n8n: N8n): Promise<string> {
	const folder = join(n8n.address.userFolder, '.n8n');
	const names = (await readdir(folder)).filter((name) => /sqlite|\.log$/.test(name));
	// The log of the n8n that was killed, too.
	const logs = (await readdir(n8n.address.userFolder)).filter((name) => name.startsWith('n8n.log'));
	const files = [
		...names.map((name) => join(folder, name)),
		...logs.map((name) => join(n8n.address.userFolder, name)),
	];
	return (await Promise.all(files.map((file) => readFile(file, 'latin1')))).join('\n');
}

/** Runs a template on a quick schedule, writing, until its first records have arrived in Cinode and it has ended. */
export async function runOnSchedule(n8n: N8n, scheme: string, arrived: Map<number, unknown>): Promise<void> {
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
