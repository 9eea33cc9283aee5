import { maskPersonalNumbers, type ReasonCode } from '../rules';

/** What went wrong with a vendor, in the words that a sync decides by. */
export type VendorErrorKind =
	/** The token is not accepted: nothing can go on. */
	| 'unauthorized'
	/** No right to this route or this record. */
	| 'forbidden'
	| 'notFound'
	/** The vendor refused what was sent. */
	| 'invalid'
	/** Still refused for its rate after every wait. */
	| 'rateLimited'
	/** The day's requests are used up, down to the reserve. */
	| 'budgetSpent'
	/** The vendor failed and said so: a write was not done as far as one can tell. */
	| 'server'
	/** The answer never came: a write may have been done. */
	| 'answerLost'
	/** Nothing reached the vendor. */
	| 'unreachable'
	/** The vendor refused in a form that its API doesn't have, or it leads elsewhere. */
	| 'unexpected'
	/** The answer succeeded and isn't what was asked for: a write may have been done. */
	| 'unreadable'
	/** The execution was stopped. */
	| 'cancelled';

/** An error of a vendor's API. The message says what happened and what to do, and holds no data of people. */
export class VendorError extends Error {
	readonly kind: VendorErrorKind;
	readonly vendor: 'Kleer' | 'Cinode';
	/** Not `status`: n8n puts a stock text in the place of an error's own when it has one. */
	readonly httpStatus?: number;
	/** What to do about it. */
	readonly advice?: string;
	/** The part of the message that is the vendor's words: they may quote any value of the record. */
	readonly said?: string;
	/** Ids of what was asked for; an error item carries them. */
	about?: Record<string, number>;

	constructor(
		vendor: 'Kleer' | 'Cinode',
		kind: VendorErrorKind,
		message: string,
		more: { status?: number; advice?: string; said?: string } = {},
	) {
		super(maskPersonalNumbers(message));
		this.name = 'VendorError';
		this.vendor = vendor;
		this.kind = kind;
		this.httpStatus = more.status;
		this.advice = more.advice;
		this.said = more.said && maskPersonalNumbers(more.said);
	}
}

/** The lease went to another run: this one must not write any more. */
export class LeaseLostError extends Error {
	constructor() {
		super('Another run of this sync has taken over');
		this.name = 'LeaseLostError';
	}
}

/** Whether it isn't known how a request ended: no answer came, or none that can be read. */
export function isAnswerLost(error: unknown): error is VendorError {
	return error instanceof VendorError && ['answerLost', 'unreadable'].includes(error.kind);
}

/** Whether a write that ended so may have been done all the same. */
export function mayBeDone(error: unknown): boolean {
	return (
		!(error instanceof VendorError) ||
		['answerLost', 'unreadable', 'server', 'unexpected', 'cancelled'].includes(error.kind)
	);
}

/** Errors after which no other record can succeed either. */
export function stopsTheRun(error: unknown): boolean {
	return error instanceof VendorError && ['unauthorized', 'unreachable', 'cancelled'].includes(error.kind);
}

/** Errors that may be the record's or the run's: the latter when no record succeeds. */
export function mayBeEverybodys(error: unknown): boolean {
	return !(error instanceof VendorError) || ['forbidden', 'unexpected', 'unreadable'].includes(error.kind);
}

/** Errors after which the rest waits for the next run. */
export function defersTheRest(error: unknown): boolean {
	return (
		error instanceof LeaseLostError ||
		(error instanceof VendorError && ['budgetSpent', 'rateLimited'].includes(error.kind))
	);
}

/** The code beside what is said of an error. */
export function reasonCodeOf(error: unknown): ReasonCode {
	if (error instanceof VendorError) return error.kind;
	return error instanceof LeaseLostError ? 'interrupted' : 'internal';
}
