import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SCHEMES, SCHEME_NAMES } from '../../../rules';

/**
 * What docs/releasing.md promises: a row that a release brings is off or on create, so that a workflow that exists already
 * writes what it wrote; and no row loses its name or its default within a major version.
 */
const FILE = 'docs/released-rows.json';

type Rows = Record<string, Record<string, string>>;

const now: Rows = Object.fromEntries(
	SCHEME_NAMES.map((scheme) => [
		scheme,
		Object.fromEntries(SCHEMES[scheme].rules.map(({ field, mode }) => [field, mode])),
	]),
);
// By hand, at a release: RELEASE=1 npx vitest run test/unit/docs/releasedRows.test.mts
if (process.env.RELEASE) writeFileSync(FILE, `${JSON.stringify(now, undefined, '\t')}\n`);
const released: Rows = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Rows) : {};

it.each(SCHEME_NAMES)('%s: rows that were released keep their names and defaults', (scheme) => {
	expect(Object.keys(released[scheme] ?? {}).length).toBeGreaterThan(5);
	expect(now[scheme]).toMatchObject(released[scheme] ?? {});
});

it.each(SCHEME_NAMES)('%s: a row that no release had is off or on create', (scheme) => {
	const news = Object.entries(now[scheme] ?? {}).filter(([field]) => !(field in (released[scheme] ?? {})));
	expect(news.filter(([, mode]) => mode !== 'off' && mode !== 'onCreate')).toEqual([]);
});
