import {
	addressText,
	alikeExactly,
	asMarked,
	holdsPersonalNumber,
	isAddress,
	isSensitive,
	type FieldValue,
	type MappedRecord,
	type PublishedRule,
	type Values,
} from '../../../rules';
import type { PlannedChange, UnreadableKnowledge } from '../../contract/plan';

/** How a record met its target: `finish` when it is a creation of ours that was cut off. */
export type MatchedHow = 'update' | 'link' | 'finish';

/** Where a target field of a scheme is written and read; names and paths are the API's. */
export interface FieldAccess<Target> {
	/** Name in the creation's body; absent where a creation can't carry it. */
	create?: string;
	/** Path in a JSON patch; absent where it can't be changed. */
	patch?: string;
	/** Absent where the target never shows it; gives `undefined` where it didn't return it. */
	read?(target: Target): FieldValue | undefined;
	isDate?: true;
}

/** One operation of a JSON patch; Cinode takes no other (docs/vendors.md#cinode-users). */
export interface PatchOperation {
	op: 'replace';
	path: string;
	value: string | number | boolean | null;
}

export interface Difference {
	rule: PublishedRule;
	from: FieldValue;
	to: FieldValue;
}

/**
 * The fields that have to be written, by their modes (docs/decisions.md#modes).
 * @param current Present values; a field that the target didn't return is absent.
 * @returns `unread` are the rows whose present value is not known, so that they couldn't be compared.
 */
export function differences(
	record: MappedRecord,
	rules: readonly PublishedRule[],
	current: Values,
	how: MatchedHow,
	unreadable: UnreadableKnowledge,
): { differing: Difference[]; unread: PublishedRule[] } {
	const differing: Difference[] = [];
	const unread: PublishedRule[] = [];
	for (const row of rules) {
		const rule = asMarked(row, record);
		const wanted = record.values[rule.field];
		const mode = record.modes[rule.field] ?? 'always';
		if (wanted === undefined || (mode === 'onCreate' && how !== 'finish')) continue;
		if (rule.unreadable) {
			if (wanted !== null && (how !== 'update' || unreadable === 'changed')) {
				differing.push({ rule, from: null, to: wanted });
			}
			continue;
		}
		const present = current[rule.field];
		if (present === undefined) unread.push(rule);
		else if (differs(wanted, present, mode, { rule, wanted: record.values, current })) {
			differing.push({ rule, from: present, to: wanted });
		}
	}
	return { differing, unread };
}

function differs(
	wanted: FieldValue,
	present: FieldValue,
	mode: string,
	{ rule, ...all }: { rule: PublishedRule; wanted: Values; current: Values },
): boolean {
	const isEmpty = present === null || present === '';
	if (wanted === null) return mode === 'mirror' && !isEmpty;
	if (isEmpty) return true;
	if (mode === 'ifEmpty') return false;
	return !rule.equal?.(wanted, present, all) && !alikeExactly(wanted, present);
}

/** What results say about a difference. */
export function changeOf({ rule, from, to }: Difference): PlannedChange {
	const sensitive = isSensitive(rule, from) || isSensitive(rule, to) || isPersonalKey(rule, from);
	return {
		name: rule.field,
		field: rule.target,
		from: readable(inUnits(rule, from)),
		to: readable(inUnits(rule, to)),
		...(sensitive ? { sensitive } : {}),
	};
}

/** An amount as people read it. */
function inUnits({ inOre }: PublishedRule, value: FieldValue): FieldValue {
	return inOre && typeof value === 'number' ? value / 100 : value;
}

/** A key that is taken over from another system may be a personal number; the record's own never is. */
function isPersonalKey({ isKey }: PublishedRule, from: FieldValue): boolean {
	return isKey === true && typeof from === 'string' && holdsPersonalNumber(from);
}

/** An address in one line. */
function readable(value: FieldValue): FieldValue {
	return isAddress(value) ? addressText(value) : value;
}

/** The target's present values by rule field; empty text is empty, and what it didn't return is absent. */
export function presentValues<Target>(target: Target, fields: Record<string, FieldAccess<Target>>): Values {
	const values: Values = {};
	for (const [field, { read, isDate }] of Object.entries(fields)) {
		if (!read) continue;
		const value = read(target);
		if (value === undefined) continue;
		values[field] = value === '' ? null : isDate && value ? String(value).slice(0, 10) : value;
	}
	return values;
}

/** The parts of a creation that its body can carry. */
export function creationBody(
	record: MappedRecord,
	fields: Record<string, FieldAccess<never>>,
): Record<string, unknown> {
	const body: Record<string, unknown> = {};
	for (const [field, access] of Object.entries(fields)) {
		const value = record.values[field];
		if (access.create && value !== undefined && value !== null) {
			body[access.create] = toApiValue(access, value);
		}
	}
	return body;
}

/** Everything that a new record gets, as changes. */
export function creationChanges(record: MappedRecord, rules: readonly PublishedRule[]): PlannedChange[] {
	return rules.flatMap((rule) => {
		const to = record.values[rule.field];
		return to === undefined || to === null
			? []
			: [changeOf({ rule: asMarked(rule, record), from: null, to })];
	});
}

/** Cinode takes and gives dates as date-times without offset. */
function toApiValue({ isDate }: FieldAccess<never>, value: FieldValue): FieldValue {
	return isDate && value !== null ? `${String(value).slice(0, 10)}T00:00:00` : value;
}

export function patchOperation(access: FieldAccess<never>, value: FieldValue): PatchOperation {
	return {
		op: 'replace',
		path: access.patch ?? '',
		value: toApiValue(access, value) as PatchOperation['value'],
	};
}

/** A patch of given values; fields that a patch can't change are left out. */
export function patchOf(values: Values, fields: Record<string, FieldAccess<never>>): PatchOperation[] {
	return Object.entries(values).flatMap(([field, value]) => {
		const access = fields[field];
		return access?.patch && value !== undefined ? [patchOperation(access, value)] : [];
	});
}

/** Reads a part of something that the target may leave out, or show as nothing. */
export function partOf<Part, Value>(
	part: Part | null | undefined,
	read: (part: Part) => Value | null | undefined,
): Value | null | undefined {
	return part === undefined ? undefined : part === null ? null : (read(part) ?? null);
}
