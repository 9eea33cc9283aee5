import { readFileSync } from 'node:fs';
import { checkTenant } from '../../../tenant/checkTenant.ts';
import { parseTenantFile } from '../../../scripts/tenant/readTenantFile.mts';
import { renderTenant } from '../../../tenant/render.ts';
import type { N8nWorkflow } from '../../../tenant/n8nApi.ts';
import type { Rendered, Workflow, WorkflowNode } from '../../../tenant/types.ts';

export const EXAMPLE = 'docs/tenant.example.jsonc';

/** A file's value, loose enough to be spoilt by tests. */
export interface Given {
	[key: string]: unknown;
	companies: Array<Record<string, any>>;
}

/** The example as it ships. */
export function example(): Given {
	return parseTenantFile(EXAMPLE, readFileSync(EXAMPLE, 'utf8')).value as Given;
}

/** The smallest file that is right. */
export function smallest(): Given {
	return {
		name: 'Berg',
		timeZone: 'Europe/Stockholm',
		companies: [{ name: 'Berg AB', kleerCredential: 'Kleer', cinodeCredential: 'Cinode', users: {} }],
	};
}

/** "path: message" of every error. */
export function errorsOf(value: unknown): string[] {
	return checkTenant(value).errors.map(({ path, message }) => `${path}: ${message}`);
}

export function rendered(value: unknown): Rendered[] {
	const { tenant, errors } = checkTenant(value);
	if (!tenant) throw new Error(JSON.stringify(errors));
	return renderTenant(tenant);
}

/** A template of the smallest tenant, to be changed. */
export function workflowOf(template: string): Workflow {
	const found = rendered(smallest()).find((one) => one.template === template);
	if (!found) throw new Error(`No ${template}`);
	return structuredClone(found.workflow);
}

/** As n8n has it. */
export function asThere(given: Workflow): N8nWorkflow {
	const state = { active: false, isArchived: false, versionId: 'v', activeVersionId: null };
	return structuredClone({ ...given, ...state });
}

export function named({ nodes }: { nodes: WorkflowNode[] }, name: string): WorkflowNode {
	const found = nodes.find((one) => one.name === name);
	if (!found) throw new Error(`No ${name}`);
	return found;
}
