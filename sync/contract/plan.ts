import type { MappedRecord, ReasonCode, Values } from '../../rules';
import type { Action, Change } from './result';
import type { ListedTarget } from './listedTarget';

/** A change before it is masked. */
export interface PlannedChange extends Change {
	/** Name in the record's `values`, or `status`, `tags`. */
	name: string;
	sensitive?: boolean;
}

/** What a sync decided for one record. `Payload` is the target's own: what to send. */
export interface Plan<Payload = unknown, Mapped extends MappedRecord = MappedRecord> {
	record: Mapped;
	target?: ListedTarget;
	action: Action;
	changes: PlannedChange[];
	warnings: string[];
	reason?: string;
	reasonCode?: ReasonCode;
	/** Set where there is something to write. */
	payload?: Payload;
	/** What the record names isn't in the target yet: tried again with back-off, though nothing changes. */
	isUnresolved?: boolean;
	/** What can't be read back has changed and can't be sent: what was sent before still counts. */
	isUnsent?: boolean;
	/** Changes that were sent before and weren't kept: they aren't sent again while both sides stay as they are. */
	unkept?: PlannedChange[];
	/** What the target shows now, by the fields of the table; a field that it didn't return is absent. */
	present?: Values;
}

/** What is known after a record was written. */
export interface Applied {
	targetId: number;
	/** What the target's list will say now; empty where that isn't known, and the next run looks at the record. */
	listState: string;
	warnings: string[];
	/** Changes that the target doesn't show now: `from` is what it shows, `to` what was sent. */
	unkept?: PlannedChange[];
	/** Names of changes that the answers didn't show, kept or not. */
	unshown?: string[];
}

/** What memory knows about fields that the target can't show (docs/decisions.md#fingerprints). */
export type UnreadableKnowledge = 'same' | 'changed' | 'unknown';

/** What memory says about a record that has to be planned. */
export interface Known {
	unreadable: UnreadableKnowledge;
	/** A creation of this record had begun, so a target without key that is like it is ours. */
	halfCreated: boolean;
	/** Whether just this change was sent before and the target kept showing the same. */
	isUnkept(change: Pick<PlannedChange, 'name' | 'from'>): boolean;
}
