import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { KleerCinodeMapper } from '../../../nodes/KleerCinodeMapper/KleerCinodeMapper.node';
import { Cinode } from '../../../nodes/Cinode/Cinode.node';
import { USER_RULES } from '../../../rules';
import { USER_FIELDS } from '../../../sync';
import { withTables } from '../../../scripts/fieldTables.mts';

describe('the published tables', () => {
	it.each(['README.md', 'docs/field-rules.md'])('in %s are those of the rules (npm run docs)', (file) => {
		const text = readFileSync(file, 'utf8');
		expect(text).toContain('<!-- generated:users -->');
		expect(withTables(text)).toBe(text);
	});

	it('have one row per field in the mapper’s Field Modes, with just its modes', () => {
		const modes = new KleerCinodeMapper().description.properties.find(({ name }) => name === 'modes');
		const offered = (modes?.options as Array<{ name: string; options: Array<{ value: string }> }>).map(
			(option) => [option.name, option.options.map(({ value }) => value)],
		);
		const rules = USER_RULES.filter(({ choices }) => choices.length > 0).map(({ field, choices }) => [
			field,
			[...choices],
		]);
		expect(offered.sort()).toEqual(rules.sort());
	});

	it('name every field that the Cinode node can write', () => {
		const known = USER_RULES.map(({ field }) => field);
		for (const field of Object.keys(USER_FIELDS)) expect(known).toContain(field);
		const update = new Cinode().description.properties.find(({ name }) => name === 'updateFields');
		const names = (update?.options as Array<{ name: string }>).map(({ name }) => name);
		expect(names.sort()).toEqual(known.filter((field) => USER_FIELDS[field]?.patch).sort());
	});
});
