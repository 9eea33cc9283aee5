import { VendorError } from '../../base';
import type { VendorReply, VendorRequest } from '../shared/http';
import { isPassing } from '../shared/retry';
import { vendorsWords } from '../shared/vendorsWords';

/** Whether a read may succeed when it is sent again. */
export function isTransient(outcome: VendorReply | VendorError): boolean {
	if (outcome instanceof VendorError) return isPassing(outcome);
	return [500, 502, 503, 504].includes(outcome.status);
}

/**
 * Cinode's refusal in our words (docs/vendors.md#cinode-errors).
 * @param request What was refused: its values may be quoted.
 */
export function refusal({ status, headers, body }: VendorReply, request: VendorRequest): VendorError {
	const said = vendorsWords(messageIn(body), request);
	const make = (kind: VendorError['kind'], message: string, advice?: string) =>
		new VendorError('Cinode', kind, message, { status, advice, said });
	switch (status) {
		case 400:
		case 409:
		case 415:
		case 422:
			return make(
				'invalid',
				`Cinode refused the values: ${said || `status ${status}`}`,
				'Correct them in Kleer, or switch the field off',
			);
		case 403:
			return make(
				'forbidden',
				"Cinode gave no access (403): the credential's person lacks a permission level or module for this",
				'Users need Company Admin, subcontractors Partner Manager, customers Company Manager and their modules; Cinode answers with what the owner of the API account may see',
			);
		case 404:
			return make(
				'notFound',
				'Cinode has no such record (404)',
				"It may have been deleted; check the credential's company too",
			);
		case 429:
			return make('rateLimited', `Cinode is asked too often (429)${said ? `: ${said}` : ''}`);
		default:
			break;
	}
	const correlation = correlationIn(headers, body);
	if (status >= 500) {
		return make(
			'server',
			`Cinode failed (${status})${said ? `: ${said}` : ''}${correlation ? `, correlation id ${correlation}` : ''}`,
			'If it stays, report the correlation id to Cinode',
		);
	}
	return make(
		'unexpected',
		`Cinode answered ${status}${said ? `: ${said}` : ''}`,
		"Check the credential's base URL",
	);
}

/** `ValidationModel {errors: {Field: [message]}}` or `ErrorModel {description}`. */
function messageIn(body: unknown): string {
	if (typeof body !== 'object' || body === null) return '';
	const { errors, description, title } = body as { errors?: unknown; description?: unknown; title?: unknown };
	if (typeof errors === 'object' && errors !== null) {
		return Object.entries(errors)
			.map(([field, messages]) => `${field}: ${[messages].flat().map(String).join(' ')}`)
			.join('; ');
	}
	return typeof description === 'string' ? description : typeof title === 'string' ? title : '';
}

function correlationIn(headers: VendorReply['headers'], body: unknown): string {
	const inBody = (body as { correlationId?: unknown } | null)?.correlationId;
	if (typeof inBody === 'string') return inBody;
	const header = Object.keys(headers).find((name) => name.toLowerCase().includes('correlation'));
	return header ? String(headers[header]) : '';
}
