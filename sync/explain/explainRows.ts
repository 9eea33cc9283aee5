import {
	addressText,
	isAddress,
	isPrivateText,
	isSensitive,
	rowsOfRecord,
	valuesIn,
	type FieldValue,
	type MappedRecord,
	type Mode,
	type PublishedRule,
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
	const besides = (plan?.changes ?? [])
		.filter(({ name }) => BESIDES.includes(name))
		.map((change): ExplainedRow => {
			const { field, from, to } = change;
			const values: Partial<ExplainedRow> = record.isProtected
				? { hidden: ['wanted', 'present'] }
				: { wanted: to, present: from };
			return {
				source: '–',
				field,
				mode: 'always',
				...values,
				state: plan?.payload ? 'written' : 'notWritable',
			};
		});
	return [...rows, ...besides];
}

function rowOf(rule: PublishedRule, record: MappedRecord, plan: Plan | undefined): ExplainedRow {
	const { source, target: field } = rule;
	const wanted = record.values[rule.field];
	const mode = record.modes[rule.field] ?? 'always';
	const change = [...(plan?.changes ?? []), ...(plan?.unkept ?? [])].find(({ name }) => name === rule.field);
	const present = change && plan?.action !== 'created' ? change.from : plan?.present?.[rule.field];
	const state = stateOf(rule, { wanted, mode, present, change, plan });
	const row = { source, field, ...(wanted === undefined ? {} : { mode }), state };
	const isHidden =
		record.isProtected === true ||
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
	wanted: FieldValue | undefined;
	mode: Mode;
	present: FieldValue | undefined;
	change: PlannedChange | undefined;
	plan: Plan | undefined;
}

/** Only for the words: whether a row is written the plan has decided. */
function stateOf(rule: PublishedRule, { wanted, mode, present, change, plan }: Compared): RowState {
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
	return 'same';
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
