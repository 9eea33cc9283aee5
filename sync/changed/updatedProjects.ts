import type { ProjectBase } from '../../models/cinode/projects';
import { instant } from '../../rules';
import { VendorError, attempt } from '../../base';
import { numberEntries, numberQuestions, recallNumber } from '../memory/numbers';
import type { MemorySession } from '../memory/memorySession';

/** The most recently updated projects, and what Cinode says of one. */
export interface UpdatesNow {
	/** Newest first. */
	recent: ProjectBase[];
	/** When Cinode says that the project was updated last; `undefined` when it is gone. */
	updatedAt(id: number): Promise<string | undefined>;
}

/** How many of the most recently updated are looked at each time. */
const LOOKED_AT = 2;
/** After so many that are unknown, all of the page count as updated. */
const LOOKED_AT_MOST = 20;
/** So many refused, and none read: it isn't the projects. */
const REFUSED_MOST = 5;

/**
 * The projects before the first known one, and what to remember. A project is known if its time of update was seen
 * before, or is older than the newest that the last run saw: everything edited since is newer. A project that can't be
 * read is handed over once, so that its own reading says why, and it doesn't hide those behind it.
 */
export async function updatedProjects(
	{ recent, updatedAt }: UpdatesNow,
	memory: MemorySession,
): Promise<{ ids: number[]; seen: string[] }> {
	const before = await recallNewest(memory);
	const ids: number[] = [];
	const seen: string[] = [];
	let newest = 0;
	let isMet = false;
	let read = 0;
	let refused = 0;
	for (const { id } of recent.slice(0, LOOKED_AT_MOST)) {
		if ((isMet || !memory.isTrusted) && read >= LOOKED_AT) break;
		const outcome = await attempt(() => updatedAt(id));
		if (!outcome.ok) {
			if (!isAboutOne(outcome.error)) throw outcome.error;
			refused++;
			if (read === 0 && refused === REFUSED_MOST) throw outcome.error;
			const entry = `unreadable ${id}`;
			seen.push(entry);
			if (!isMet && !(await memory.ask([entry])).has(entry)) ids.push(id);
			continue;
		}
		if (outcome.value === undefined) continue;
		read++;
		const entry = `updated ${id} ${outcome.value}`;
		seen.push(entry);
		const time = instant(outcome.value, 'utc');
		if (time > newest) newest = time;
		isMet ||= time < before || (await memory.ask([entry])).has(entry);
		if (!isMet) ids.push(id);
	}
	seen.push(...numberEntries(NEWEST, newest || before, DIGITS));
	return { ids: isMet ? ids : recent.map(({ id }) => id), seen };
}

/** Milliseconds since 1970 have so many digits until the year 2286. */
const DIGITS = 13;
const NEWEST = 'newest';

/** 0: none is remembered. */
async function recallNewest(memory: MemorySession): Promise<number> {
	const known = await memory.ask(numberQuestions(NEWEST, DIGITS));
	return recallNumber(NEWEST, (entry) => known.has(entry), DIGITS) ?? 0;
}

/** Whether the next project may well be read: what Cinode gives depends on the data. */
function isAboutOne(error: unknown): boolean {
	return error instanceof VendorError && ['forbidden', 'server', 'invalid'].includes(error.kind);
}
