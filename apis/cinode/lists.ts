import { VendorError } from '../../sync';

/** Cinode takes a JSON patch only under its own content type (facts/cinode.md 2a). */
export const JSON_PATCH = { 'Content-Type': 'application/json-patch+json' };

/**
 * A reply that has to be a list.
 * @throws VendorError `unexpected`
 */
export function listOf<T>(reply: unknown): T[] {
	if (Array.isArray(reply)) return reply as T[];
	throw new VendorError('Cinode', 'unexpected', 'Cinode gave something else than a list', {
		advice: "Check the credential's base URL",
	});
}
