import { addDays } from '../../rules';
import type { KleerClient } from './client';
import { noneIfNotFound } from './errors';
import type { KleerPayrollUser, KleerScheduleDay } from './models';

/** Days after the first that are looked at for a level: weekends and red days may have none. */
const LOOK_AHEAD_DAYS = 14;

/** Someone's work on one schedule, from the first day that counts. */
interface Spell {
	row: KleerPayrollUser;
	scheduleId: number;
	from: string;
	until: string;
}

interface Level {
	/** The first day that shows it. */
	day: string;
	/** A fraction: 1 is full time. */
	level: number;
}

/**
 * Level of employment by user id, a fraction; nobody is in it who has none within 14 days. Assumption: the level is
 * the schedule's, so people on the same schedule have the same one (facts/kleer.md 4).
 * @param today YYYY-MM-DD in the tenant's time zone.
 * @param perPerson Asks for each person instead of one per schedule.
 */
export async function readLevels(
	client: KleerClient,
	rows: KleerPayrollUser[],
	today: string,
	perPerson: boolean,
): Promise<Map<number, number>> {
	const groups = new Map<number, Spell[]>();
	for (const spell of rows.flatMap((row) => spellOf(row, today) ?? [])) {
		const group = perPerson ? spell.row.user.id : spell.scheduleId;
		groups.set(group, [...(groups.get(group) ?? []), spell]);
	}
	const levels = new Map<number, number>();
	for (const group of groups.values()) await readGroup(client, group, today, levels);
	return levels;
}

/** Asks one for all; those who leave the schedule before the day that shows its level are asked themselves. */
async function readGroup(
	client: KleerClient,
	group: Spell[],
	today: string,
	levels: Map<number, number>,
): Promise<void> {
	const speaker = speakerOf(group, today);
	const found = await readLevel(client, speaker);
	for (const spell of group) {
		const isShared = found !== undefined && spell.until >= found.day;
		const isLeaving = !isShared && spell.until < lastDay(spell);
		const own =
			spell === speaker || isShared ? found : isLeaving ? await readLevel(client, spell) : undefined;
		if (own) levels.set(spell.row.user.id, own.level);
	}
}

/** Who is at work already shows the level of today; who stays longest shows this schedule's and no other. */
function speakerOf(group: Spell[], today: string): Spell {
	const rank = ({ from, until }: Spell) => `${from === today ? 1 : 0} ${until}`;
	return group.reduce((best, spell) => (rank(spell) > rank(best) ? spell : best));
}

async function readLevel(client: KleerClient, spell: Spell): Promise<Level | undefined> {
	const { id } = spell.row.user;
	const days = await client
		.list<KleerScheduleDay>(`/payroll/user/${id}/schedule/${spell.from}/to/${lastDay(spell)}`)
		.catch(noneIfNotFound<KleerScheduleDay[]>);
	const inOrder = [...(days ?? [])].sort((a, b) => a.date.localeCompare(b.date));
	for (const { date, 'level-of-employment': level } of inOrder) {
		if (level !== undefined && level > 0) return { day: date.slice(0, 10), level };
	}
	return undefined;
}

function lastDay({ from }: Spell): string {
	return addDays(from, LOOK_AHEAD_DAYS);
}

/** The schedule in force on the day that counts, or else the first that begins within the look-ahead. */
function spellOf(row: KleerPayrollUser, today: string): Spell | undefined {
	if (hasLeft(row, today)) return undefined;
	const day = dayThatCounts(row, today);
	const last = addDays(day, LOOK_AHEAD_DAYS);
	const spells = (row.schedules ?? []).map(({ schedule, ...spell }) => ({
		row,
		scheduleId: schedule.id,
		from: [spell['start-date']?.slice(0, 10) ?? '', day].sort().at(-1) as string,
		until: spell['end-date']?.slice(0, 10) || '9999-12-31',
	}));
	return spells
		.filter(({ from, until }) => until >= day && from <= last)
		.sort((a, b) => a.from.localeCompare(b.from))[0];
}

/** Someone who has left has no level any more; a start after the end is a re-hire. */
function hasLeft(row: KleerPayrollUser, today: string): boolean {
	const start = row['employment-start-date']?.slice(0, 10) ?? '';
	const end = row['employment-end-date']?.slice(0, 10);
	return Boolean(end) && String(end) < today && start <= String(end);
}

/** Today, or the first day of someone who is still to start. */
export function dayThatCounts(row: KleerPayrollUser, today: string): string {
	const start = row['employment-start-date']?.slice(0, 10);
	return start && start > today ? start : today;
}
