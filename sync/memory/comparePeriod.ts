import { DAY_MS, HOUR_MS } from '../../base';

/** Compares begin at this hour of the UTC day: after the vendor's new day, while people sleep. */
const BEGINS_AT_HOUR = 1;

/** How many records may be compared in full in one run, so that one run doesn't take the vendor's whole pace. */
export const COMPARES_PER_RUN = 500;

/** The period of the full compare: as many days as the share of the day's requests needs. */
export interface ComparePlan {
	everyDays: number;
	/** Records that may be compared today. */
	perDay: number;
	/** The vendor's day that the share counts for, YYYY-MM-DD in UTC. */
	day: string;
	/** A record's period number; `spread` is a fixed number below `everyDays`. */
	period(spread: number): number;
	/** When that period began, in milliseconds since 1970. */
	beganAt(period: number, spread: number): number;
}

/**
 * @param sharePercent Percent of the day's requests that compares may take.
 */
export function planCompare(
	records: number,
	sharePercent: number,
	requestsPerDay: number,
	now: number,
): ComparePlan {
	const perDay = Math.floor((requestsPerDay * sharePercent) / 100);
	const everyDays = Math.max(1, Math.ceil(records / Math.max(1, perDay)));
	const dayNumber = Math.floor((now - BEGINS_AT_HOUR * HOUR_MS) / DAY_MS);
	return {
		everyDays,
		perDay,
		day: new Date(now).toISOString().slice(0, 10),
		period: (spread) => Math.floor((dayNumber + spread) / everyDays),
		beganAt: (period, spread) => (period * everyDays - spread) * DAY_MS + BEGINS_AT_HOUR * HOUR_MS,
	};
}
