/** Whole numbers below ten millions. */
const DIGITS = 7;

/**
 * A number in a memory that only says yes or no to what it is asked about: one entry for each digit, all that there may
 * be are asked about at once.
 * @param name What it is, as the first words of each entry.
 * @param digits How many digits it may have.
 */
export function numberEntries(name: string, value: number, digits = DIGITS): string[] {
	return Array.from(String(value).padStart(digits, '0'), (digit, place) => entryOf(name, place, digit));
}

/** All entries that `recallNumber` has to know about. */
export function numberQuestions(name: string, digits = DIGITS): string[] {
	return Array.from({ length: digits }, (_, place) =>
		Array.from({ length: 10 }, (_unused, digit) => entryOf(name, place, String(digit))),
	).flat();
}

/** @returns `undefined` when none is remembered, or a run that was killed left half of one. */
export function recallNumber(
	name: string,
	has: (entry: string) => boolean,
	digits = DIGITS,
): number | undefined {
	let text = '';
	for (let place = 0; place < digits; place++) {
		const found = Array.from({ length: 10 }, (_, digit) => String(digit)).filter((digit) =>
			has(entryOf(name, place, digit)),
		);
		if (found.length !== 1) return undefined;
		text += found[0];
	}
	return Number(text);
}

function entryOf(name: string, place: number, digit: string): string {
	return `${name} ${place} ${digit}`;
}
