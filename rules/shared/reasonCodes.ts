/**
 * Why a record ended as it did: a code beside each reason, for workflows that branch on it and for our own decisions.
 * Sentences are for people and may change; codes are part of the contract.
 */
export const REASON_CODES = {
	// Rejected by the mapper.
	noKey: 'The source has no value in the field that is the key, or none that can be a key',
	unusableSource: 'The source lacks what the target requires, or has it in a form that can’t be used',
	notASource: 'The item isn’t what the mapper expects of this scheme',
	// Skipped.
	notCreated:
		'It may be kept right, but not created: inactive, no payroll row, past its end date and the like',
	inactive: 'It is inactive in the source, and the policy does nothing about it',
	notSent: 'Nothing is sent about it by its state or the set-up',
	superseded: 'A newer reading of it was written already',
	// Conflicts.
	doubledKey: 'Several records, on one side or the other, have its key',
	otherIdentity: 'The target with its key is somebody else, or its own target has another key',
	ambiguousLink: 'Several targets, or several records, fit by what would link them',
	linkNotAllowed: 'A target is like it, but set-up doesn’t let that link them',
	wrongKind: 'The target is of another kind: a subcontractor, a candidate, a bot',
	createdTwice: 'Another workflow created it at the same moment',
	conflictStands: 'A conflict that an earlier run told of',
	// Deferred.
	heldByBrake: 'The safety brake holds it',
	heldByCanary: 'The target didn’t keep a first write of that kind',
	waitsForCompare: 'Its daily compare has to wait for requests',
	appeared: 'It came into the target since the run began',
	budgetSpent: 'The day’s requests are used up',
	interrupted: 'Another run has taken over',
	// Drift.
	notWritable: 'It differs in a field that the target’s API can’t change',
	notKept: 'What was sent isn’t what the target shows',
	unresolved: 'It names somebody or something that the target doesn’t have yet',
	// Failed: what the vendor did.
	unauthorized: 'The vendor doesn’t accept the token',
	forbidden: 'The vendor gives no right to it',
	notFound: 'The vendor has no such record',
	invalid: 'The vendor refused what was sent',
	rateLimited: 'The vendor was asked too often',
	server: 'The vendor failed',
	answerLost: 'The vendor’s answer never came: the write may have been done',
	unreachable: 'The vendor could not be reached',
	unexpected: 'The vendor answered in a form that its API doesn’t have',
	unreadable: 'The vendor’s answer isn’t what was asked for',
	cancelled: 'The execution was stopped',
	failedBefore: 'It failed in an earlier run and is tried again later',
	internal: 'Something else went wrong',
	// Standing.
	warningStands: 'What an earlier run warned of still stands',
	dryRunStands: 'As the last dry run said',
} as const;

export type ReasonCode = keyof typeof REASON_CODES;

/** What is over by itself, mostly: told when it comes a second time in a row. */
export const PASSING_CODES: ReadonlySet<ReasonCode> = new Set([
	'rateLimited',
	'server',
	'answerLost',
	'unreachable',
]);

/** A code that came with an item or an error; `undefined` when it is none. */
export function readReasonCode(value: unknown): ReasonCode | undefined {
	return typeof value === 'string' && Object.hasOwn(REASON_CODES, value) ? (value as ReasonCode) : undefined;
}
