import { expect, it } from 'vitest';
import type { KleerClient } from '../../../apis/kleer/client';
import type { KleerPayrollUser } from '../../../apis/kleer/models';
import { readLevels } from '../../../apis/kleer/scheduleLevels';
import { VendorError } from '../../../sync';

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

/** Kleer's days of one person: no level on weekends. */
function kleer(rows: KleerPayrollUser[]) {
	const asked: number[] = [];
	const list = async (path: string) => {
		const [, id, from, to] = /user\/(\d+)\/schedule\/(.+)\/to\/(.+)$/.exec(path) ?? [];
		asked.push(Number(id));
		const one = rows.find(({ user }) => user.id === Number(id));
		if (!one) throw new VendorError('Kleer', 'notFound', 'no agreement');
		const days = [];
		for (let at = Date.parse(`${from}`); at <= Date.parse(`${to}`); at += 86_400_000) {
			const date = new Date(at).toISOString().slice(0, 10);
			const spell = (one.schedules ?? []).find(
				(each) => (each['start-date'] ?? '') <= date && (each['end-date'] ?? '9999') >= date,
			);
			const isWorkday = ![0, 6].includes(new Date(at).getUTCDay());
			if (spell && isWorkday) days.push({ date, 'level-of-employment': LEVEL_OF[spell.schedule.id] });
		}
		return days;
	};
	return { client: { list } as unknown as KleerClient, asked };
}

async function levelsOf(rows: KleerPayrollUser[], today = SATURDAY, perPerson = false) {
	const { client, asked } = kleer(rows);
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
	'gives who changes schedule after a weekend her next level, and nobody else: listed %s',
	async (_how, rows) => {
		const { levels, asked } = await levelsOf(rows);
		expect(levels).toEqual({ 1: 0.4, 2: 1, 3: 1 });
		expect(asked).toHaveLength(2);
		expect((await levelsOf(rows, SATURDAY, true)).levels).toEqual(levels);
	},
);

it('gives who changes later the level of today, without a request more', async () => {
	const { levels, asked } = await levelsOf([alva, bosse], '2026-11-27');
	expect(levels).toEqual({ 1: 1, 2: 1 });
	expect(asked).toHaveLength(1);
});

it('asks each of those who all leave a schedule before it shows a level', async () => {
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
