import type { MappedRecord } from '../../rules';
import type { Match } from '../contract/match';
import type { LookHistory } from '../match/resolveMatches';
import type { RecordHistory } from '../memory/recordHistory';
import type { Plan } from '../contract/plan';

/** A record that has to be planned, which may cost requests. */
export interface PendingRecord {
	record: MappedRecord;
	match: Match;
	history: RecordHistory;
	/** The closer look at it. */
	look?: LookHistory;
	/** Whether the record had a target of which nobody has proved that it is gone; then it isn't created. */
	isUnproven?: boolean;
	plan?: Plan;
}
/** Whether the record had a target in an earlier run, and would be created anew. */
export function hasVanished({ match, history }: PendingRecord): boolean {
	return match.kind === 'none' && history.met;
}
