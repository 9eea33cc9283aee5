import { describe, expect, it } from 'vitest';
import { longestInterval } from '../../../reports/schedule';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const every = (...interval: object[]) => ({ interval });
const cron = (expression: string) => every({ field: 'cronExpression', expression });

describe('the longest time between two runs', () => {
	it.each([
		[every({ field: 'seconds', secondsInterval: 20 }), 20_000],
		[every({ field: 'minutes' }), 5 * MINUTE],
		[every({ field: 'minutes', minutesInterval: 15 }), 15 * MINUTE],
		[every({ field: 'hours', hoursInterval: 2 }), 2 * HOUR],
		// n8n leaves out what stands at its default, which is every day at midnight.
		[every({}), DAY],
		[{}, DAY],
		[undefined, DAY],
		[every({ triggerAtHour: 6 }), DAY],
		[every({ field: 'days', daysInterval: 3 }), 3 * DAY],
		[every({ field: 'weeks' }), 7 * DAY],
		[every({ field: 'weeks', triggerAtDay: [1, 2, 3, 4, 5] }), 3 * DAY],
		[every({ field: 'weeks', triggerAtDay: [0, 3] }), 4 * DAY],
		[every({ field: 'weeks', weeksInterval: 2, triggerAtDay: [1, 5] }), 14 * DAY],
		[every({ field: 'months' }), 31 * DAY],
		[every({ field: 'days', triggerAtHour: 6 }, { field: 'hours', hoursInterval: 4 }), 4 * HOUR],
	])('of %j is %d ms', (rule, expected) => {
		expect(longestInterval(rule)).toBe(expected);
	});

	it.each([
		['*/5 * * * *', 5 * MINUTE],
		['0 */5 * * * *', 5 * MINUTE],
		['0 6 * * *', DAY],
		['0 6,15 * * *', 15 * HOUR],
		// From Friday 18:55 to Monday 7:00.
		['*/5 7-18 * * 1-5', 2 * DAY + 12 * HOUR + 5 * MINUTE],
		['*/5 7-18 * * mon-fri', 2 * DAY + 12 * HOUR + 5 * MINUTE],
		['0 6 * * 0', 7 * DAY],
		['0 6 * * 7', 7 * DAY],
		['0 6 * * 1-7', DAY],
		['0 6 1 * *', 31 * DAY],
		['0 6 1 1 *', 366 * DAY],
		['10/20 * * * *', 20 * MINUTE],
	])('of the cron expression %s is %d ms', (expression, expected) => {
		expect(longestInterval(cron(expression))).toBe(expected);
	});

	it.each([
		cron('every day'),
		cron('61 * * * *'),
		cron('* * * *'),
		cron('*/0 * * * *'),
		cron('1-2-3 * * * *'),
		every({ field: 'minutes', minutesInterval: '={{ $json.minutes }}' }),
		every({ field: 'moons' }),
	])('of %j cannot be told', (rule) => {
		expect(longestInterval(rule)).toBeUndefined();
	});
});
