import { expect, it } from 'vitest';
import type { KleerClient } from '../../../apis/kleer/client';
import type { KleerPayrollUser } from '../../../models/kleer/people';
import { readLevels } from '../../../apis/kleer/scheduleLevels';
import { VendorError } from '../../../base';

const SATURDAY = '2026-11-28';
const SUNDAY = '2026-11-29';
const MONDAY = '2026-11-30';
const LEVEL_OF: Record<number, number> = { 700: 1, 702: 0.4 };

/** Schedule, first day, last day. */
type Spell = [schedule: number, from?: string, until?: string];

function row(id: number, spells: Spell[], more: Partial<KleerPayrollUser> = {}): KleerPayrollUser {
	return {
		user: { id },
		schedules: spells.map(([schedule, from, until]) => ({
			schedule: { id: schedule },
			...(from ? { 'start-date': from } : {}),
			...(until ? { 'end-date': until } : {}),
		})),
		...more,
	} as KleerPayrollUser;
}

/** Kleer's days of one person: no level on weekends; of schedules that overlap the one that began last. */
function kleer(rows: KleerPayrollUser[], silent: number[]) {
	const asked: number[] = [];
	const list = async (path: string) => {
		const [, id, from, to] = /user\/(\d+)\/schedule\/(.+)\/to\/(.+)$/.exec(path) ?? [];
		asked.push(Number(id));
		const one = rows.find(({ user }) => user.id === Number(id));
		if (!one || silent.includes(one.user.id)) throw new VendorError('Kleer', 'notFound', 'no agreement');
		const days = [];
		for (let at = Date.parse(`${from}`); at <= Date.parse(`${to}`); at += 86_400_000) {
			const date = new Date(at).toISOString().slice(0, 10);
			const spell = (one.schedules ?? [])
				.filter((each) => (each['start-date'] ?? '') <= date && (each['end-date'] ?? '9999') >= date)
				.sort((a, b) => (a['start-date'] ?? '').localeCompare(b['start-date'] ?? ''))
				.at(-1);
			const isWorkday = ![0, 6].includes(new Date(at).getUTCDay());
			const isEmployed = (one['employment-end-date'] ?? '9999') >= date || isRehire(one);
			if (spell && isWorkday && isEmployed)
				days.push({ date, 'level-of-employment': LEVEL_OF[spell.schedule.id] });
		}
		return days;
	};
	return { client: { list } as unknown as KleerClient, asked };
}

const isRehire = (one: KleerPayrollUser) =>
	(one['employment-start-date'] ?? '') > (one['employment-end-date'] ?? '9999');

/** @param silent Those without a payroll agreement. */
async function levelsOf(
	rows: KleerPayrollUser[],
	today = SATURDAY,
	perPerson = false,
	silent: number[] = [],
) {
	const { client, asked } = kleer(rows, silent);
	return { levels: Object.fromEntries(await readLevels(client, rows, today, perPerson)), asked };
}

const alva = row(1, [
	[700, '2020-01-01', SUNDAY],
	[702, MONDAY],
]);
const bosse = row(2, [[700, '2021-01-01']]);
const cilla = row(3, [[700]]);

it('costs one request per schedule, whoever is on it', async () => {
	const { levels, asked } = await levelsOf([bosse, cilla, row(4, [[702]])]);
	expect(levels).toEqual({ 2: 1, 3: 1, 4: 0.4 });
	expect(asked).toHaveLength(2);
});

it.each([
	['first', [alva, bosse, cilla]],
	['last', [bosse, cilla, alva]],
])(
	'gives only a person that changes schedule after a weekend her next level: listed %s',
	async (_how, rows) => {
		const { levels, asked } = await levelsOf(rows);
		expect(levels).toEqual({ 1: 0.4, 2: 1, 3: 1 });
		expect(asked).toHaveLength(2);
		expect((await levelsOf(rows, SATURDAY, true)).levels).toEqual(levels);
	},
);

it('gives a person that changes later the level of today, without a further request', async () => {
	const { levels, asked } = await levelsOf([alva, bosse], '2026-11-27');
	expect(levels).toEqual({ 1: 1, 2: 1 });
	expect(asked).toHaveLength(1);
});

it('asks each person if all leave a schedule before it shows a level', async () => {
	const dora = row(4, [[700, undefined, SUNDAY]]);
	expect((await levelsOf([alva, dora])).levels).toEqual({ 1: 0.4 });
});

it('counts a schedule that begins within 14 days, and none that begins later', async () => {
	const soon = row(5, [[702, '2026-12-11']]);
	const late = row(6, [[702, '2026-12-14']]);
	expect((await levelsOf([soon, late])).levels).toEqual({ 5: 0.4 });
});

it('gives none to someone who has left, but one to a re-hire whose old end date still stands', async () => {
	const left = row(7, [[700]], {
		'employment-start-date': '2020-01-01',
		'employment-end-date': '2026-06-17',
	});
	const rehired = row(8, [[700]], { 'employment-start-date': MONDAY, 'employment-end-date': '2026-06-17' });
	expect((await levelsOf([left, rehired])).levels).toEqual({ 8: 1 });
});

it('asks another when the one who was asked has no level, and no more than three in all', async () => {
	const rows = [10, 11, 12, 13, 14].map((id) => row(id, [[700]]));
	const first = await levelsOf(rows, SATURDAY, false, [10, 11]);
	expect(first.levels).toEqual({ 12: 1, 13: 1, 14: 1 });
	expect(first.asked).toEqual([10, 11, 12]);
	const nobody = await levelsOf(rows, SATURDAY, false, [10, 11, 12]);
	expect(nobody.levels).toEqual({});
	expect(nobody.asked).toHaveLength(3);
});

it('asks a person whose employment goes on, and gives her level to a person that ends before a day shows it', async () => {
	const leaving = row(9, [[700]], { 'employment-end-date': SUNDAY });
	const { levels, asked } = await levelsOf([leaving, bosse]);
	expect(levels).toEqual({ 2: 1, 9: 1 });
	expect(asked).toEqual([2]);
});

it('takes no person’s next schedule for the one she leaves', async () => {
	// She is at work until Sunday, so she is asked before a person that begins on Monday.
	const begins = row(16, [[700, MONDAY]]);
	expect((await levelsOf([alva, begins])).levels).toEqual({ 1: 0.4, 16: 1 });
});

it.each([
	[
		'oldest first',
		[
			[700, '2020-01-01'],
			[702, '2024-01-01'],
		] satisfies Spell[],
	],
	[
		'newest first',
		[
			[702, '2024-01-01'],
			[700, '2020-01-01'],
		] satisfies Spell[],
	],
	['the older without a first day', [[702, '2024-01-01'], [700]] satisfies Spell[]],
])('lets the schedule hold that began last where an older one is left open: %s', async (_how, spells) => {
	const { levels, asked } = await levelsOf([row(17, spells), bosse]);
	expect(levels).toEqual({ 2: 1, 17: 0.4 });
	expect(asked).toHaveLength(2);
});

it('lets a schedule that is left open end where the next begins', async () => {
	const rows = [row(18, [[700], [702, MONDAY]]), bosse];
	expect((await levelsOf(rows)).levels).toEqual({ 2: 1, 18: 0.4 });
	expect((await levelsOf(rows, '2026-11-27')).levels).toEqual({ 2: 1, 18: 1 });
});

it('lets a person at work today speak for all that leave, whatever people begin after them', async () => {
	const rows = [19, 20].map((id) => row(id, [[700, undefined, SUNDAY]]));
	const { levels, asked } = await levelsOf([row(21, [[700, MONDAY]]), ...rows], '2026-11-27');
	expect(levels).toEqual({ 19: 1, 20: 1, 21: 1 });
	expect(asked).toHaveLength(1);
});
