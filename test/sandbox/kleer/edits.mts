import { addDays, isDate } from '../dates.mts';
import type { KleerPayroll, KleerStore, KleerUser } from './store.mts';

export interface NewPerson {
	name: string;
	email?: string;
	phone?: string;
	ssn?: string;
	/** öre */
	salary?: number;
	start?: string;
	end?: string;
	/** 1.0 is 100 % */
	level?: number;
	/** Ids of dimension entries. */
	categories?: number[];
	active?: boolean;
	/** false: without a payroll row. */
	payroll?: boolean;
}

/** Six digits, so that no salary in kronor looks like a person's id (see findSecrets). */
export const FIRST_USER_ID = 210_001;

/** Someone new in Kleer, with a payroll row unless `payroll` is false. Returns the user. */
export function hirePerson(store: KleerStore, person: NewPerson, today: string): KleerUser {
	const id = nextId(store.users, FIRST_USER_ID);
	const internals = [...store.users.values()].map((user) => user['internal-id'] ?? 0);
	const internalId = internals.reduce((a, b) => Math.max(a, b), 1000) + 1;
	const user: KleerUser = {
		id,
		'foreign-id': String(internalId - 900),
		'internal-id': internalId,
		name: person.name,
		email: person.email ?? '',
		active: person.active ?? true,
		dimensions: { 'dimension-entries': [] },
	};
	store.users.set(id, user);
	if (person.payroll !== false) store.payroll.set(id, newPayroll(store, id, person, today));
	return user;
}

function newPayroll(store: KleerStore, id: number, person: NewPerson, today: string): KleerPayroll {
	const start = person.start ?? today;
	const salary = person.salary ?? 0;
	const row: KleerPayroll = {
		user: { id },
		ssn: person.ssn ?? '',
		address1: '',
		address2: '',
		'zip-code': '',
		state: '',
		'country-code': 'SE',
		phone: person.phone ?? '',
		'tax-table': 0,
		'tax-table-column': 1,
		'tax-percentage': 0,
		'one-time-tax-percentage': 0,
		'clearing-nr': '',
		'account-nr': '',
		'employment-start-date': start,
		'travel-reimbursement-per-mile': 0,
		'expense-allowance': false,
		'fuel-benefit': false,
		'monthly-salary-type': 'Current',
		'monthly-salary': salary,
		'monthly-salary-yearly-pension': 0,
		'hourly-salary': 0,
		'variable-salary-type': 'Disabled',
		'variable-salary-payout-type': 'Next',
		'variable-salary-input-type': 'Other',
		'variable-salary-description': '',
		'variable-salery-tax-type': 'Normal',
		'variable-salery-provision-vacation-percentage': 0,
		provision: false,
		'month-report-strategy': 'Create',
		'manager-user': { id: 0 },
		'workplace-number': '',
		schedules: [],
		'dimension-entries': (person.categories ?? []).map((entry) => ({ id: entry })),
		'vacation-entitlements': [{ 'start-date': start, entitlement: 25 }],
		children: [],
		'full-history-monthly-salaries': [],
	};
	if (person.end) row['employment-end-date'] = person.end;
	if (salary > 0) {
		row['monthly-salary-start-date'] = start;
		row['full-history-monthly-salaries'].push({
			'monthly-salary': salary,
			'monthly-salary-start-date': start,
		});
	}
	row.schedules.push({ schedule: { id: scheduleOf(store, person.level ?? 1) }, comment: '' });
	return row;
}

/** The schedule with that level of employment; made when there is none. */
function scheduleOf(store: KleerStore, level: number): number {
	for (const schedule of store.schedules.values()) {
		if (schedule['level-of-employment'] === level) return schedule.id;
	}
	const id = nextId(store.schedules, 700);
	store.schedules.set(id, { id, name: `${Math.round(level * 100)} %`, 'level-of-employment': level });
	return id;
}

/**
 * A new salary (öre) from a day on. `monthly-salary` shows the latest registered one, even if it starts in
 * the future: which of the two Kleer shows is unknown (docs/vendors.md#kleer-business-fields), and this is the harder case.
 */
export function changeSalary(store: KleerStore, userId: number, salary: number, from: string): void {
	const row = payrollOf(store, userId);
	const history = row['full-history-monthly-salaries'].filter((h) => h['monthly-salary-start-date'] !== from);
	history.push({ 'monthly-salary': salary, 'monthly-salary-start-date': from });
	history.sort((a, b) => a['monthly-salary-start-date'].localeCompare(b['monthly-salary-start-date']));
	const latest = history[history.length - 1];
	row['full-history-monthly-salaries'] = history;
	row['monthly-salary'] = latest?.['monthly-salary'] ?? salary;
	row['monthly-salary-start-date'] = latest?.['monthly-salary-start-date'] ?? from;
}

/** The last day of employment; null takes the end date away. */
export function endEmployment(store: KleerStore, userId: number, date: string | null): void {
	const row = payrollOf(store, userId);
	if (date === null) delete row['employment-end-date'];
	else row['employment-end-date'] = date;
}

/** A new level of employment (1.0 is 100 %) from a day on, or from the start. */
export function changeLevel(store: KleerStore, userId: number, level: number, from?: string): void {
	const row = payrollOf(store, userId);
	const schedule = { id: scheduleOf(store, level) };
	if (!from) {
		row.schedules = [{ schedule, comment: '' }];
		return;
	}
	for (const old of row.schedules) old['end-date'] ??= addDays(from, -1);
	row.schedules.push({ schedule, 'start-date': from, comment: '' });
}

/** Merges API fields into a person; null removes a field; `payroll: null` removes the whole row. */
export function editPerson(
	store: KleerStore,
	userId: number,
	patch: { user?: Record<string, unknown>; payroll?: Record<string, unknown> | null },
): void {
	const user = store.users.get(userId);
	if (!user) throw new Error(`No Kleer user ${userId}`);
	merge(user, patch.user ?? {});
	if (patch.payroll === null) store.payroll.delete(userId);
	else if (patch.payroll) merge(payrollOf(store, userId), patch.payroll);
}

export function merge(target: object, patch: Record<string, unknown>): void {
	for (const [key, value] of Object.entries(patch)) {
		if (value === null) delete (target as Record<string, unknown>)[key];
		else (target as Record<string, unknown>)[key] = value;
	}
}

/** The salary valid on a day, by the history; for display and for tests. */
export function salaryOn(row: KleerPayroll, date: string): number {
	const valid = row['full-history-monthly-salaries'].filter((h) => h['monthly-salary-start-date'] <= date);
	return valid[valid.length - 1]?.['monthly-salary'] ?? row['monthly-salary'];
}

/** The level of employment by the schedule valid on a day, of several the one that began last; undefined without one. */
export function levelOn(store: KleerStore, row: KleerPayroll, date: string): number | undefined {
	if (!isDate(date)) return undefined;
	const valid = row.schedules
		.filter((s) => (s['start-date'] ?? '') <= date && date <= (s['end-date'] ?? '9999-12-31'))
		.sort((a, b) => (a['start-date'] ?? '').localeCompare(b['start-date'] ?? ''))
		.at(-1);
	return valid && store.schedules.get(valid.schedule.id)?.['level-of-employment'];
}

function payrollOf(store: KleerStore, userId: number): KleerPayroll {
	const row = store.payroll.get(userId);
	if (!row) throw new Error(`No payroll row for Kleer user ${userId}`);
	return row;
}

/** The highest id and one more. */
export function nextId(map: Map<number, unknown>, first: number): number {
	let max = first - 1;
	for (const id of map.keys()) if (id > max) max = id;
	return max + 1;
}
