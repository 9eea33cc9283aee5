import type { IExecuteFunctions, IHttpRequestMethods } from 'n8n-workflow';
import { N8nApi, baseOf } from '../../../tenant/n8nApi';

const TIMEOUT_MS = 60_000;

/** n8n's own API, by the key in the node's credential. */
export async function openN8n(context: IExecuteFunctions): Promise<N8nApi> {
	const { baseUrl } = await context.getCredentials<{ baseUrl?: string }>('n8nSetUpApi');
	const base = baseOf(baseUrl?.trim() ? baseUrl : context.getInstanceBaseUrl());
	return new N8nApi(base, async ({ method, path, body }) => {
		const reply = (await context.helpers.httpRequestWithAuthentication.call(context, 'n8nSetUpApi', {
			method: method as IHttpRequestMethods,
			url: `${base}${path}`,
			headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
			encoding: 'text',
			timeout: TIMEOUT_MS,
			returnFullResponse: true,
			// The key is for this address only.
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
		})) as { statusCode: number; body: unknown };
		const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? '');
		return { status: reply.statusCode, text };
	});
}

/** Where a person opens a workflow. */
export function addressIn(context: IExecuteFunctions, workflowId: string): string {
	return `${baseOf(context.getInstanceBaseUrl())}/workflow/${workflowId}`;
}
