import { addDays, isDate, isRedDay, isWeekend } from '../dates.mts';
import { levelOn } from './edits.mts';
import type { KleerPayroll, KleerStore } from './store.mts';

export interface ScheduleDay {
	date: string;
	'level-of-employment'?: number;
	'gross-hours': number;
	'net-hours': number;
	'actual-hours': number;
}

/**
 * One row per day. Weekends and red days carry no level, nor do days without a schedule; actual hours respect
 * the rate and bank holidays (docs/vendors.md#kleer-models). Undefined: not dates, the wrong way round, or over two years.
 */
export function scheduleDays(
	store: KleerStore,
	row: KleerPayroll,
	from: string,
	to: string,
): ScheduleDay[] | undefined {
	if (!isDate(from) || !isDate(to) || to < from || to > addDays(from, 731)) return undefined;
	const days: ScheduleDay[] = [];
	for (let date = from; date <= to; date = addDays(date, 1)) {
		const level = isWeekend(date) || isRedDay(date) ? undefined : levelOn(store, row, date);
		if (level === undefined) {
			days.push({ date, 'gross-hours': 0, 'net-hours': 0, 'actual-hours': 0 });
			continue;
		}
		const actual = Math.round(8 * level * 100) / 100;
		days.push({
			date,
			'level-of-employment': level,
			'gross-hours': 9,
			'net-hours': 8,
			'actual-hours': actual,
		});
	}
	return days;
}
