import type { FieldValue, ReasonCode, Scheme } from '../../rules';

/** How a sync of one record ended (docs/architecture.md). */
export const ACTIONS = [
	'created',
	'linked',
	'updated',
	'unchanged',
	'skipped',
	'drift',
	'conflict',
	'deferred',
	'failed',
] as const;

export type Action = (typeof ACTIONS)[number];

export interface Change {
	/** The target field as the published table calls it. */
	field: string;
	/** "changed" for sensitive fields, as `to` is. */
	from: FieldValue;
	to: FieldValue;
}

export interface SyncResult {
	scheme: Scheme;
	key: string;
	label: string;
	action: Action;
	changes: Change[];
	/** The target's own id; `null` where there is none. */
	targetId: number | null;
	/** Why nothing was written, for skipped, conflict and deferred. */
	reason?: string;
	/** Beside every reason and error: what decisions, ours and other people's, go by. */
	reasonCode?: ReasonCode;
	warnings: string[];
	error?: string;
	dryRun?: true;
	/** Projects: the source's own id. */
	sourceId?: number;
}

/** One field of a canary's write: what it did to the target's value, without the value. */
export interface CanaryWrite {
	field: string;
	how: 'created' | 'filled' | 'changed' | 'cleared';
}

export interface SyncSummary {
	scheme: Scheme;
	dryRun: boolean;
	/** Records per action. */
	counts: Record<Action, number>;
	records: number;
	/** Requests per system in this execution. */
	requests: { kleer: number; cinode: number };
	durationMs: number;
	/** What the target says is left of today's requests; `null` when it didn't say. */
	dailyRequestsLeft: number | null;
	/** The daily compare of every record's details: how many are done for this period, and how many wait. */
	fullCompare: { done: number; waiting: number; everyDays: number };
	/** What still needs a person, already told in an earlier run. */
	standing: Array<Pick<SyncResult, 'key' | 'label' | 'action'> & { reason: string; reasonCode: ReasonCode }>;
	/**
	 * Projects: the source's ids of those that needn't be tried again before they change; none in a dry run. Absent
	 * from it are those that failed, wait, conflict, or name a person that Kleer doesn't have yet.
	 */
	settled?: number[];
	/** Records that the safety brake holds since an earlier run; absent: none. */
	held?: number;
	/** Set when the safety brake held everything back. */
	brake?: { reasons: string[]; count: number; howToAllow: string };
	/** What the first writes of this run were seen to keep; absent unless they were read back. */
	canary?: { kept: CanaryWrite[]; unkept: CanaryWrite[] };
	/** A person asked for one record alone: nothing is said of any other. */
	onlyRecord?: true;
	/** Set when this run did nothing because another one works. */
	notRun?: string;
	needsAttention: boolean;
	warnings: string[];
}
