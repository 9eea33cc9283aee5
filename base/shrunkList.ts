import { VendorError } from './errors';

/** Fewer than so many that are missing are ordinary, as for the safety brake. */
const AT_LEAST = 10;

/** Percent of a list that may be missing from one run to the next. */
const MAX_SHRINK = 30;

/**
 * Whether a list lacks more than ordinary days explain: then it may be half an answer, and what it doesn't show isn't
 * gone (docs/decisions.md#absence-is-proved).
 * @param before How many there were; `undefined` when that isn't known.
 * @param share Percent that may be missing.
 */
export function isShrunk(now: number, before: number | undefined, share = MAX_SHRINK): boolean {
	if (before === undefined || now >= before) return false;
	const missing = before - now;
	return missing >= AT_LEAST && missing > (before * share) / 100;
}

/** Whether a source shows fewer than it can: an empty one, where there were records, is never believed. */
export function isSourceShrunk(now: number, before: number | undefined): boolean {
	return isShrunk(now, before) || (now === 0 && before !== undefined && before > 0);
}

/** @param what For people: "users". */
export function shrunk(
	vendor: VendorError['vendor'],
	what: string,
	now: number,
	before: number,
): VendorError {
	return new VendorError(
		vendor,
		'unreadable',
		`${vendor} shows ${now} ${what}, where the last run saw ${before}: nothing was compared or written`,
		{
			advice: `If that is right, run the workflow by hand once; if not, look at ${vendor} and at the token's rights`,
		},
	);
}
