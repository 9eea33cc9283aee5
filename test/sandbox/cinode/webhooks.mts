import { randomUUID } from 'node:crypto';
import type { Answer, Call } from '../http.mts';
import type { World } from '../world.mts';
import type { CinodeWebhook } from './projectStore.mts';
import { empty, invalid, json, type Problems } from './replies.mts';
import { C, get, remove, send, WEBHOOKS, type CinodeRoute } from './route.mts';
import { isBody, isWhole } from './validate.mts';

/** docs/vendors.md#cinode-webhooks. There is neither PUT nor PATCH. */
export const webhookRoutes: CinodeRoute[] = [
	get(`${C}/webhooks`, (_, { cinode }) => json([...cinode.webhooks.values()].map(webhookModel)), WEBHOOKS),
	send('POST', `${C}/webhooks`, addWebhook, WEBHOOKS),
	remove(`${C}/webhooks/:uuid`, deleteWebhook, WEBHOOKS),
];

/** WebhookModel: never with a header's value. */
function webhookModel({ credentials, ...webhook }: CinodeWebhook): object {
	return {
		...webhook,
		credentials: credentials.map(({ headerValue: _secret, ...shown }) => shown),
	};
}

/** POST /webhooks: WebhookAddModel. Left out, isActive is false, as its type has it. */
function addWebhook(call: Call, { cinode }: World): Answer {
	const problems = problemsOf(call.body, cinode.company.id);
	if (problems) return invalid(problems);
	const body = call.body as Partial<Omit<CinodeWebhook, 'credentials'>> & {
		credentials?: Partial<CinodeWebhook['credentials'][number]>[] | null;
	};
	const webhook: CinodeWebhook = {
		id: randomUUID(),
		isActive: body.isActive ?? false,
		endpointUrl: body.endpointUrl ?? '',
		configurations: body.configurations ?? [],
		credentials: (body.credentials ?? []).map((one) => ({
			isBasicAuthentication: one.isBasicAuthentication ?? false,
			headerName: one.headerName ?? null,
			headerValue: one.headerValue ?? null,
		})),
	};
	cinode.webhooks.set(webhook.id, webhook);
	return json(webhookModel(webhook), 201);
}

function deleteWebhook(call: Call, { cinode }: World): Answer {
	return empty(cinode.webhooks.delete(call.params.uuid ?? '') ? 200 : 404);
}

type Check = (value: unknown) => boolean;

const isTextOrNull: Check = (value) => value === null || typeof value === 'string';
const listOf =
	(checks: Record<string, Check>): Check =>
	(value) =>
		value === null || (Array.isArray(value) && value.every((one) => wrongName(checks, one) === undefined));

const CONFIGURATION = {
	entityType: (value: unknown) => isWhole(value, 1, 10),
	actionType: (value: unknown) => isWhole(value, 1, 4),
};
const CREDENTIALS = {
	isBasicAuthentication: (value: unknown) => value === null || typeof value === 'boolean',
	headerName: isTextOrNull,
	headerValue: isTextOrNull,
};

function problemsOf(body: unknown, companyId: number): Problems | undefined {
	const wrong = wrongName(
		{
			companyId: (value) => value === null || value === companyId,
			isActive: (value) => typeof value === 'boolean',
			endpointUrl: isUrl,
			configurations: listOf(CONFIGURATION),
			credentials: listOf(CREDENTIALS),
		},
		body,
	);
	if (wrong !== undefined) return { [wrong]: [`The value of '${wrong}' is not valid.`] };
	// Nullable in the document; but one without an address could never be delivered: assumed to be refused.
	return isBody(body) && body.endpointUrl ? undefined : { EndpointUrl: ['is required.'] };
}

const isUrl: Check = (value) =>
	typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);

/** The name of the first field that is unknown or has a wrong value. */
function wrongName(checks: Record<string, Check>, body: unknown): string | undefined {
	if (!isBody(body)) return '';
	return Object.keys(body).find((name) => !Object.hasOwn(checks, name) || !checks[name]?.(body[name]));
}
