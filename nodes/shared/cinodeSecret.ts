import type { RequestContext } from '../../apis/shared/http';
import type { CinodeCredential } from '../../apis/cinode/session';
import { VendorError } from '../../base';

/**
 * What only this credential's holder knows: the keys of fingerprints and of webhooks come from it.
 * @throws VendorError when the credential has no secret.
 */
export async function cinodeSecret(context: RequestContext): Promise<string> {
	const { accessSecret, staticToken } = await context.getCredentials<CinodeCredential>('cinodeApi');
	if (accessSecret || staticToken) return `${accessSecret} ${staticToken}`;
	throw new VendorError('Cinode', 'unauthorized', 'The Cinode credential has no secret', {
		advice: 'Fill in the credential "Cinode account"',
	});
}
