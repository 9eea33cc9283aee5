import type { SendToN8n } from '../../tenant/n8nApi.ts';

/** Requests to n8n from the command line. */
export function sendByFetch(url: string, key: string): SendToN8n {
	return async ({ method, path, body }) => {
		try {
			const response = await fetch(`${url}${path}`, {
				method,
				headers: { accept: 'application/json', 'content-type': 'application/json', 'x-n8n-api-key': key },
				body: body === undefined ? undefined : JSON.stringify(body),
				// The key is for this address only.
				redirect: 'error',
				signal: AbortSignal.timeout(60_000),
			});
			return { status: response.status, text: await response.text() };
		} catch (error) {
			const { cause, message } = error as Error & { cause?: Error };
			throw new Error(cause?.message || message);
		}
	};
}
