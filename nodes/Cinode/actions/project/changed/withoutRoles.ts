import type { Remembered } from './remembered';

/** Cinode's ids fit in so many. */
const DIGITS = 10;
const TEN = Array.from({ length: 10 }, (_, digit) => String(digit));

/**
 * Projects without roles that are owed to Kleer. The search for roles doesn't name them, and one page of the others
 * doesn't reach far; the memory only says yes or no. So their ids are kept digit by digit, and found by asking for
 * the next digit of each beginning that is there: no request to Cinode, however long it lasts.
 */
export async function recallWithoutRoles(memory: Remembered): Promise<number[]> {
	let beginnings = [''];
	for (let digits = 0; digits < DIGITS && beginnings.length > 0; digits++) {
		const longer = beginnings.flatMap((beginning) => TEN.map((digit) => beginning + digit));
		const known = await memory.ask(longer.map(entry));
		beginnings = longer.filter((beginning) => known.has(entry(beginning)));
	}
	return beginnings.map(Number);
}

/** What to remember, so that the next run finds these ids. */
export function entriesWithoutRoles(ids: number[]): string[] {
	const beginnings = ids.flatMap((id) => {
		const digits = String(id).padStart(DIGITS, '0');
		return Array.from(digits, (_, index) => entry(digits.slice(0, index + 1)));
	});
	return [...new Set(beginnings)];
}

/** How many without roles are handed over on one day only because it is their turn. */
const IN_TURN = 100;

/**
 * Those without roles that are compared today. Nothing tells of a project that lost its last role, nor of one that
 * the push didn't want before its set-up changed; all of them are listed once a day.
 */
export function inTurnWithoutRoles(ids: number[], today: string): Set<number> {
	const everyDays = Math.max(1, Math.ceil(ids.length / IN_TURN));
	const day = Math.floor(Date.parse(today) / 86_400_000);
	return new Set(ids.filter((id) => (id + day) % everyDays === 0));
}

function entry(beginning: string): string {
	return `owed without roles ${beginning}`;
}
