import type { Employee } from '../kleerRecords';
import { datePart } from '../shared/dates';
import type { UsersSetup } from './setup';

/** The day on which somebody starts, where the row is read at all. */
export function startOf(employee: Employee, { modes }: Pick<UsersSetup, 'modes'>): string | undefined {
	if (modes.employmentStartDate === 'off') return undefined;
	return datePart(employee.employmentStartDate ?? null) ?? undefined;
}

export function endOf({ employmentEndDate }: Employee): string | undefined {
	return datePart(employmentEndDate ?? null) ?? undefined;
}

/** A start after the end is a re-hire that Kleer still shows with the old end date. */
export function isRehired(employee: Employee, setup: Pick<UsersSetup, 'modes'>): boolean {
	const [start, end] = [startOf(employee, setup), endOf(employee)];
	return start !== undefined && end !== undefined && start > end;
}
