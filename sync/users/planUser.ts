import {
	alikeExactly,
	USER_RULES,
	USER_TAG_ROW,
	foldText,
	type FieldValue,
	type MappedRecord,
	type Values,
} from '../../rules';
import type { PlannedChange, UnreadableKnowledge } from '../types';
import {
	STATUS,
	USER_FIELDS,
	currentValues,
	toCinodeValue,
	type CinodeTag,
	type CinodeUser,
	type PatchOperation,
} from './cinodeUser';

/** What happens in Cinode to someone who has left (design.md 3, users: Active). */
export const LEAVER_POLICIES = {
	nothing: { name: 'Do Nothing', description: 'Leave the person as they are in Cinode' },
	setEndDate: { name: 'Set End Date', description: "Kleer's end date, or today when Kleer has none" },
	disconnect: { name: 'Disconnect', description: 'Set the status to Disconnected, which frees the licence' },
} as const;

export type LeaverPolicy = keyof typeof LEAVER_POLICIES;

export interface UserPolicies {
	leavers: LeaverPolicy;
	/** Whether someone disconnected in Cinode who is active in Kleer becomes active again. */
	reconnect: boolean;
	/** Today in the tenant's time zone, YYYY-MM-DD. */
	today: string;
}

/** What to send for one user. */
export interface UserWork {
	/** Present for a creation. */
	create?: Record<string, unknown>;
	permissions?: number[];
	tags?: { wanted: string[]; kept: CinodeTag[] };
	patch: PatchOperation[];
}

export interface UserPlan {
	changes: PlannedChange[];
	warnings: string[];
	work: UserWork;
}

const STATUS_NAMES: Record<number, string> = {
	[STATUS.disconnected]: 'Disconnected',
	[STATUS.preActive]: 'PreActive',
	[STATUS.active]: 'Active',
};

/**
 * Everything a new person gets. What `POST users` can't carry follows in the patch, which also holds the key
 * and is sent last.
 * @param password Random; neither shown nor kept.
 */
export function planCreation(record: MappedRecord, password: string): UserPlan {
	const changes: PlannedChange[] = [];
	const status = record.starts === 'later' ? STATUS.preActive : STATUS.active;
	// Cinode requires a gender; 0 is Other (facts/cinode.md 2a).
	const create: Record<string, unknown> = { gender: 0, status, password, confirmPassword: password };
	const patch: PatchOperation[] = [];
	for (const rule of USER_RULES) {
		const value = record.values[rule.field];
		if (value === undefined || value === null) continue;
		changes.push({ name: rule.field, field: rule.target, from: null, to: value, sensitive: rule.sensitive });
		const access = USER_FIELDS[rule.field];
		if (access?.create) create[access.create] = toCinodeValue(rule.field, value as string | number);
		else if (access?.patch) patch.push(replace(rule.field, value));
	}
	changes.push({ name: 'status', field: 'Status', from: null, to: STATUS_NAMES[status] ?? status });
	const tags = planTags(record, []);
	if (tags) changes.push(tags.change);
	return {
		changes,
		warnings: [],
		work: { create, permissions: permissionsOf(record), tags: tags?.work, patch },
	};
}

/**
 * What differs from an existing person.
 * @param how `link` when the person carries no key yet; `finish` when the person is a creation of ours that
 *   was cut off, and gets what only creations get.
 */
export function planUpdate(
	record: MappedRecord,
	user: CinodeUser,
	how: 'update' | 'link' | 'finish',
	unreadable: UnreadableKnowledge,
	policies: UserPolicies,
): UserPlan {
	const plan: UserPlan = { changes: [], warnings: [], work: { patch: [] } };
	const current = currentValues(user);
	const add = (name: string, field: string, from: FieldValue, to: FieldValue, sensitive?: boolean) => {
		plan.changes.push({ name, field, from, to, sensitive });
	};
	if (record.active !== false) {
		for (const rule of USER_RULES) {
			const wanted = record.values[rule.field];
			const access = USER_FIELDS[rule.field];
			const mode =
				how === 'finish' && record.modes[rule.field] === 'onCreate' ? 'always' : record.modes[rule.field];
			if (wanted === undefined || !access?.patch || mode === 'onCreate') continue;
			if (rule.unreadable) {
				if (wanted === null || (how === 'update' && unreadable !== 'changed')) continue;
				add(rule.field, rule.target, null, wanted, rule.sensitive);
			} else {
				const present = current[rule.field];
				if (present === undefined) {
					plan.warnings.push(
						`Cinode did not return '${rule.target}', so it was not compared (level Company Admin?)`,
					);
					continue;
				}
				if (
					!differs(wanted, present, mode ?? 'always', (a, b) =>
						rule.equal ? rule.equal(a, b, { wanted: record.values, current }) : alikeExactly(a, b),
					)
				)
					continue;
				add(rule.field, rule.target, present, wanted, rule.sensitive);
			}
			plan.work.patch.push(replace(rule.field, wanted));
		}
		if (how === 'finish') plan.work.permissions = permissionsOf(record);
		const tags = planTags(record, user.tags ?? []);
		if (tags && user.tags) {
			plan.changes.push(tags.change);
			plan.work.tags = tags.work;
		}
	}
	planStatus(record, user, policies, plan);
	return plan;
}

/** Whether a field has to be written, by its mode (design.md 3, Modes). */
function differs(
	wanted: FieldValue,
	present: FieldValue,
	mode: string,
	equal: (wanted: FieldValue, present: FieldValue) => boolean,
): boolean {
	const isEmpty = present === null || present === '';
	if (wanted === null) return mode === 'mirror' && !isEmpty;
	if (isEmpty) return true;
	return mode !== 'ifEmpty' && !equal(wanted, present) && !alikeExactly(wanted, present);
}

/** Status and the leaver policy; the end date of people who are active in Kleer is a row of the table. */
function planStatus(record: MappedRecord, user: CinodeUser, policies: UserPolicies, plan: UserPlan) {
	const status = user.status;
	const setStatus = (to: number) => {
		plan.changes.push({
			name: 'status',
			field: 'Status',
			from: STATUS_NAMES[status ?? -1] ?? null,
			to: STATUS_NAMES[to] ?? to,
		});
		plan.work.patch.push({ op: 'replace', path: '/status', value: to });
	};
	if (record.left) {
		if (policies.leavers === 'disconnect' && status !== STATUS.disconnected) setStatus(STATUS.disconnected);
		if (policies.leavers === 'setEndDate') planEndDate(record, user, policies, plan);
	} else if (status === STATUS.disconnected && record.active) {
		if (policies.reconnect) setStatus(record.starts === 'later' ? STATUS.preActive : STATUS.active);
		else
			plan.warnings.push(
				"Disconnected in Cinode but active in Kleer: kept right, not reconnected ('Reconnect' is off)",
			);
	} else if (
		status === STATUS.preActive &&
		record.active &&
		record.values.employmentStartDate &&
		record.starts !== 'later'
	) {
		setStatus(STATUS.active);
	}
}

function planEndDate(record: MappedRecord, user: CinodeUser, policies: UserPolicies, plan: UserPlan) {
	const rule = USER_RULES.find(({ field }) => field === 'employmentEndDate');
	const present = user.employmentEndDate?.slice(0, 10) ?? null;
	const planned = plan.work.patch.some(({ path }) => path === USER_FIELDS.employmentEndDate?.patch);
	// Without a date in Kleer, a date that Cinode has stays: else "today" would move every day.
	const wanted = record.left?.date ?? present ?? policies.today;
	if (planned || !rule || wanted === present) return;
	plan.changes.push({ name: rule.field, field: rule.target, from: present, to: wanted });
	plan.work.patch.push(replace(rule.field, wanted));
}

/** Adds and removes only the managed tags; people's own stay. */
function planTags(
	record: MappedRecord,
	present: CinodeTag[],
): { change: PlannedChange; work: UserWork['tags'] } | undefined {
	const { managed, set } = record.tags;
	const isIn = (name: string, names: string[]) => names.some((other) => foldText(other) === foldText(name));
	const kept = present.filter(({ name }) => !isIn(name, managed) || isIn(name, set));
	const names = kept.map(({ name }) => name);
	const missing = set.filter((name) => !isIn(name, names));
	if (missing.length === 0 && kept.length === present.length) return undefined;
	const before = present.map(({ name }) => name);
	return {
		change: {
			name: 'tags',
			field: USER_TAG_ROW.target,
			from: before.length > 0 ? before.join(', ') : null,
			to: [...names, ...missing].join(', ') || null,
		},
		work: { wanted: missing, kept },
	};
}

/** A patch of given values; fields that a patch can't change are left out. */
export function patchOf(values: Values): PatchOperation[] {
	return Object.entries(values)
		.filter(([field, value]) => value !== undefined && USER_FIELDS[field]?.patch)
		.map(([field, value]) => replace(field, value as FieldValue));
}

function permissionsOf(record: MappedRecord): number[] | undefined {
	const { permissions } = record.values;
	return Array.isArray(permissions) && permissions.length > 0 ? permissions : undefined;
}

function replace(field: string, value: FieldValue): PatchOperation {
	const path = USER_FIELDS[field]?.patch ?? '';
	return { op: 'replace', path, value: toCinodeValue(field, value as string | number | null) };
}
