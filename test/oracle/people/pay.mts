import type { KleerPayroll, KleerStore } from '../../sandbox/index.mts';
import { isWorkday, plusDays } from '../support/calendar.mts';

/**
 * The salary valid today (a start to come: on that day), öre → whole kronor; 0 or missing isn't written, and so is
 * undefined (docs/field-rules.md#users-kleer--cinode, "Monthly Salary").
 */
export function baseSalaryOf(row: KleerPayroll, today: string): number | undefined {
	const start = row['employment-start-date'];
	const day = start > today ? start : today;
	const history = row['full-history-monthly-salaries'];
	const rows = history.length > 0 ? history : [row];
	const valid = rows
		.filter((one) => (one['monthly-salary-start-date'] ?? '') <= day)
		.sort((a, b) =>
			(a['monthly-salary-start-date'] ?? '').localeCompare(b['monthly-salary-start-date'] ?? ''),
		)
		.at(-1);
	const ore = valid?.['monthly-salary'] ?? 0;
	return ore > 0 ? Math.round(ore / 100) : undefined;
}

/** The end date has passed; "A later start (re-hire) ends the policy". */
export function hasLeft(row: KleerPayroll | undefined, today: string): boolean {
	const end = row?.['employment-end-date'];
	return row !== undefined && end !== undefined && end < today && row['employment-start-date'] <= end;
}

const LOOK_AHEAD_DAYS = 14;

/**
 * level-of-employment × 100 in whole percent; a day without level (weekend, no schedule) looks ahead up to 14 days;
 * none: undefined, not written. Of a person whose employment has ended the design says nothing: here that person has none;
 * nor of a start to come: it counts from that day, as the salary does.
 */
export function employmentRateOf(store: KleerStore, row: KleerPayroll, today: string): number | undefined {
	if (hasLeft(row, today)) return undefined;
	const start = row['employment-start-date'];
	const from = start > today ? start : today;
	for (let ahead = 0; ahead <= LOOK_AHEAD_DAYS; ahead++) {
		const day = plusDays(from, ahead);
		if (!isWorkday(day)) continue;
		const valid = row.schedules.find(
			(one) => (one['start-date'] ?? '') <= day && day <= (one['end-date'] ?? '9999-12-31'),
		);
		const level = valid && store.schedules.get(valid.schedule.id)?.['level-of-employment'];
		if (level !== undefined) return Math.round(Number(`${level}e2`));
	}
	return undefined;
}

/** "The number as text; 0 is empty; column and percentage aren't sent" */
export function taxTableOf(row: KleerPayroll): string | null {
	return row['tax-table'] === 0 ? null : String(row['tax-table']);
}
