import { readableKey } from '../rules';
import type { Action, SyncResult } from '../sync';
import type { Outcome } from './outcome';
import type { RunReport } from './report';

/**
 * What a run did to one record, as it is kept: when, how it ended, why, and which fields; never values
 * (docs/decisions.md#sensitive). The columns are those of n8n's data table.
 */
export interface RecordRow {
	/** The same on one day for the same end: kept once a day in each workflow, at its first time. */
	entry: string;
	/** Milliseconds since 1970, and the tenant's time for people. */
	at: number;
	atText: string;
	scheme: string;
	workflow: string;
	key: string;
	outcome: Action | 'rejected';
	/** Empty where there is none. */
	reasonCode: string;
	/** Names of fields, "Phone, Title". */
	fields: string;
}

/** Ends that say something of a record; "unchanged" and "skipped" don't. */
const TELLING: readonly Action[] = [
	'created',
	'linked',
	'updated',
	'drift',
	'conflict',
	'deferred',
	'failed',
];
/** It only waits for its turn. */
const SILENT_CODES: ReadonlyArray<string | undefined> = ['waitsForCompare', 'budgetSpent', 'interrupted'];
/** More fields than this are counted. */
const FIELDS = 12;

/** A run's rows, none twice; a dry run leaves none. */
export function recordRows(
	{ rejected, results }: Pick<Outcome, 'rejected' | 'results'>,
	{ at, scheme, workflow, dryRun }: Pick<RunReport, 'at' | 'scheme' | 'workflow' | 'dryRun'>,
): RecordRow[] {
	if (dryRun) return [];
	const row = (
		key: string,
		outcome: RecordRow['outcome'],
		reasonCode: string = '',
		fields: string = '',
	): RecordRow => ({
		entry: [at.slice(0, 10), scheme, readableKey(key), outcome, reasonCode, fields].join(' '),
		at: Date.parse(at),
		atText: at.slice(0, 16).replace('T', ' '),
		scheme,
		workflow: workflow.name,
		key: readableKey(key),
		outcome,
		reasonCode,
		fields,
	});
	const rows = [
		...rejected.filter(({ key }) => key).map(({ key, reasonCode }) => row(key, 'rejected', reasonCode)),
		...results
			.filter(
				({ key, action, reasonCode }) =>
					key && TELLING.includes(action) && !SILENT_CODES.includes(reasonCode),
			)
			.map(({ key, action, reasonCode, changes }) => row(key, action, reasonCode, namesOf(action, changes))),
	];
	return [...new Map(rows.map((one) => [one.entry, one])).values()];
}

/** A creation writes everything. */
function namesOf(action: Action, changes: SyncResult['changes']): string {
	if (action === 'created') return '';
	const names = [...new Set(changes.map(({ field }) => field))];
	const more = names.length - FIELDS;
	return `${names.slice(0, FIELDS).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Whether an item is a row of a record's history. */
export function isRecordRow(item: object): item is RecordRow {
	return 'entry' in item && 'outcome' in item && 'at' in item && typeof item.at === 'number';
}
