import { DateTime } from 'luxon';

/** Days are `YYYY-MM-DD`, and compared as text. */
export const plusDays = (day: string, days: number): string =>
	DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toISODate() as string;

export const plusYears = (day: string, years: number): string =>
	DateTime.fromISO(day, { zone: 'utc' }).plus({ years }).toISODate() as string;

/** Whether the calendar has that day. */
export const isRealDay = (year: number, month: number, day: number): boolean =>
	DateTime.utc(year, month, day).isValid;

export const isoDay = (year: number, month: number, day: number): string =>
	`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** As Cinode stores a day: without offset. */
export const stored = (day: string | undefined): string | null => (day ? `${day}T00:00:00` : null);

/** Monday to Friday, and none of the public holidays of the tests' weeks (there are none). */
export const isWorkday = (day: string): boolean => DateTime.fromISO(day, { zone: 'utc' }).weekday < 6;
