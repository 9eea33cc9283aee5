import { addDays } from '../../rules';
import type { KleerPayrollUser, KleerScheduleDay } from '../../models/kleer/people';
import type { KleerClient } from './client';
import { noneIfNotFound } from './errors';
import { scheduleDays } from './lists';

/** Days after the first that are looked at for a level: weekends and red days may have none. */
const LOOK_AHEAD_DAYS = 14;

/** People of one schedule who are asked for its level until one shows it: one of them may have no agreement. */
const SPEAKERS_PER_SCHEDULE = 3;

const OPEN = '9999-12-31';

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
 * Level of employment by user id, a fraction; people without one within 14 days aren't in it. Assumption: the level is
 * the schedule's, so people on the same schedule have the same one (docs/vendors.md#kleer-business-fields).
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

/**
 * Asks one for all, and the next best if that one shows none; those who leave the schedule before the day that shows
 * its level are asked themselves.
 */
async function readGroup(
	client: KleerClient,
	group: Spell[],
	today: string,
	levels: Map<number, number>,
): Promise<void> {
	const asked = new Map<Spell, Level | undefined>();
	let shared: Level | undefined;
	for (const speaker of speakersOf(group, today)) {
		const found = await readLevel(client, speaker);
		asked.set(speaker, found);
		// A later day is already the speaker's next schedule's.
		if (found && found.day <= speaker.until) shared = found;
		if (shared) break;
	}
	for (const spell of group) {
		const isShared = shared !== undefined && spell.until >= shared.day;
		const isLeaving = !isShared && spell.until < lastDay(spell);
		if (!asked.has(spell) && isLeaving) asked.set(spell, await readLevel(client, spell));
		const own = asked.has(spell) ? asked.get(spell) : isShared ? shared : undefined;
		if (own) levels.set(spell.row.user.id, own.level);
	}
}

/**
 * The best first: who is at work already shows the level of today; who stays longest shows this schedule's and no
 * other, and isn't gone on the day that would show it.
 */
function speakersOf(group: Spell[], today: string): Spell[] {
	const rank = ({ row, from, until }: Spell) => {
		const stays = [until, employmentEnd(row)].sort()[0];
		return `${from === today ? 1 : 0} ${stays}`;
	};
	return [...group].sort((a, b) => rank(b).localeCompare(rank(a))).slice(0, SPEAKERS_PER_SCHEDULE);
}

async function readLevel(client: KleerClient, spell: Spell): Promise<Level | undefined> {
	const { id } = spell.row.user;
	const days = await scheduleDays(client, id, spell.from, lastDay(spell)).catch(
		noneIfNotFound<KleerScheduleDay[]>,
	);
	const inOrder = [...(days ?? [])].sort((a, b) => a.date.localeCompare(b.date));
	for (const { date, 'level-of-employment': level } of inOrder) {
		if (typeof level === 'number' && level > 0) return { day: date, level };
	}
	return undefined;
}

function lastDay({ from }: Spell): string {
	return addDays(from, LOOK_AHEAD_DAYS);
}

/**
 * The schedule in force on the day that counts, or else the first that begins within the look-ahead. Assumption: Kleer
 * may leave old rows open, so of several in force the one that began last holds.
 */
function spellOf(row: KleerPayrollUser, today: string): Spell | undefined {
	if (hasLeft(row, today)) return undefined;
	const day = dayThatCounts(row, today);
	const rows = (row.schedules ?? [])
		.map(({ schedule, ...spell }) => ({
			scheduleId: schedule.id,
			start: spell['start-date']?.slice(0, 10) ?? '',
			until: spell['end-date']?.slice(0, 10) || OPEN,
		}))
		.filter(({ until }) => until >= day)
		.sort((a, b) => a.start.localeCompare(b.start));
	const last = addDays(day, LOOK_AHEAD_DAYS);
	const held = rows.filter(({ start }) => start <= day).at(-1) ?? rows.find(({ start }) => start <= last);
	if (!held) return undefined;
	const from = [held.start, day].sort()[1] as string;
	const next = rows.find(({ start }) => start > from);
	const until = [held.until, next ? addDays(next.start, -1) : OPEN].sort()[0] as string;
	return { row, scheduleId: held.scheduleId, from, until };
}

/** Someone who has left has no level any more. */
function hasLeft(row: KleerPayrollUser, today: string): boolean {
	return employmentEnd(row) < today;
}

/** A start after the end is a re-hire. */
function employmentEnd(row: KleerPayrollUser): string {
	const start = row['employment-start-date']?.slice(0, 10) ?? '';
	const end = row['employment-end-date']?.slice(0, 10);
	return end && start <= end ? end : OPEN;
}

/** Today, or the first day of someone who is still to start. */
export function dayThatCounts(row: KleerPayrollUser, today: string): string {
	const start = row['employment-start-date']?.slice(0, 10);
	return start && start > today ? start : today;
}
