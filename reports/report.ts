import type { Scheme } from '../rules';
import type { Action, Change } from '../sync';
import type { LeftOut } from './leftOut';
import type { ProblemKind } from './problems';
import type { Language } from './texts';

/** A workflow's last run that did its work, as n8n's data table keeps it. */

export interface GoodRun {
	workflowId: string;
	workflow: string;
	/** Milliseconds since 1970. */
	at: number;
	/** The longest time between two of its runs, in milliseconds. */
	everyMs: number;
	/** The tenant's time, for people: "2026-11-30 06:00". */
	atText: string;
}
/** Where a run ended: nothing to do, something written, something to look at, or nothing done at all. */
export type RunStatus = 'quiet' | 'changed' | 'attention' | 'stopped' | 'notRun';
export interface RunContext {
	/** When the report was made, ISO. */
	at: string;
	workflow: { id: string; name: string };
	executionId: string;
	/** What the report is written in for people; absent: English. */
	language?: Language;
	/** What n8n keeps of the workflow's data, and how to end that; absent when it keeps none. */
	keepsData?: string;
	/** The longest time between two runs, in milliseconds, where a schedule started this one. */
	everyMs?: number;
}
/** One run as data; sensitive values are "changed" already (docs/decisions.md#sensitive). */
export interface RunReport extends RunContext {
	title: string;
	status: RunStatus;
	scheme: Scheme;
	dryRun: boolean;
	records: number;
	/** One record alone was asked for: it says nothing of the others, nor of the schedule. */
	onlyRecord?: true;
	counts: Record<Action | 'rejected', number>;
	changes: Array<{ who: string; key: string; action: Action; fields: Change[] }>;
	toLookAt: Array<{ who: string; what: ProblemKind; why: string; todo: string; isStanding: boolean }>;
	/** Records for which nothing is done, on purpose. */
	leftOut: LeftOut[];
	/** Why the safety brake stopped the run, and how to let it through. */
	brake?: { reasons: string[]; howToAllow: string };
	/** Records that the brake holds since an earlier run. */
	held?: number;
	/** Why the run did nothing. */
	notRun?: string;
	warnings: string[];
	requests: { kleer: number; cinode: number };
	/** `null` where the target doesn't say. */
	dailyRequestsLeft: number | null;
	durationMs: number;
	/** The daily compare: records done and waiting. */
	compare: { done: number; waiting: number; everyDays: number };
	/** Projects: ids that need no other try. */
	settled?: number[];
	/** What the first writes of a sync showed, as the data table keeps it for the set-up check: JSON, without values. */
	canary?: string;
	/** Absent unless a schedule started the run and it did its work. */
	goodRun?: GoodRun;
}
