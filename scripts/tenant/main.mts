import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { USAGE, UsageError, readArguments } from './arguments.mts';
import { checkTenant } from '../../tenant/checkTenant.ts';
import { slug } from '../../tenant/identity.ts';
import { remarks } from './print.mts';
import { decodeTenantFile, parseTenantFile, type Place } from './readTenantFile.mts';
import { renderTenant } from '../../tenant/render.ts';
import { toFiles } from './toFiles.mts';
import { toN8n } from './toN8n.mts';
import type { Remark, Tenant } from '../../tenant/types.ts';

/** `npm run tenant`: the templates for one tenant, as files or in a running n8n. */
async function main(): Promise<void> {
	const { file, out, n8n, apiKey, publish, dryRun, help } = readArguments(process.argv.slice(2), process.env);
	if (help) {
		console.log(USAGE);
		return;
	}
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
	const decoded = decodeTenantFile(bytesOf(file));
	const nowhere = { line: 1, column: 1 };
	if ('error' in decoded) refuse(file, [decoded.error], () => nowhere);
	const { value, errors, placeOf } = parseTenantFile(file, decoded.text);
	if (errors.length > 0) refuse(file, errors, placeOf);
	const checked = checkTenant(value);
	if (checked.warnings.length > 0) tell(file, 'worth a look', checked.warnings, placeOf);
	return checked.tenant ?? refuse(file, checked.errors, placeOf);
}

function bytesOf(file: string): Uint8Array {
	try {
		return readFileSync(file);
	} catch {
		throw new UsageError(`${file} can't be read.`);
	}
}

function refuse(file: string, errors: Remark[], placeOf: (path: string) => Place): never {
	tell(file, 'to mend, nothing was done', errors, placeOf);
	process.exit(1);
}

function tell(file: string, what: string, found: Remark[], placeOf: (path: string) => Place): void {
	console.error(`${file}, ${what}:\n${remarks(file, found, placeOf)}\n`);
}

try {
	await main();
} catch (error) {
	console.error((error as Error).message);
	if (error instanceof UsageError) console.error(`\n${USAGE}`);
	process.exitCode = 1;
}
