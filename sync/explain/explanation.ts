import type { FieldValue, Mode, ReasonCode, Scheme } from '../../rules';
import type { HoldCause } from '../memory/hold';
import type { Action } from '../contract/result';

/** Why a row is as it is; beside it the page says it in words. */
export const ROW_STATES = [
	/** It would be written. */
	'written',
	/** Both sides agree. */
	'same',
	/** It differs, and the target's API can't change it. */
	'notWritable',
	/** It was sent before, and the target shows something else since. */
	'notKept',
	/** It names somebody or something that the target doesn't have yet. */
	'unresolved',
	/** The row is sent on creation alone. */
	'onCreateOnly',
	/** The row fills what is empty, and the target has a value. */
	'filled',
	/** The source is empty, and the row clears nothing. */
	'sourceEmpty',
	/** The row is off, or the source doesn't say. */
	'notSent',
	/** The target never shows it: it is sent when the source's changes. */
	'unreadable',
	/** The target didn't return it, so it can't be compared. */
	'notReturned',
	/** Nothing is written about the record, so nothing about the row. */
	'notPlanned',
] as const;

export type RowState = (typeof ROW_STATES)[number];

/** One row of the scheme's table, for one record. */
export interface ExplainedRow {
	/** The source and the target field as the table calls them. */
	source: string;
	field: string;
	/** Absent where the row isn't sent. */
	mode?: Mode;
	/** What the source says, and what the target shows; absent where it isn't known, or isn't shown. */
	wanted?: FieldValue;
	present?: FieldValue;
	/** The sides whose value isn't for everybody. */
	hidden?: Array<'wanted' | 'present'>;
	state: RowState;
}

/** A target that a record may mean. */
export interface ExplainedTarget {
	id: number;
	key: string;
	label: string;
	/** What it has in common with the record: its key, or what may link it, in words. */
	by: string[];
	isDisconnected?: true;
	/** What it is, if not of this kind. */
	wrongKind?: string;
	isChosen?: true;
}

/** What memory holds about the record; times are milliseconds since 1970. */
export interface ExplainedMemory {
	/** False: a run was at work, or nothing is remembered yet. */
	isRead: boolean;
	isBusy?: true;
	/** The compare that found it in step; whether it is this period's, and whether there was something to warn of. */
	comparedAt?: number;
	inStep?: 'now' | 'before' | 'unknown';
	isWarned?: boolean;
	/** Failures in the state that it is in now, and when it is tried again. */
	failures?: number;
	triedAgainAt?: number;
	/** It names what the target doesn't have yet. */
	isUnresolved?: boolean;
	/** Fields that differ and can't be written. */
	drift?: string[];
	/** As what the safety brake holds it; none: it doesn't. */
	held?: HoldCause[];
	/** What the last dry run said. */
	dry?: Action;
	/** What an earlier run said of it, where it stands. */
	said?: string;
	/** Whether it had a target in an earlier run, and whether its creation had only begun. */
	hasMet?: boolean;
	isHalfCreated?: boolean;
}

/** What a run by hand would do with the record now. */
export interface ExplainedOutcome {
	action: Action;
	reason?: string;
	reasonCode?: ReasonCode;
	error?: string;
	warnings: string[];
	/** Why the safety brake would stop it, and as what it is held. */
	brake?: string[];
}

/** One record: who it is on both sides, what would happen to it and why. No sensitive value is in it. */
export interface Explanation {
	/** What a page and a report know it by. */
	explained: Scheme;
	/** What was asked for. */
	asked: string;
	found: 'one' | 'several' | 'none';
	isDryRun: boolean;
	/** Of several: whom to choose from. */
	choices?: Array<{ key: string; label: string }>;
	/** Of none: what the target has under that name. */
	targets?: ExplainedTarget[];
	record?: {
		key: string;
		label: string;
		active?: boolean;
		isProtected?: true;
		warnings: string[];
		notes: string[];
	};
	match?: {
		kind: 'none' | 'key' | 'link' | 'conflict';
		reason?: string;
		reasonCode?: ReasonCode;
		candidates: ExplainedTarget[];
	};
	outcome?: ExplainedOutcome;
	rows?: ExplainedRow[];
	memory?: ExplainedMemory;
	requests: { kleer: number; cinode: number };
}
