import { DAY_MS } from '../../base';
import { idEntries, recallIds } from '../memory/idSet';
import type { MemorySession } from '../memory/memorySession';

const NAME = 'owed without roles';

/**
 * Projects without roles that are owed to Kleer. The search for roles doesn't name them, and one page of the others
 * doesn't reach far: the memory gives them, at no request to Cinode, however long it lasts.
 */
export async function recallWithoutRoles(memory: MemorySession): Promise<number[]> {
	return await recallIds(NAME, async (entries) => await memory.ask(entries));
}

/** What to remember, so that the next run finds these ids. */
export function entriesWithoutRoles(ids: number[]): string[] {
	return idEntries(NAME, ids);
}

/** How many without roles are handed over on one day only because it is their turn. */
const IN_TURN = 100;

/**
 * Those without roles that are compared today. Nothing tells of a project that lost its last role, nor of one that
 * the push didn't want before its set-up changed; all of them are listed once a day.
 */
export function inTurnWithoutRoles(ids: number[], today: string): Set<number> {
	const everyDays = Math.max(1, Math.ceil(ids.length / IN_TURN));
	const day = Math.floor(Date.parse(today) / DAY_MS);
	return new Set(ids.filter((id) => (id + day) % everyDays === 0));
}
