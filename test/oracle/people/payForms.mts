import type { KleerStore } from '../../sandbox/index.mts';
import { plusDays } from '../support/calendar.mts';
import type { Chance } from '../support/chance.mts';

export const PAY_FORMS = {
	monthly: 40,
	oddOre: 10,
	raiseToCome: 10,
	raisePast: 10,
	hourly: 10,
	onlyMonthlySalary: 5,
	onlyFuture: 4,
	noSalary: 4,
	zeroFromNow: 3,
};
export const LEVEL_FORMS = {
	fixed: 50,
	odd: 15,
	changesLater: 6,
	none: 4,
	startsSoon: 5,
	gap: 5,
	changesNext: 6,
};

export type Row = NonNullable<ReturnType<KleerStore['payroll']['get']>>;

/** Öre. The history isn't in order, and `monthly-salary` is the latest registered one, even if it is to come. */
export function setPay(row: Row, form: keyof typeof PAY_FORMS, chance: Chance, today: string): void {
	const start = row['employment-start-date'];
	const salary = chance.int(25_000, 95_000) * 100;
	const coming = plusDays(start > today ? start : today, chance.int(1, 20));
	const past = plusDays(today, -chance.int(0, 50));
	const odd = salary + chance.int(1, 99);
	const history: Record<keyof typeof PAY_FORMS, Array<[number, string]>> = {
		monthly: [[salary, start]],
		oddOre: [[odd, start]],
		raiseToCome: [
			[salary + 123_400, coming],
			[salary, start],
		],
		raisePast: [
			[salary + 150_050, past],
			[salary, plusDays(start < past ? start : past, -30)],
		],
		hourly: [],
		onlyMonthlySalary: [],
		onlyFuture: [[salary, coming]],
		noSalary: [],
		zeroFromNow: [
			[0, start > today ? start : today],
			[salary, plusDays(start, -400)],
		],
	};
	row['full-history-monthly-salaries'] = history[form].map(([ore, from]) => ({
		'monthly-salary': ore,
		'monthly-salary-start-date': from,
	}));
	const latest = [...history[form]].sort(([, a], [, b]) => a.localeCompare(b)).at(-1);
	row['monthly-salary'] = form === 'onlyMonthlySalary' ? salary : (latest?.[0] ?? 0);
	delete row['monthly-salary-start-date'];
	if (latest) row['monthly-salary-start-date'] = latest[1];
	if (form === 'onlyMonthlySalary') row['monthly-salary-start-date'] = start;
	row['hourly-salary'] = form === 'hourly' ? chance.int(15_000, 60_000) : 0;
}

export function setLevel(
	kleer: KleerStore,
	row: Row,
	form: keyof typeof LEVEL_FORMS,
	chance: Chance,
	today: string,
): void {
	const schedule = (level: number) => ({ schedule: { id: scheduleWith(kleer, level) }, comment: '' });
	const level =
		form === 'odd'
			? chance.one([0.29, 0.333, 0.57, 0.666, 0.58, 0.575, 0.145, 0.285])
			: chance.one([1, 1, 1, 0.8, 0.75, 0.5]);
	const now = schedule(level);
	/** The next working day after the weekend, and one within the look-ahead. */
	const [monday, soon] = [plusDays(today, 2), plusDays(today, 10)];
	if (form === 'none') row.schedules = [];
	else if (form === 'startsSoon') row.schedules = [{ ...now, 'start-date': soon }];
	else if (form === 'gap')
		row.schedules = [
			{ ...now, 'end-date': plusDays(today, -1) },
			{ ...schedule(0.6), 'start-date': soon },
		];
	else if (form === 'changesNext' || form === 'changesLater') {
		const from = form === 'changesNext' ? monday : plusDays(today, 3);
		row.schedules = [
			{ ...now, 'end-date': plusDays(from, -1) },
			{ ...schedule(0.4), 'start-date': from },
		];
	} else row.schedules = [now];
}

function scheduleWith(kleer: KleerStore, level: number): number {
	const known = [...kleer.schedules.values()].find((one) => one['level-of-employment'] === level);
	if (known) return known.id;
	const id = 700 + kleer.schedules.size;
	kleer.schedules.set(id, { id, name: `Schema ${id}`, 'level-of-employment': level });
	return id;
}
