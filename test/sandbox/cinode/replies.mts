import { createHash } from 'node:crypto';
import type { Answer } from '../http.mts';

/** Field → messages: ValidationModel (docs/vendors.md#cinode-errors). */
export type Problems = Record<string, string[]>;

export const json = (value: unknown, status = 200): Answer => ({ status, text: JSON.stringify(value) });

/** 401, 403 and 404 come without a body; so do 405 and 415 here (assumed). */
export const empty = (status: number, headers: Record<string, string> = {}): Answer => ({ status, headers });

export const invalid = (problems: Problems): Answer => json({ errors: problems }, 400);

/** ErrorModel, with the correlation id that Cinode's support asks for. */
export function serverError(status: number, now: number): Answer {
	const correlationId = createHash('sha256').update(`${status}-${now}`).digest('hex').slice(0, 32);
	const model = {
		correlationId,
		status: 'Error',
		description: 'An unexpected error occurred',
		code: 0,
		moreInfo: 'https://github.com/Cinode-Labs/api/blob/master/ERROR.md',
	};
	return { ...json(model, status), headers: { 'x-correlation-id': correlationId } };
}

/** The body of docs/vendors.md#cinode-limits, word for word when the time is 2 seconds. */
export function tooMany(seconds = 2): Answer {
	return json(
		{
			description: `Request limit was exceeded, please try again after ${seconds} seconds from now`,
			moreInfo: 'https://github.com/Cinode-Labs/api#rate-limiting',
			status: 429,
		},
		429,
	);
}
