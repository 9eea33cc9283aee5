import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { USAGE, UsageError, readArguments } from './arguments.mts';
import { checkTenant } from './checkTenant.mts';
import { slug } from './identity.mts';
import { remarks } from './print.mts';
import { parseTenantFile } from './readTenantFile.mts';
import { renderTenant } from './render.mts';
import { toFiles } from './toFiles.mts';
import { toN8n } from './toN8n.mts';
import type { Remark, Tenant } from './types.mts';

/** `npm run tenant`: the templates for one tenant, as files or in a running n8n. */
async function main(): Promise<void> {
	const { file, out, n8n, apiKey, publish, dryRun } = readArguments(process.argv.slice(2), process.env);
	const tenant = readTenant(file);
	const rendered = renderTenant(tenant);
	if (out !== undefined || n8n === undefined) {
		const folder = resolve(out ?? join(dirname(file), slug(tenant.name)));
		console.log(toFiles(tenant, rendered, folder, dryRun));
	}
	if (n8n !== undefined) {
		const { text, isWell } = await toN8n(tenant, rendered, { n8n, apiKey, publish, dryRun });
		console.log(text);
		if (!isWell) process.exitCode = 1;
	}
}

function readTenant(file: string): Tenant {
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch {
		throw new UsageError(`${file} can't be read.`);
	}
	const { value, errors } = parseTenantFile(file, text);
	const checked = errors.length > 0 ? { errors, warnings: [], tenant: undefined } : checkTenant(value);
	if (checked.warnings.length > 0) tell(file, 'worth a look', checked.warnings);
	if (checked.tenant) return checked.tenant;
	tell(file, 'to mend, nothing was done', checked.errors);
	process.exit(1);
}

function tell(file: string, what: string, found: Remark[]): void {
	console.error(`${file}, ${what}:\n${remarks(found)}\n`);
}

try {
	await main();
} catch (error) {
	console.error((error as Error).message);
	if (error instanceof UsageError) console.error(`\n${USAGE}`);
	process.exitCode = 1;
}
