import { cinodeWebhook, type CinodeWebhook } from '../../models/cinode/lookups';
import type { CinodeClient } from './client';

/** Cinode's webhooks (docs/vendors.md#cinode-webhooks). */

/** What can happen to what. */
export const WEBHOOK_ENTITIES = {
	companyCandidate: { name: 'Candidate', type: 2 },
	companyCustomer: { name: 'Customer', type: 5 },
	companyCustomerContact: { name: 'Customer Contact', type: 10 },
	companyEmployee: { name: 'Employee', type: 3 },
	companyProject: { name: 'Project', type: 6 },
	role: { name: 'Role', type: 7 },
	companySubcontractor: { name: 'Subcontractor', type: 4 },
	absence: { name: 'Absence', type: 9 },
} as const;

export type WebhookEntity = keyof typeof WEBHOOK_ENTITIES;

export const WEBHOOK_ACTIONS = {
	created: { name: 'Created', type: 2 },
	deleted: { name: 'Deleted', type: 4 },
	updated: { name: 'Updated', type: 3 },
} as const;

export type WebhookAction = keyof typeof WEBHOOK_ACTIONS;

export interface WebhookConfiguration {
	entityType: number;
	actionType: number;
}

/** The header in which the secret comes. */
export const SECRET_HEADER = 'x-kleer-cinode-secret';

/** Query parameter of a registered address: a short hash of its secret, so that a stale one is seen. */
export const HASH_PARAMETER = 'k';

export function configurationsOf(
	entities: WebhookEntity[],
	actions: WebhookAction[],
): WebhookConfiguration[] {
	return entities.flatMap((entity) =>
		actions.map((action) => ({
			entityType: WEBHOOK_ENTITIES[entity].type,
			actionType: WEBHOOK_ACTIONS[action].type,
		})),
	);
}

export async function listWebhooks(client: CinodeClient): Promise<CinodeWebhook[]> {
	return await client.list('/webhooks', cinodeWebhook, { expected: 'a list of webhooks' });
}

export async function deleteWebhook(client: CinodeClient, id: string): Promise<void> {
	await client.send({ method: 'DELETE', path: `/webhooks/${id}` });
}

/** Assumption: with `isBasicAuthentication: false` a credential is a header and its value (docs/vendors.md#cinode-webhooks). */
async function createWebhook(
	client: CinodeClient,
	endpointUrl: string,
	configurations: WebhookConfiguration[],
	secret: string,
): Promise<CinodeWebhook> {
	const body = {
		isActive: true,
		endpointUrl,
		configurations,
		credentials: [{ isBasicAuthentication: false, headerName: SECRET_HEADER, headerValue: secret }],
	};
	return await client.write({ method: 'POST', path: '/webhooks', body }, cinodeWebhook, 'the new webhook');
}

export interface WantedWebhook {
	/** With the secret's short hash in its query. */
	endpointUrl: string;
	configurations: WebhookConfiguration[];
	secret: string;
}

export interface EnsuredWebhook {
	webhook: 'unchanged' | 'created' | 'replaced';
	/** Hosts of webhooks like ours that belong to another n8n, which has a secret of its own; they were left alone. */
	otherHosts: string[];
	/** Hosts, other than ours, whose webhooks with our secret were taken for our old address. */
	replacedHosts: string[];
}

/**
 * Makes sure that just one webhook of ours is there, right and active. Ours has our path, which holds n8n's webhook
 * id, and our host or our secret: the host may be an old address, but templates give every n8n the same path. Cinode
 * can't change one, so a wrong one is replaced.
 */
export async function ensureWebhook(client: CinodeClient, wanted: WantedWebhook): Promise<EnsuredWebhook> {
	const alike = (await listWebhooks(client)).filter(({ endpointUrl }) =>
		isSamePath(endpointUrl ?? '', wanted.endpointUrl),
	);
	const ours = alike.filter(({ endpointUrl }) => isOurs(endpointUrl ?? '', wanted.endpointUrl));
	const right = ours.find((webhook) => isRight(webhook, wanted));
	// The new one first, so that no event falls between them.
	if (!right) await createWebhook(client, wanted.endpointUrl, wanted.configurations, wanted.secret);
	for (const webhook of ours) if (webhook !== right) await deleteWebhook(client, webhook.id);
	return {
		webhook: right ? 'unchanged' : ours.length > 0 ? 'replaced' : 'created',
		otherHosts: hostsOf(alike.filter((webhook) => !ours.includes(webhook))),
		replacedHosts: hostsOf(ours).filter((host) => host !== new URL(wanted.endpointUrl).host),
	};
}

/** Removes what is ours, at our present or an old address. */
export async function removeWebhook(client: CinodeClient, endpointUrl: string): Promise<void> {
	for (const webhook of await listWebhooks(client)) {
		const url = webhook.endpointUrl ?? '';
		if (isSamePath(url, endpointUrl) && isOurs(url, endpointUrl)) await deleteWebhook(client, webhook.id);
	}
}

/** Of two addresses with one path: whether they are one n8n's. */
function isOurs(url: string, ourUrl: string): boolean {
	const [given, our] = [new URL(url), new URL(ourUrl)];
	const hash = our.searchParams.get(HASH_PARAMETER);
	return given.host === our.host || (hash !== null && given.searchParams.get(HASH_PARAMETER) === hash);
}

function hostsOf(webhooks: CinodeWebhook[]): string[] {
	return [...new Set(webhooks.map(({ endpointUrl }) => new URL(endpointUrl ?? '').host))];
}

function isRight(webhook: CinodeWebhook, { endpointUrl, configurations }: WantedWebhook): boolean {
	const text = (list: WebhookConfiguration[]) =>
		list
			.map(({ entityType, actionType }) => `${entityType} ${actionType}`)
			.sort()
			.join();
	return (
		webhook.isActive === true &&
		webhook.endpointUrl === endpointUrl &&
		text(webhook.configurations ?? []) === text(configurations) &&
		sendsOurHeader(webhook)
	);
}

/** Cinode shows the names of headers, never their values. Where it shows none, nothing can be said. */
function sendsOurHeader({ credentials }: CinodeWebhook): boolean {
	const shown = (credentials ?? []).filter(({ headerName }) => headerName);
	if (shown.length === 0) return true;
	return shown.some(
		({ headerName, isBasicAuthentication }) =>
			headerName?.trim().toLowerCase() === SECRET_HEADER && isBasicAuthentication !== true,
	);
}

function isSamePath(one: string, other: string): boolean {
	const path = (url: string) => (URL.canParse(url) ? new URL(url).pathname : '');
	return path(one) !== '' && path(one) === path(other);
}
