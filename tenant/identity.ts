import { createHash } from 'node:crypto';

/** Always the same for the same parts, so that rendering again updates. */
function digest(parts: string[], length: number): string {
	const hash = createHash('sha256').update(parts.join('\u0000')).digest('hex');
	return BigInt(`0x${hash}`).toString(36).padStart(50, '0').slice(-length);
}

/** Of 16 letters, as n8n's own. */
export function workflowId(tenant: string, company: string, template: string): string {
	return `kc${digest([tenant, company, template], 14)}`;
}

/** For n8n's import of files: it makes one tag of several without an id and fails at the second. */
export function tagId(tag: string): string {
	return digest(['tag', tag], 16);
}

/** The template's, and what makes it this company's: n8n refuses to publish two with the same. */
export function webhookIdOf(tenant: string, company: string, webhookId: string): string {
	return `${webhookId}-${digest([tenant, company, webhookId], 10)}`;
}

/** For file and table names: "Åre & Co AB" becomes "are-co-ab". */
export function slug(name: string): string {
	const plain = name
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '');
	return plain || digest([name], 6);
}

/** The tenant's own data table: two tenants on one n8n don't see each other's runs and alerts. */
export function tableOf(table: string, tenant: string): string {
	return `${table}_${slug(tenant).replaceAll('-', '_').slice(0, 24)}_${digest([tenant], 4)}`;
}
