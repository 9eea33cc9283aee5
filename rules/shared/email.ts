import { cleanText } from './plainText';

/**
 * One address: something, an at sign, and a domain with a dot, in letters of any language. Strict enough to keep Cinode
 * from refusing it.
 */
const FORM =
	/^[^\s@<>()[\],;:"\\]+@[\p{L}\p{M}\p{N}-]+(\.[\p{L}\p{M}\p{N}-]+)*\.([\p{L}\p{M}]{2,}|xn--[a-z0-9-]+)$/u;
/** What stands between two addresses in one field. */
const BETWEEN = /[\s,;|/]+/;

/** Clean and in lower case; `undefined` when it isn't an e-mail address. */
export function normalEmail(text: string): string | undefined {
	const email = cleanText(text).toLowerCase();
	return FORM.test(email) && !email.includes('..') && !/^\.|\.@/.test(email) ? email : undefined;
}

/** All addresses of a field that may hold several, in normal form and in their order. */
export function emailsIn(text: string): string[] {
	const whole = normalEmail(text);
	if (whole) return [whole];
	return cleanText(text)
		.split(BETWEEN)
		.flatMap((part) => normalEmail(part) ?? []);
}

/** Whether the address belongs to one of the domains; an empty list allows all. */
export function isInDomains(email: string, domains: string[]): boolean {
	if (domains.length === 0) return true;
	const domain = email.slice(email.lastIndexOf('@') + 1);
	return domains.some((allowed) => domain === cleanText(allowed).toLowerCase().replace(/^@/, ''));
}
