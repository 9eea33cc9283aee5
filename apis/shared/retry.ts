import { MINUTE_MS, VendorError } from '../../base';
import type { VendorReply } from './http';

/** When a request is sent again, for both vendors. */

/** Waits before a read is sent again. */
export const READ_WAITS_MS = [500, 1500, 4000];

/** How often a request that was refused for its rate is sent again; it was not done, whatever it was. */
export const RATE_TRIES = 6;

/** A run that is asked to wait longer leaves the rest to the next run. */
export const LONGEST_WAIT_MS = 5 * MINUTE_MS;

/**
 * How long a 429 asks to wait, in milliseconds: `Retry-After` in seconds or as a date, else the vendor's own reset.
 * @param now Milliseconds since 1970.
 * @returns `undefined` where it doesn't say.
 */
export function askedWait(headers: VendorReply['headers'], now: number): number | undefined {
	const after = headers['retry-after']?.trim() ?? '';
	const seconds = numberIn(after) ?? numberIn(headers['x-ratelimit-reset']);
	if (numberIn(after) === undefined && after !== '') {
		const until = Date.parse(after);
		if (!Number.isNaN(until)) return Math.max(0, until - now);
	}
	return seconds === undefined ? undefined : Math.max(0, seconds) * 1000;
}

/** Whether a read may succeed when it is sent again, as far as the error itself says. */
export function isPassing(error: VendorError): boolean {
	return ['answerLost', 'unreachable'].includes(error.kind);
}

/** A header that holds a number. */
export function numberIn(header: string | undefined): number | undefined {
	const value = Number(header);
	return header === undefined || header.trim() === '' || Number.isNaN(value) ? undefined : value;
}
