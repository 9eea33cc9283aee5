import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { RequestContext } from '../../apis/shared/http';
import { HASH_PARAMETER } from '../../apis/cinode/webhooks';
import { cinodeSecret } from './cinodeSecret';

/**
 * The secret of a webhook: from the credential and the address's webhook id and path, not from its host, so that
 * nothing has to be stored (docs/decisions.md#trust).
 * @param url n8n's address of the webhook, test or production.
 * @throws VendorError when the credential has no secret.
 */
export async function webhookSecret(context: RequestContext, url: string): Promise<string> {
	const ofCredential = createHash('sha256')
		.update(`webhook ${await cinodeSecret(context)}`)
		.digest();
	return createHmac('sha256', ofCredential).update(idAndPath(url)).digest('base64url');
}

/** The address as it is registered at Cinode. */
export function registeredUrl(url: string, secret: string): string {
	const address = new URL(url);
	const hash = createHash('sha256').update(secret).digest('base64url').slice(0, 8);
	address.searchParams.set(HASH_PARAMETER, hash);
	return address.toString();
}

/** Compares in constant time, whatever the lengths. */
export function isSameSecret(given: unknown, secret: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(typeof given === 'string' ? given : ''), digest(secret)) && given === secret;
}

/** "…/webhook-test/<id>/webhook" → "<id>/webhook". */
function idAndPath(url: string): string {
	return new URL(url).pathname.split('/').filter(Boolean).slice(-2).join('/');
}
