/** Ids fit in so many digits. */
const DIGITS = 10;
const TEN = Array.from({ length: 10 }, (_, digit) => String(digit));

/**
 * Ids in a memory that only says yes or no to what it is asked about. They are kept digit by digit, and found by
 * asking for the next digit of each beginning that is there.
 * @param name What they are, as the first words of each entry.
 * @param ask Which of the entries are there.
 */
export async function recallIds(
	name: string,
	ask: (entries: string[]) => Promise<Set<string>>,
): Promise<number[]> {
	let beginnings = [''];
	for (let digits = 0; digits < DIGITS && beginnings.length > 0; digits++) {
		const longer = beginnings.flatMap((beginning) => TEN.map((digit) => beginning + digit));
		const known = await ask(longer.map((one) => entry(name, one)));
		beginnings = longer.filter((one) => known.has(entry(name, one)));
	}
	return beginnings.map(Number);
}

/** What to remember, so that these ids are found. */
export function idEntries(name: string, ids: number[]): string[] {
	const beginnings = ids.flatMap((id) =>
		Array.from(padded(id), (_, index) => entry(name, padded(id).slice(0, index + 1))),
	);
	return [...new Set(beginnings)];
}

/** The one entry without which the id isn't found. */
export function idEntry(name: string, id: number): string {
	return entry(name, padded(id));
}

function padded(id: number): string {
	return String(id).padStart(DIGITS, '0');
}

function entry(name: string, beginning: string): string {
	return `${name} ${beginning}`;
}
