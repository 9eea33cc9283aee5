import type { MappedRecord, ReasonCode } from '../../rules';
import type { ListedTarget } from '../contract/listedTarget';
import type { Match } from '../contract/match';
import type { SchemeTarget } from '../contract/schemeTarget';

export interface Indexes {
	byKey: Map<string, ListedTarget[]>;
	byLink: Map<string, ListedTarget[]>;
}

export type MatchScheme = Pick<SchemeTarget, 'linkKeys' | 'confirmingValues' | 'links'>;

export interface MatchOptions {
	/**
	 * Whether an earlier run met this record and this target together; without it a match by key needs a second
	 * trait, since others write their own ids into the same field.
	 */
	knowsLink(record: MappedRecord, target: ListedTarget): boolean;
	/** Whether they were in step in an earlier run; a creation that has only begun doesn't count. */
	hasMet(record: MappedRecord, target: ListedTarget): boolean;
	/** Whether a match by e-mail or organisation number may replace another system's key. */
	takeOver: boolean;
}

export function conflict(
	reasonCode: ReasonCode,
	reason: string,
	target?: ListedTarget,
): Match & { kind: 'conflict' } {
	return { kind: 'conflict', target, reason, reasonCode };
}

export function isElsewhere(target: ListedTarget, { system }: MatchScheme['links']): Match {
	return conflict('wrongKind', `${nameIn(system)(target)} ${target.wrongKind}`, target);
}

/** Whether a target carries the key of another Kleer company, as its prefix shows. */
export function isOthers(target: ListedTarget, record: MappedRecord): boolean {
	return target.key !== '' && !target.key.startsWith(record.keyPrefix);
}

export function nameIn(system: string) {
	return (target: ListedTarget) => `${target.label} (${system} id ${target.id})`;
}
