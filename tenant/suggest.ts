/** The known word that was probably meant. */
function closest(word: string, known: readonly string[]): string | undefined {
	const plain = (text: string) => text.toLowerCase().replace(/[^a-zåäö0-9]/g, '');
	const ranked = known
		.map((candidate) => ({ candidate, distance: distance(plain(word), plain(candidate)) }))
		.sort((a, b) => a.distance - b.distance);
	const best = ranked[0];
	if (best && best.distance <= Math.max(2, Math.floor(word.length / 3))) return best.candidate;
	// "language" for "languageId", "office" for a name that holds it.
	return known.find((candidate) => word.length > 3 && plain(candidate).includes(plain(word)));
}

/** A word that may be meant, and what people also call it. */
export interface Called {
	word: string;
	names: string[];
}

/** As `closest`, where people may write what it is called in the editor: "employmentRate" for "availabilityPercent". */
export function closestCalled(word: string, known: readonly Called[]): string | undefined {
	const plain = (text: string) => text.toLowerCase().replace(/[^a-zåäö0-9]/g, '');
	const exactly = known.find(({ names }) => names.some((name) => plain(name) === plain(word)));
	return (
		exactly?.word ??
		closest(
			word,
			known.map((one) => one.word),
		)
	);
}

/** ", did you mean …?" or nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
	const candidate = closest(word, known);
	return candidate === undefined ? '' : `; did you mean "${candidate}"?`;
}

/** How many letters have to be typed, removed or replaced. */
function distance(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
		}
		row = next;
	}
	return row[b.length] ?? 0;
}
