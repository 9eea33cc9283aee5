/** Whole numbers below ten millions. */
const DIGITS = 7;

/**
 * A number in a memory that only says yes or no to what it is asked about: one entry for each digit, all that there may
 * be are asked about at once.
 * @param name What it is, as the first words of each entry.
 */
export function numberEntries(name: string, value: number): string[] {
	return Array.from(String(value).padStart(DIGITS, '0'), (digit, place) => entryOf(name, place, digit));
}

/** All entries that `recallNumber` has to know about. */
export function numberQuestions(name: string): string[] {
	return Array.from({ length: DIGITS }, (_, place) =>
		Array.from({ length: 10 }, (_unused, digit) => entryOf(name, place, String(digit))),
	).flat();
}

/** @returns `undefined` when none is remembered, or a run that was killed left half of one. */
export function recallNumber(name: string, has: (entry: string) => boolean): number | undefined {
	let digits = '';
	for (let place = 0; place < DIGITS; place++) {
		const found = Array.from({ length: 10 }, (_, digit) => String(digit)).filter((digit) =>
			has(entryOf(name, place, digit)),
		);
		if (found.length !== 1) return undefined;
		digits += found[0];
	}
	return Number(digits);
}

function entryOf(name: string, place: number, digit: string): string {
	return `${name} ${place} ${digit}`;
}
