import type { FieldValue, MappedRecord, ReasonCode, Scheme } from '../rules';

/** How a sync of one record ended (design.md 2, Names and contract). */
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

/** A change before it is masked. */
export interface PlannedChange extends Change {
	/** Name in the record's `values`, or `status`, `tags`. */
	name: string;
	sensitive?: boolean;
}

/** A record of the target system as its list shows it. */
export interface ListedTarget {
	id: number;
	/** Empty when the record carries none. */
	key: string;
	label: string;
	/** What the list says, in one line: differs when the record was changed where the list shows it. */
	listFingerprint: string;
	/** What may link a record whose key is empty, normalised: an e-mail address. */
	linkKeys: string[];
	/** What must agree at first contact besides the key, normalised: e-mail, name. */
	confirmingValues: string[];
	disconnected: boolean;
	/**
	 * Set for a record that isn't this scheme's but holds what one of its records would need (a subcontractor who
	 * has the e-mail of a user): what it is, and what to do. A match with it is a conflict.
	 */
	wrongKind?: string;
}

/** What a sync decided for one record. `Work` is the adapter's own: what to send. */
export interface Plan<Work = unknown> {
	record: MappedRecord;
	target?: ListedTarget;
	action: Action;
	changes: PlannedChange[];
	warnings: string[];
	reason?: string;
	reasonCode?: ReasonCode;
	/** Set where there is something to write. */
	payload?: Work;
	/** What the record names isn't in the target yet: tried again with back-off, though nothing changes. */
	isUnresolved?: boolean;
	/** What can't be read back has changed and can't be sent: what was sent before still counts. */
	isUnsent?: boolean;
	/** Changes that were sent before and weren't kept: they aren't sent again while both sides stay as they are. */
	unkept?: PlannedChange[];
}

/** What is known after a record was written. */
export interface Applied {
	targetId: number;
	/** What the target's list will say now. */
	listFingerprint: string;
	warnings: string[];
	/** Changes that the target doesn't show now: `from` is what it shows, `to` what was sent. */
	unkept?: PlannedChange[];
	/** Names of changes that the answers didn't show, kept or not. */
	unshown?: string[];
}

/** What memory knows about fields that the target can't show (design.md 4, Fingerprints). */
export type UnreadableKnowledge = 'same' | 'changed' | 'unknown';

/** What memory says about a record that has to be planned. */
export interface Known {
	unreadable: UnreadableKnowledge;
	/** A creation of this record had begun, so a target without key that is like it is ours. */
	halfCreated: boolean;
	/** Whether just this change was sent before and the target kept showing the same. */
	isUnkept(change: Pick<PlannedChange, 'name' | 'from'>): boolean;
}

/** How a record met its target. */
export type Match =
	| { kind: 'none' }
	| { kind: 'key'; target: ListedTarget }
	| {
			kind: 'link';
			target: ListedTarget;
			/** By name alone: a closer look may show that the target is another organisation. */
			doubts?: ListedTarget[];
	  }
	| {
			kind: 'conflict';
			target?: ListedTarget;
			reason: string;
			reasonCode: ReasonCode;
			/** Targets of which a closer look may show what the list doesn't. */
			doubts?: ListedTarget[];
			/** About the record's own key, not about what may link it. */
			isByKey?: boolean;
	  };

/** How a scheme's records are linked to targets without key. */
export interface LinkRules {
	/** Where the targets are. */
	system: 'Cinode' | 'Kleer';
	/** Two targets can't carry the same value: an e-mail is unique, an organisation number is not. */
	unique: boolean;
	/** What a value of `linkKeys` is, for people: "e-mail". */
	word(link: string): string;
	/** A value that links only a pair that has met before, or that looks like a changed key. */
	isWeak(link: string): boolean;
	/** What has to agree besides the key at first contact, for people: "e-mail nor name". */
	confirmedBy: string;
	/** What a record is: "person". */
	noun: string;
	/** A pair that has met needs the second trait all the same: nothing is written to another client's project. */
	isAlwaysConfirmed?: boolean;
	/** Keys without our prefix are the target's own and count; keys with it are ours and may share a name. */
	othersCount?: boolean;
	/** What is said when a key matches and nothing else does, in the place of the usual words. */
	doubt?(record: MappedRecord, target: ListedTarget): string;
	/** What to do about a match that carries another key, for people; begins with a full stop. */
	advice?: string;
	/** A target that a record must not be linked to by name, whatever it is called. */
	isDifferentEntity?(target: ListedTarget, record: MappedRecord): boolean;
}

export interface UnlistedQuery {
	/** Records that would be created. */
	newcomers: MappedRecord[];
	/** Targets that carry a record's key, but nothing else that is the same in the list. */
	doubtful: ListedTarget[];
	/** Newcomers that would be created: the list shows nothing that may be them. */
	unmatched: MappedRecord[];
	/** Newcomers that had a target in an earlier run: a list that doesn't show it may lack it. */
	vanished: MappedRecord[];
	/** Listed targets whose key no record carries. */
	unclaimed: ListedTarget[];
	/**
	 * Keeps the lease: for a look that reads targets one by one, before each request. One that takes a few pages is
	 * over before the lease is.
	 * @throws LeaseLostError when another run has it.
	 */
	stillOurs(): Promise<void>;
}

/** What a scheme's target system can do; one implementation per scheme. */
export interface SchemeTarget<Work = unknown> {
	readonly scheme: Scheme;
	/** All that the plain list shows, in as few requests as possible. */
	list(expected: number): Promise<ListedTarget[]>;
	readonly links: LinkRules;
	/** Fields that a drift may name, as results call them. */
	readonly driftFields: readonly string[];
	/** What results call a field: the name of its row in the table. */
	fieldName(name: string): string;
	/**
	 * What the plain list leaves out about records that were not found in it, and about targets that a record
	 * meets for the first time: more targets, or the listed ones with more `linkKeys` and `confirmingValues`.
	 */
	findUnlisted(ask: UnlistedQuery): Promise<ListedTarget[]>;
	/** What matching itself needs to know, asked before it. */
	prepare?(records: MappedRecord[]): Promise<void>;
	/** Told once, before anything is planned. */
	onMatched?(matches: ReadonlyMap<MappedRecord, Match>): void;
	/** Normalised values of a record that may link it to a target without key, the strongest first. */
	linkKeys(record: MappedRecord): string[];
	confirmingValues(record: MappedRecord): string[];
	/** What was, and what else may have been, sent of the fields that can't be read back. */
	unreadable(record: MappedRecord): { now: unknown; others: unknown[] };
	/** Why nothing is done about a record that has a target; known without asking for details. */
	skipReason(record: MappedRecord, target: ListedTarget): string | undefined;
	/** Decides, reading the target's details where needed. */
	plan(record: MappedRecord, match: Match, known: Known): Promise<Plan<Work>>;
	/** Whether `plan` has to ask the target for details. */
	needsDetails(record: MappedRecord, match: Match): boolean;
	/**
	 * @param created Told once a creation was made, or may have been: what fails from then on may leave a record of ours.
	 *   Told again with what it is, once that is known: then it can be finished.
	 */
	apply(plan: Plan<Work>, created?: (target?: ListedTarget) => void): Promise<Applied>;
	/**
	 * Whether a target with the record's key has come into being since the list was read; asked right before a creation.
	 */
	hasAppeared?(record: MappedRecord): Promise<boolean>;
	/** The list as it is after this run's creations; absent where the target refuses doubles itself. */
	listAnew?(): Promise<ListedTarget[]>;
	/** Whether doing the work twice makes something twice; then a lost answer waits for the next run. */
	duplicatesOnRetry?(work: Work): boolean;
	/**
	 * Proves whether a target that the list doesn't show is gone; for systems that give single records by id only.
	 * @returns `undefined` when the target system itself says that it isn't there.
	 */
	lookUp?(id: number): Promise<ListedTarget | undefined>;
	/**
	 * Compares what was written with what the target shows now, in one request.
	 * @returns The changes of the plan that it doesn't show.
	 */
	readBack(plan: Plan<Work>, id: number): Promise<PlannedChange[]>;
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
	 * from it are those that failed, wait, conflict, or name somebody whom Kleer doesn't have yet.
	 */
	settled?: number[];
	/** Records that the safety brake holds since an earlier run; absent: none. */
	held?: number;
	/** Set when the safety brake held everything back. */
	brake?: { reasons: string[]; count: number; howToAllow: string };
	/** What the first writes of this run were seen to keep; absent unless they were read back. */
	canary?: { kept: CanaryWrite[]; unkept: CanaryWrite[] };
	/** Set when this run did nothing because another one works. */
	notRun?: string;
	needsAttention: boolean;
	warnings: string[];
}
