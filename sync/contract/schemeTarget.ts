import type { MappedRecord, Scheme } from '../../rules';
import type { Match } from './match';
import type { ListedTarget } from './listedTarget';
import type { Applied, Known, Plan, PlannedChange } from './plan';

/** How a scheme's records are linked to targets without key. */
export interface LinkRules<Mapped extends MappedRecord = MappedRecord> {
	/** Where the records come from, and where the targets are. */
	source: 'Cinode' | 'Kleer';
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
	doubt?(record: Mapped, target: ListedTarget): string;
	/** What to do about a match that carries another key, for people; begins with a full stop. */
	advice?: string;
	/** A target that a record must not be linked to by name, whatever it is called. */
	isDifferentEntity?(target: ListedTarget, record: Mapped): boolean;
}

export interface UnlistedQuery<Mapped extends MappedRecord = MappedRecord> {
	/** Records that would be created. */
	newcomers: Mapped[];
	/** Targets that carry a record's key, but nothing else that is the same in the list. */
	doubtful: ListedTarget[];
	/** Newcomers that would be created: the list shows nothing that may be them. */
	unmatched: Mapped[];
	/** Newcomers that had a target in an earlier run: a list that doesn't show it may lack it. */
	vanished: Mapped[];
	/** Listed targets whose key no record carries. */
	unclaimed: ListedTarget[];
	/**
	 * Keeps the lease: for a look that reads targets one by one, before each request. One that takes a few pages is
	 * over before the lease is.
	 * @throws LeaseLostError when another run has it.
	 */
	stillOurs(): Promise<void>;
}

/**
 * What a scheme's target system can do; one implementation per scheme. The engine gives it records of its own scheme
 * alone, so an implementation names its own kind of record (`MappedUser`).
 */
export interface SchemeTarget<Payload = unknown> {
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
	plan(record: MappedRecord, match: Match, known: Known): Promise<Plan<Payload>>;
	/** Whether `plan` has to ask the target for details. */
	needsDetails(record: MappedRecord, match: Match): boolean;
	/** Whether the list alone shows that the target differs: such a record needn't wait for its turn to be compared. */
	differsInList?(record: MappedRecord, target: ListedTarget): boolean;
	/**
	 * @param created Told once a creation was made, or may have been: what fails from then on may leave a record of ours.
	 *   Told again with what it is, once that is known: then it can be finished.
	 */
	apply(plan: Plan<Payload>, created?: (target?: ListedTarget) => void): Promise<Applied>;
	/**
	 * Whether a target with the record's key has come into being since the list was read; asked right before a creation.
	 */
	hasAppeared?(record: MappedRecord): Promise<boolean>;
	/** The list as it is after this run's creations; absent where the target refuses doubles itself. */
	listAnew?(): Promise<ListedTarget[]>;
	/** Whether doing the work twice makes something twice; then a lost answer waits for the next run. */
	duplicatesOnRetry?(payload: Payload): boolean;
	/**
	 * Proves whether a target that the list doesn't show is gone; for systems that give single records by id only.
	 * @returns `undefined` when the target system itself says that it isn't there.
	 */
	lookUp?(id: number): Promise<ListedTarget | undefined>;
	/**
	 * Compares what was written with what the target shows now, in one request.
	 * @returns The changes of the plan that it doesn't show.
	 */
	readBack(plan: Plan<Payload>, id: number): Promise<PlannedChange[]>;
}
