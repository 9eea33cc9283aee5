import { DAY_MS, HOUR_MS, MINUTE_MS } from '../base';

/** Months and years at their longest. */
const MONTH_MS = 31 * DAY_MS;
const YEAR_MS = 366 * DAY_MS;

/** One entry of *Trigger Rules* of n8n's Schedule Trigger; n8n leaves out what stands at its default. */
interface Rule {
	field?: unknown;
	secondsInterval?: unknown;
	minutesInterval?: unknown;
	hoursInterval?: unknown;
	daysInterval?: unknown;
	weeksInterval?: unknown;
	monthsInterval?: unknown;
	/** 0 is Sunday. */
	triggerAtDay?: unknown;
	expression?: unknown;
}

/**
 * The longest time between two runs of a schedule, in milliseconds: nights and weekends without a run count.
 * @param rule The parameter `rule` of n8n's Schedule Trigger.
 * @returns `undefined` where it can't be told, as for an expression or a rule of another form.
 */
export function longestInterval(rule: unknown): number | undefined {
	const { interval } = (rule ?? {}) as { interval?: unknown };
	const rules: Rule[] = Array.isArray(interval) ? interval : [{}];
	const gaps = rules.map(gapOf).filter((gap) => gap !== undefined);
	// Of several rules the one that fires most often bounds the wait.
	return gaps.length > 0 ? Math.min(...gaps) : undefined;
}

function gapOf(rule: Rule): number | undefined {
	const times = (value: unknown, usual: number, unit: number) => {
		const count = Number(value ?? usual);
		return Number.isFinite(count) && count > 0 ? count * unit : undefined;
	};
	switch (rule.field ?? 'days') {
		case 'seconds':
			return times(rule.secondsInterval, 30, 1000);
		case 'minutes':
			return times(rule.minutesInterval, 5, MINUTE_MS);
		case 'hours':
			return times(rule.hoursInterval, 1, HOUR_MS);
		case 'days':
			return times(rule.daysInterval, 1, DAY_MS);
		case 'weeks':
			return weeksGap(rule);
		case 'months':
			return times(rule.monthsInterval, 1, MONTH_MS);
		case 'cronExpression':
			return typeof rule.expression === 'string' ? cronGap(rule.expression) : undefined;
		default:
			return undefined;
	}
}

function weeksGap({ weeksInterval, triggerAtDay }: Rule): number | undefined {
	const weeks = Number(weeksInterval ?? 1);
	if (!Number.isFinite(weeks) || weeks <= 0) return undefined;
	if (weeks > 1 || !Array.isArray(triggerAtDay) || triggerAtDay.length === 0) return weeks * 7 * DAY_MS;
	return largestGap([...new Set(triggerAtDay.map((day) => Number(day) % 7))].sort(), 7) * DAY_MS;
}

/** The largest step from one number to the next, around a circle of that size. */
function largestGap(sorted: number[], size: number): number {
	const [first = 0] = sorted;
	return Math.max(...sorted.map((one, at) => (sorted[at + 1] ?? first + size) - one));
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const CRON_FIELDS = [
	{ from: 0, to: 59 },
	{ from: 0, to: 23 },
	{ from: 1, to: 31 },
	{ from: 1, to: 12, names: MONTHS },
	{ from: 0, to: 7, names: WEEKDAYS },
];

/** Of a cron expression of five or six fields. Days of a month and months count as the longest there are. */
function cronGap(expression: string): number | undefined {
	const fields = expression.trim().toLowerCase().split(/\s+/);
	if (fields.length === 6) fields.shift();
	if (fields.length !== 5) return undefined;
	const [minutes, hours, days, months, weekdays] = CRON_FIELDS.map(({ from, to, names }, at) =>
		cronValues(fields[at] ?? '', from, to, names),
	);
	if (!minutes || !hours || !days || !months || !weekdays) return undefined;
	if (months.length < 12) return YEAR_MS;
	const isEveryWeekday = new Set(weekdays.map((day) => day % 7)).size === 7;
	if (days.length < 31 && isEveryWeekday) return MONTH_MS;
	// A week, minute by minute. Where both kinds of days are given, either starts a run: the weekdays bound it.
	const starts: number[] = [];
	for (const weekday of [...new Set(weekdays.map((day) => day % 7))])
		for (const hour of hours) for (const minute of minutes) starts.push((weekday * 24 + hour) * 60 + minute);
	return (
		largestGap(
			starts.sort((a, b) => a - b),
			7 * 24 * 60,
		) * MINUTE_MS
	);
}

/** The numbers that a field of a cron expression names, ascending; `undefined` when it can't be read. */
function cronValues(field: string, from: number, to: number, names: string[] = []): number[] | undefined {
	const numberOf = (text: string) => {
		const at = names.indexOf(text);
		return at >= 0 ? at + (names === MONTHS ? 1 : 0) : /^\d+$/.test(text) ? Number(text) : NaN;
	};
	const values = new Set<number>();
	for (const part of field.split(',')) {
		const [range = '', step = '1', ...rest] = part.split('/');
		const bounds = range === '*' || range === '?' ? [from, to] : range.split('-').map(numberOf);
		const [first = NaN, last = part.includes('/') ? to : first] = bounds;
		const by = Number(step);
		const isRead = [first, last].every((one) => one >= from && one <= to) && by >= 1 && rest.length === 0;
		if (!isRead || bounds.length > 2) return undefined;
		for (let value = first; value <= last; value += by) values.add(value);
	}
	return [...values].sort((a, b) => a - b);
}
