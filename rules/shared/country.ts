import { cleanText } from './plainText';

/** Codes that the EU and the post use, and ISO doesn't. */
const ISO_CODES: Record<string, string> = { UK: 'GB', EL: 'GR' };

/** A country's code as ISO has it, in upper case; what isn't a code of two letters stays what it is. */
export function isoCountry(code: string): string {
	const upper = cleanText(code).toUpperCase();
	return ISO_CODES[upper] ?? upper;
}
