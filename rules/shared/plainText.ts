/**
 * The one normaliser: what every comparison and every key sees of a text. Texts come from web pages, spreadsheets and
 * phones, and two that look the same are the same.
 */

/** Most texts are so already: printable ASCII. */
const PLAIN = /^[ -~]*$/;
/** Zero-width characters, marks of direction, soft hyphens, variation selectors. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
/** Control characters but for tab and the ends of lines. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]/g;
const LINE_END = /\r\n?|[\u0085\u2028\u2029\v\f]/g;
/** Spaces of every width, no-break ones too, and the one of Braille. */
const SPACE = /[\p{Zs}\t\u2800]/gu;
/** Hyphens, dashes and minus signs. */
const DASH = /[\p{Pd}\u2212\u02d7\u2043\u207b\u208b]/gu;
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const FULL_WIDTH_OFFSET = 0xff01 - 0x21;
/** Digits of other scripts. */
const DIGIT = /(?![0-9])\p{Nd}/gu;

/**
 * Composed (NFC), without what can't be seen, with one kind of dash, space, line end and digit. Runs of spaces stay: see
 * `cleanText`.
 */
export function plainText(text: string): string {
	if (PLAIN.test(text)) return text;
	return text
		.replace(INVISIBLE, '')
		.replace(LINE_END, '\n')
		.replace(CONTROL, '')
		.replace(SPACE, ' ')
		.replace(FULL_WIDTH, (wide) => String.fromCharCode(wide.charCodeAt(0) - FULL_WIDTH_OFFSET))
		.replace(DASH, '-')
		.replace(DIGIT, plainDigit)
		.normalize('NFC');
}

/** Unicode keeps the ten digits of a script side by side, the zero first. */
function plainDigit(digit: string): string {
	const compatible = digit.normalize('NFKC');
	if (/^[0-9]$/.test(compatible)) return compatible;
	let value = 0;
	for (let at = (digit.codePointAt(0) ?? 0) - 1; value < 9; value++, at--) {
		if (!/\p{Nd}/u.test(String.fromCodePoint(at))) break;
	}
	return String(value);
}

/** A plain text in one line, trimmed, with single spaces: how names, numbers and addresses of e-mail are sent. */
export function cleanText(text: string): string {
	return plainText(text).trim().replace(/\s+/g, ' ');
}

/** A key, or another number that records are found by, as it is compared; "" for none. */
export function comparableKey(key: string | number | null | undefined): string {
	return cleanText(String(key ?? ''));
}
