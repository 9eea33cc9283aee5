import { describe, expect, it } from 'vitest';
import { CUSTOMER_FIELDS, PLAIN_FIELDS, SUBCONTRACTOR_FIELDS, USER_FIELDS } from '../../../sync/index.ts';
import { SCHEMES, SCHEME_NAMES, rowsOf, type Scheme } from '../../../rules/index.ts';

/** What an own row may write: all of it readable and writable, none of it the table's, the key or the log-in. */

const ACCESS: Record<Scheme, (field: string) => boolean> = {
	users: (field) => isBoth(USER_FIELDS[field]),
	subcontractors: (field) => isBoth(SUBCONTRACTOR_FIELDS[field]) && !!SUBCONTRACTOR_FIELDS[field]?.create,
	customers: (field) => isBoth(CUSTOMER_FIELDS[field]),
	projects: (field) => field in PLAIN_FIELDS,
};
const isBoth = (access?: { patch?: string; read?: unknown }) => Boolean(access?.patch && access.read);

/** What decides which person a record means, whether it counts, and how the person logs in. */
const FORBIDDEN = {
	users: /identifier|status|^email$|password|permissions|roles/i,
	subcontractors: /identifier|status|^email$|password/i,
	customers: /identification|status|corporateIdentity/i,
	projects: /^number$|status|active$|client/i,
};

describe.each(SCHEME_NAMES)('further fields of %s', (scheme) => {
	const { furtherFields, rules } = SCHEMES[scheme];

	it.each(furtherFields.map((field) => [field.field, field] as const))('%s', (name) => {
		expect(ACCESS[scheme](name)).toBe(true);
		expect(rules.map(({ field }) => field)).not.toContain(name);
		expect(name).not.toMatch(FORBIDDEN[scheme]);
	});

	it('are called by names of their own', () => {
		const names = furtherFields.map(({ target }) => target);
		expect(new Set([...names, ...rules.map(({ target }) => target)]).size).toBe(
			names.length + new Set(rules.map(({ target }) => target)).size,
		);
		expect(rowsOf(scheme)).toHaveLength(rules.length + furtherFields.length);
	});
});
