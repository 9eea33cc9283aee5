import { USER_RULES, rowsOf, type MappedUser, type Values } from '../../../rules';
import {
	changeOf,
	creationBody,
	creationChanges,
	differences,
	patchOperation,
	type MatchedHow,
	type PatchOperation,
} from '../shared/differences';
import { planTags, type TagPlan } from '../shared/tags';
import type { PlannedChange, UnreadableKnowledge } from '../../contract/plan';
import { STATUS, USER_FIELDS, currentValues, type CinodeUser } from './cinodeUser';

/** What happens in Cinode to someone who has left (docs/field-rules.md#users-kleer--cinode: Active). */
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
export interface UserPayload {
	/** Present for a creation. */
	create?: Record<string, unknown>;
	permissions?: number[];
	tags?: TagPlan;
	patch: PatchOperation[];
}

export interface UserPlan {
	changes: PlannedChange[];
	warnings: string[];
	payload: UserPayload;
}

const ROWS = rowsOf('users');

/** Where a patch sets the status. */
export const STATUS_PATH = '/status';

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
export function planUserCreation(record: MappedUser, password: string): UserPlan {
	const status = record.starts === 'later' ? STATUS.preActive : STATUS.active;
	const changes = creationChanges(record, ROWS);
	changes.push({ name: 'status', field: 'Status', from: null, to: STATUS_NAMES[status] ?? status });
	const tags = planTags(record.tags, []);
	if (tags) changes.push(tags.change);
	const values: Values = record.values;
	const patch = Object.entries(USER_FIELDS).flatMap(([field, access]) => {
		const value = values[field];
		return access.create || !access.patch || value === undefined || value === null
			? []
			: [patchOperation(access, value)];
	});
	// Cinode requires a gender; 0 is Other (docs/vendors.md#cinode-users).
	const create = { gender: 0, status, ...creationBody(record, USER_FIELDS) };
	return {
		changes,
		warnings: [],
		payload: {
			create: { ...create, password, confirmPassword: password },
			permissions: permissionsOf(record),
			tags,
			patch,
		},
	};
}

/**
 * What differs from an existing person.
 * @param how `link` when the person carries no key yet; `finish` when the person is a creation of ours that
 *   was cut off, and gets what only creations get.
 */
export function planUserUpdate(
	record: MappedUser,
	user: CinodeUser,
	how: MatchedHow,
	unreadable: UnreadableKnowledge,
	policies: UserPolicies,
): UserPlan {
	const plan: UserPlan = { changes: [], warnings: [], payload: { patch: [] } };
	if (record.active !== false) {
		const rules = ROWS.filter(({ field }) => USER_FIELDS[field]?.patch);
		const { differing, unread } = differences(record, rules, currentValues(user), how, unreadable);
		for (const difference of differing) {
			plan.changes.push(changeOf(difference));
			plan.payload.patch.push(patchOperation(USER_FIELDS[difference.rule.field] ?? {}, difference.to));
		}
		for (const { target } of unread) {
			plan.warnings.push(`Cinode did not return '${target}', so it is not compared (level Company Admin?)`);
		}
		if (how === 'finish') plan.payload.permissions = permissionsOf(record);
		const tags = user.tags ? planTags(record.tags, user.tags) : undefined;
		if (tags) {
			plan.changes.push(tags.change);
			plan.payload.tags = tags;
		}
	}
	planStatus(record, user, policies, plan);
	return plan;
}

/** Status and the leaver policy; the end date of people who are active in Kleer is a row of the table. */
function planStatus(record: MappedUser, user: CinodeUser, policies: UserPolicies, plan: UserPlan) {
	const status = user.status;
	const setStatus = (to: number) => {
		plan.changes.push({
			name: 'status',
			field: 'Status',
			from: STATUS_NAMES[status ?? -1] ?? null,
			to: STATUS_NAMES[to] ?? to,
		});
		plan.payload.patch.push({ op: 'replace', path: STATUS_PATH, value: to });
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

function planEndDate(record: MappedUser, user: CinodeUser, policies: UserPolicies, plan: UserPlan) {
	const rule = USER_RULES.find(({ field }) => field === 'employmentEndDate');
	const present = user.employmentEndDate?.slice(0, 10) ?? null;
	const planned = plan.payload.patch.some(({ path }) => path === USER_FIELDS.employmentEndDate?.patch);
	// Without a date in Kleer, a date that Cinode has stays: else "today" would move every day.
	const wanted = record.left?.date ?? present ?? policies.today;
	if (planned || !rule || wanted === present) return;
	plan.changes.push({ name: rule.field, field: rule.target, from: present, to: wanted });
	plan.payload.patch.push(patchOperation(USER_FIELDS.employmentEndDate ?? {}, wanted));
}

function permissionsOf(record: MappedUser): number[] | undefined {
	const { permissions } = record.values;
	return Array.isArray(permissions) && permissions.length > 0 ? (permissions as number[]) : undefined;
}
