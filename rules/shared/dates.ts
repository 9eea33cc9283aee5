import { DateTime } from 'luxon';

/** The time zone that holds where set-up says nothing (docs/decisions.md#today). */
export const DEFAULT_TIME_ZONE = 'Europe/Stockholm';

/**
 * The date in a time zone, as YYYY-MM-DD.
 * @param now Milliseconds since 1970.
 * @throws RangeError when the zone is not an IANA name.
 */
export function dateIn(zone: string, now: number): string {
	const date = DateTime.fromMillis(now, { zone }).toISODate();
	if (!date) throw new RangeError(`'${zone}' is not a time zone. Use an IANA name such as Europe/Stockholm.`);
	return date;
}

/** A date some days later, YYYY-MM-DD in and out. */
export function addDays(date: string, days: number): string {
	return DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toISODate() ?? date;
}

/** The date part of a vendor's date or date-time; `null` when it is empty, `undefined` when it isn't a date. */
export function datePart(value: string | null): string | null | undefined {
	if (value === null || value.trim() === '') return null;
	const date = value.trim().slice(0, 10);
	return isRealDate(date) ? date : undefined;
}

/** Whether YYYY-MM-DD exists in the calendar. By hand: every date of every record comes here, and luxon takes its time. */
export function isRealDate(date: string): boolean {
	const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
	if (!parts) return false;
	const [year = 0, month = 0, day = 0] = parts.slice(1).map(Number);
	const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
	const days = month === 2 ? (isLeapYear ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
	return month >= 1 && month <= 12 && day >= 1 && day <= days;
}

/**
 * A time stamp as milliseconds since 1970; one without offset is in the zone. NaN when it isn't one.
 */
export function instant(text: string, zone: string): number {
	return DateTime.fromISO(text, { zone }).toMillis();
}
