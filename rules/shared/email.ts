/** One address: something, an at sign, and a domain with a dot. Strict enough to keep Cinode from refusing it. */
const FORM = /^[^\s@<>()[\],;:"\\]+@[a-z0-9åäöéüß-]+(\.[a-z0-9åäöéüß-]+)*\.([a-z]{2,}|xn--[a-z0-9-]+)$/;

/** Trimmed and in lower case; `undefined` when it isn't an e-mail address. */
export function normalEmail(text: string): string | undefined {
	const email = text.trim().toLowerCase();
	return FORM.test(email) && !email.includes('..') && !/^\.|\.@/.test(email) ? email : undefined;
}

/** Whether the address belongs to one of the domains; an empty list allows all. */
export function isInDomains(email: string, domains: string[]): boolean {
	if (domains.length === 0) return true;
	const domain = email.slice(email.lastIndexOf('@') + 1);
	return domains.some((allowed) => domain === allowed.trim().toLowerCase().replace(/^@/, ''));
}
