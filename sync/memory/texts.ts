/** More of one text isn't kept: its length is told in so many bits. */
const LENGTH_BITS = 9;
const MOST_BYTES = 2 ** LENGTH_BITS - 1;
const BYTE = 8;

/**
 * Texts in a memory that only says yes or no to what it is asked about: one entry for each bit that is set. A reader
 * of the database can't read them, since the name of a text is a fingerprint.
 * @param ask Which of the entries are there.
 * @returns The texts by name; a name without one, or with a spoilt one, isn't in it. And all entries that were there.
 */
export async function recallTexts(
	names: string[],
	ask: (entries: string[]) => Promise<Set<string>>,
): Promise<{ texts: Map<string, string>; entries: string[] }> {
	const heads = await ask(names.flatMap((name) => bits(LENGTH_BITS).map((bit) => headEntry(name, bit))));
	const lengths = names.flatMap((name) => {
		const length = numberOf(bits(LENGTH_BITS).map((bit) => heads.has(headEntry(name, bit))));
		return length > 0 ? [{ name, length }] : [];
	});
	// One byte more: the check.
	const known = await ask(
		lengths.flatMap(({ name, length }) => bits((length + 1) * BYTE).map((bit) => bodyEntry(name, bit))),
	);
	const texts = new Map<string, string>();
	for (const { name, length } of lengths) {
		const bytes = Array.from({ length: length + 1 }, (_, byte) =>
			numberOf(bits(BYTE).map((bit) => known.has(bodyEntry(name, byte * BYTE + bit)))),
		);
		const check = bytes.pop();
		if (check === checkOf(bytes)) texts.set(name, new TextDecoder().decode(Uint8Array.from(bytes)));
	}
	return { texts, entries: [...heads, ...known] };
}

/** What to remember, so that the text is found under the name; a long one is cut. */
export function textEntries(name: string, text: string): string[] {
	const bytes = bytesOf(text);
	return [
		...setBits([bytes.length], LENGTH_BITS).map((bit) => headEntry(name, bit)),
		...setBits([...bytes, checkOf(bytes)], BYTE).map((bit) => bodyEntry(name, bit)),
	];
}

/** How much of the memory a text takes. */
export function textSize(text: string): number {
	return bytesOf(text).length;
}

function bytesOf(text: string): number[] {
	const encoder = new TextEncoder();
	const whole = encoder.encode(text);
	if (whole.length <= MOST_BYTES) return [...whole];
	const room = new Uint8Array(MOST_BYTES - encoder.encode(' …').length);
	const { read } = encoder.encodeInto(text, room);
	return [...encoder.encode(`${text.slice(0, read)} …`)];
}

function checkOf(bytes: number[]): number {
	return bytes.reduce((sum, byte) => (sum * 31 + byte) % 251, 1);
}

function bits(count: number): number[] {
	return Array.from({ length: count }, (_, bit) => bit);
}

/** The places of the set bits of numbers that have so many bits each. */
function setBits(numbers: number[], width: number): number[] {
	return numbers.flatMap((number, index) =>
		bits(width).flatMap((bit) => ((number >> bit) & 1 ? [index * width + bit] : [])),
	);
}

function numberOf(isSet: boolean[]): number {
	return isSet.reduce((sum, is, bit) => sum + (is ? 2 ** bit : 0), 0);
}

function headEntry(name: string, bit: number): string {
	return `text of ${bit} ${name}`;
}

function bodyEntry(name: string, bit: number): string {
	return `text ${bit} ${name}`;
}
