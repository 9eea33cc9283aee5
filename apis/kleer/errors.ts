import { VendorError } from '../../base';
import type { VendorReply, VendorRequest } from '../shared/http';
import { messageIn } from '../shared/reply';
import { isPassing } from '../shared/retry';
import { vendorsWords } from '../shared/vendorsWords';

/**
 * Kleer's refusal in our words. It answers many business errors with 500 and a Java exception's name (docs/vendors.md#kleer-errors).
 * @param request What was refused: a read sends nothing that something could be missing from.
 */
export function refusal({ status, body }: VendorReply, request: VendorRequest): VendorError {
	const raw = saidIn(body);
	const said = vendorsWords(raw, request);
	const make = (kind: VendorError['kind'], message: string, advice?: string) =>
		new VendorError('Kleer', kind, message, { status, advice, said });
	if (status < 400) {
		const advice = 'Check the base URL in the credential (default https://api.kleer.se/v1)';
		return make('unexpected', `Kleer answered ${status}`, advice);
	}
	if (status === 403 || /AccessDenied|Otillåten/i.test(raw)) {
		return make(
			'forbidden',
			`Kleer gave no access${said ? `: ${said}` : ''}`,
			"Check the company ID in the credential, and give the token's user the right in Kleer",
		);
	}
	if (status === 404 || /DoesNotExist|NotFound/i.test(raw)) {
		return make('notFound', `Kleer has no such record${said ? `: ${said}` : ''}`);
	}
	if (status === 429) return make('rateLimited', 'Kleer is asked too often (429)');
	if (/Tekniskt fel/i.test(raw) && request.method !== 'GET') {
		return make('server', `Kleer failed: ${said}`, 'A required element may be missing from what was sent');
	}
	if (status >= 500) return make('server', `Kleer failed (${status})${said ? `: ${said}` : ''}`);
	return make('invalid', `Kleer refused the request (${status})${said ? `: ${said}` : ''}`);
}

/** Whether a read may succeed when it is sent again. A 500 is Kleer's word for a business error, so not that. */
export function isTransient(outcome: VendorReply | VendorError): boolean {
	if (outcome instanceof VendorError) return isPassing(outcome);
	return [502, 503, 504].includes(outcome.status);
}

/** The vendor's words; of a page that isn't Kleer's, none. */
function saidIn(body: unknown): string {
	const said = messageIn(body);
	if (said || typeof body !== 'string' || body.trim().startsWith('<')) return said;
	return body.trim().slice(0, 200);
}

/** Kleer answers with an error for a person who has no payroll agreement. */
export function noneIfNotFound<T>(error: unknown): T | undefined {
	if (error instanceof VendorError && error.kind === 'notFound') return undefined;
	throw error;
}
