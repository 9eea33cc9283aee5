import type { MappedRecord, ReasonCode } from '../../rules';
import { holdReason, type HoldCause } from '../memory/hold';
import type { Match } from '../contract/match';
import type { Plan } from '../contract/plan';
import type { Action } from '../contract/result';
import type { SchemeTarget } from '../contract/schemeTarget';
import { isIdle } from '../match/resolveMatches';

/** What is said of a record that isn't planned. */
export type Verdict = Plan & { reason: string; reasonCode: ReasonCode };

/** @param said What was said of it first. */
export function conflictAsBefore(record: MappedRecord, said: string | undefined): Verdict {
	const reason =
		said ??
		'The conflict that an earlier run told of; looked at again within two hours, at once when the record changes, or ' +
			'who is there and by what key, or by a run by hand';
	return { record, action: 'conflict', changes: [], warnings: [], reason, reasonCode: 'conflictStands' };
}

export function heldBefore(plan: Omit<Plan, 'action'>, held: HoldCause[]): Verdict {
	return { ...plan, action: 'deferred', reason: holdReason(held), reasonCode: 'heldByBrake' };
}

export function failedBefore(plan: Omit<Plan, 'action'>, attempts: number, said = ''): Verdict {
	const often = attempts === 1 ? 'Failed once' : `Failed ${attempts} times`;
	const reason = `${said ? `${said}. ` : ''}${often}; tried again later, or when it changes`;
	return { ...plan, action: 'failed', reason, reasonCode: 'failedBefore' };
}

export function asTheLastDryRun(
	plan: Omit<Plan, 'action'>,
	action: Action,
	said = 'As the last dry run said',
): Verdict {
	return { ...plan, action, reason: said, reasonCode: 'dryRunStands' };
}

/** What the lists alone decide: a conflict, or a record that is neither created nor touched. */
export function planWithoutDetails(
	record: MappedRecord,
	match: Match,
	target: SchemeTarget,
): Verdict | undefined {
	const base = { record, changes: [], warnings: [] };
	if (match.kind === 'conflict') {
		// A record that isn't created disturbs no other record.
		const quiet = target.links.othersCount || isIdle(record, match, target) ? record.notCreated : undefined;
		if (quiet) return { ...notCreated(base, quiet), target: match.target };
		const { reason, reasonCode } = match;
		return { ...base, action: 'conflict', target: match.target, reason, reasonCode };
	}
	if (match.kind === 'none') {
		return record.notCreated ? notCreated(base, record.notCreated) : undefined;
	}
	// A person who has never been synced isn't ours to touch while they couldn't be created either.
	if (match.kind === 'link' && record.notCreated)
		return { ...notCreated(base, record.notCreated), target: match.target };
	const reason = target.skipReason(record, match.target);
	if (!reason) return undefined;
	return { ...base, action: 'skipped', target: match.target, reason, reasonCode: 'inactive' };
}

function notCreated(base: Omit<Plan, 'action'>, reason: string): Verdict {
	return { ...base, action: 'skipped', reason, reasonCode: 'notCreated' };
}
