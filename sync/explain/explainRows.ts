import {
	SCHEMES,
	addressText,
	alikeExactly,
	isAddress,
	isPrivateText,
	isSensitive,
	rowsOfRecord,
	valuesIn,
	type FieldValue,
	type MappedRecord,
	type Mode,
	type PublishedRule,
	type TagRow,
} from '../../rules';
import type { Plan, PlannedChange } from '../contract/plan';
import type { ExplainedRow, RowState } from './explanation';

/** What isn't a row of the table and yet is written. */
const BESIDES = ['status', 'tags'];

/**
 * Every row of the scheme's table for this record, its own rows, and what would be written beside them.
 * @param plan Absent: nothing is written about the record.
 * @param nameOf What results call a field.
 */
export function explainRows(
	record: MappedRecord,
	plan: Plan | undefined,
	nameOf: (field: string) => string,
): ExplainedRow[] {
	const rows = rowsOfRecord(record, nameOf).map((rule) => rowOf(rule, record, plan));
	const besides = (plan?.changes ?? []).filter(({ name }) => BESIDES.includes(name));
	const hasTags = besides.some(({ name }) => name === 'tags');
	return [
		...rows,
		...besides.map((change) => besideRow(change, record, plan)),
		...(hasTags ? [] : tagsInStep(record, plan)),
	];
}

function besideRow(
	{ name, field, from, to }: PlannedChange,
	record: MappedRecord,
	plan: Plan | undefined,
): ExplainedRow {
	const source = name === 'tags' ? tagSource(record) : '–';
	const state = plan?.payload ? 'written' : 'notWritable';
	const row = { source, field, mode: 'always', state } as const;
	if (record.isProtected || isPrivate(from) || isPrivate(to))
		return { ...row, hidden: ['wanted', 'present'] };
	return { ...row, wanted: to, present: from };
}

/** The tags that set-up manages, where nothing has to be done about them. */
function tagsInStep(record: MappedRecord, plan: Plan | undefined): ExplainedRow[] {
	const { managed, set, numbered = [] } = record.tags;
	if (managed.length + numbered.length === 0) return [];
	const wanted = set.join(', ') || null;
	const row = { source: tagSource(record), field: 'Tags', mode: 'always' } as const;
	const told = record.isProtected || isPrivate(wanted) ? { hidden: ['wanted' as const] } : { wanted };
	return [{ ...row, ...told, state: plan ? 'same' : 'notPlanned' }];
}

function tagSource({ scheme }: MappedRecord): string {
	const rows: readonly TagRow[] = SCHEMES[scheme].tagRows;
	return rows.map(({ source }) => source).join(', ') || '–';
}

function rowOf(rule: PublishedRule, record: MappedRecord, plan: Plan | undefined): ExplainedRow {
	const { source, target: field } = rule;
	const wanted = record.values[rule.field];
	const mode = record.modes[rule.field] ?? 'always';
	const change = [...(plan?.changes ?? []), ...(plan?.unkept ?? [])].find(({ name }) => name === rule.field);
	const present = change && plan?.action !== 'created' ? change.from : plan?.present?.[rule.field];
	const state = stateOf(rule, { record, wanted, mode, present, change, plan });
	const row = { source, field, ...(wanted === undefined ? {} : { mode }), state };
	const isHidden =
		record.isProtected === true ||
		record.sensitive?.includes(rule.field) === true ||
		change?.sensitive === true ||
		[wanted, present].some((value) => value !== undefined && (isSensitive(rule, value) || isPrivate(value)));
	if (isHidden) {
		const sides = { wanted, present };
		const hidden = (['wanted', 'present'] as const).filter((side) => sides[side] !== undefined);
		return { ...row, ...(hidden.length > 0 ? { hidden } : {}) };
	}
	return {
		...row,
		...(wanted === undefined ? {} : { wanted: shown(rule, wanted) }),
		// A change is in people's units already.
		...(present === undefined ? {} : { present: change ? present : shown(rule, present) }),
	};
}

interface Compared {
	record: MappedRecord;
	wanted: FieldValue | undefined;
	mode: Mode;
	present: FieldValue | undefined;
	change: PlannedChange | undefined;
	plan: Plan | undefined;
}

/** Only for the words: whether a row is written the plan has decided. */
function stateOf(rule: PublishedRule, compared: Compared): RowState {
	const { wanted, mode, present, change, plan } = compared;
	if (wanted === undefined) return 'notSent';
	if (!plan) return 'notPlanned';
	if (change && plan.unkept?.includes(change)) return 'notKept';
	if (change) return plan.payload ? 'written' : 'notWritable';
	const isEmpty = present === null || present === '';
	if (wanted === null && plan.action === 'created') return 'sourceEmpty';
	if (mode === 'onCreate' && plan.action !== 'created') return 'onCreateOnly';
	if (rule.unreadable) return 'unreadable';
	if (wanted === null && !isEmpty && mode !== 'mirror') return 'sourceEmpty';
	if (present === undefined && plan.present && !isMerged(rule.field, plan)) return 'notReturned';
	if (mode === 'ifEmpty' && !isEmpty && present !== undefined) return 'filled';
	if (plan.isUnresolved && !isAlike(rule, compared)) return 'unresolved';
	return 'same';
}

/** By the row's own measure. */
function isAlike(rule: PublishedRule, { record, wanted = null, present, plan }: Compared): boolean {
	if (wanted === null) return true;
	if (present === undefined) return plan?.action !== 'created';
	const all = { wanted: record.values, current: plan?.present ?? {} };
	return alikeExactly(wanted, present) || rule.equal?.(wanted, present, all) === true;
}

/** A row whose target isn't one field, such as an address among others: what is the same isn't told. */
function isMerged(field: string, { record }: Plan): boolean {
	const merged: Partial<Record<MappedRecord['scheme'], readonly string[]>> = {
		customers: ['invoiceAddress', 'customerContact', 'customerResponsible'],
		projects: ['client', 'brokerClient', 'ourReference', 'leads', 'people', 'prices', 'dimensionEntries'],
	};
	return merged[record.scheme]?.includes(field) === true;
}

function isPrivate(value: FieldValue): boolean {
	return valuesIn(value).some((one) => typeof one === 'string' && isPrivateText(one));
}

/** As people read it. */
function shown({ inOre }: PublishedRule, value: FieldValue): FieldValue {
	if (inOre && typeof value === 'number') return value / 100;
	return isAddress(value) ? addressText(value) : value;
}
