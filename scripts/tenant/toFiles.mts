import { leftOver, writeFiles } from './writeFiles.mts';
import { steps, table } from './print.mts';
import { isPublishable } from '../../tenant/templates.ts';
import type { Rendered, Tenant } from '../../tenant/types.ts';

/** Writes the workflows into a folder; says what was written and what to do next. */
export function toFiles(tenant: Tenant, rendered: Rendered[], folder: string, dryRun: boolean): string {
	const written = writeFiles(folder, rendered, dryRun);
	const rows = rendered.map(({ workflow }, index) => [
		written[index]?.file ?? '',
		written[index]?.action ?? '',
		workflow.id,
		workflow.name,
	]);
	const others = leftOver(folder, rendered);
	const credentials = [
		...new Set(
			tenant.companies.flatMap(({ kleerCredential, cinodeCredential }) => [
				`"${kleerCredential}" (Kleer API)`,
				`"${cinodeCredential}" (Cinode API)`,
			]),
		),
	];
	return [
		`${rendered.length} workflows${dryRun ? ' would be' : ''} in ${folder}${dryRun ? '; nothing was written' : ''}`,
		table([['file', '', 'id in n8n', 'name'], ...rows]),
		...(others.length > 0 ? [`Not of this tenant file, don't import: ${others.join(', ')}`] : []),
		...(dryRun ? [] : [next(credentials, folder, rendered)]),
	].join('\n\n');
}

function next(credentials: string[], folder: string, rendered: Rendered[]): string {
	return steps('Next:', [
		`In n8n, make the credentials ${credentials.join(', ')} if they aren't there.`,
		`Import all files: n8n import:workflow --separate --input=${folder} (again after every change; it unpublishes them). Or let this command do it: --n8n <address>.`,
		'Run the set-up check, then each sync by hand; look at the results of the dry run.',
		'Set "dryRun": false in the tenant file, render and import again.',
		`Publish in this order: ${publishable(rendered).join('; ')}.`,
	]);
}

function publishable(rendered: Rendered[]): string[] {
	return rendered
		.filter(({ template }) => isPublishable(template))
		.map(({ workflow }) => `"${workflow.name}"`);
}
