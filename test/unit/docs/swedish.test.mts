import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SCHEME_NAMES } from '../../../rules';
import { textsIn } from '../../../reports';

const { actions, statuses } = textsIn('en');
const page = readFileSync('docs/sv.md', 'utf8');

describe('the Swedish page', () => {
	it.each(Object.keys(actions))('says what %s means', (word) => expect(page).toContain(`**${word}**`));

	const headings = Object.values(statuses).flatMap(({ did, would }) => [did, would]);
	it.each([...new Set(headings)])('says what "%s" means', (heading) =>
		expect(page).toContain(`*${heading}*`),
	);

	it('has a row for each scheme', () => {
		const [, table = ''] = page.split('## Vad som förs över');
		expect(table.match(/^\| [^|]+ \| (Kleer → Cinode|Cinode → Kleer) \|/gm)).toHaveLength(
			SCHEME_NAMES.length,
		);
	});
});
