import { readFileSync } from 'node:fs';
import type { INodeProperties } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { Cinode } from '../../../nodes/Cinode/Cinode.node';
import { KleerCinodeMapper } from '../../../nodes/KleerCinodeMapper/KleerCinodeMapper.node';
import { SCHEME_NAMES, SCHEMES, rowsOf } from '../../../rules';
import {
	CODED_FIELDS,
	CUSTOMER_FIELDS,
	PLAIN_FIELDS,
	SUBCONTRACTOR_FIELDS,
	USER_FIELDS,
} from '../../../sync';
import { withTables } from '../../../scripts/fieldTables.mts';

const schemes = SCHEME_NAMES;

function shownFor(properties: INodeProperties[], name: string, on: string, value: string): INodeProperties {
	const found = properties.find(
		(property) => property.name === name && property.displayOptions?.show?.[on]?.includes(value),
	);
	if (!found) throw new Error(`No '${name}' for ${on} ${value}`);
	return found;
}

const named = (property: INodeProperties) =>
	(property.options as Array<{ name: string; options?: Array<{ value: string }> }>).map((option) => [
		option.name,
		option.options?.map(({ value }) => value),
	]);

describe('the published tables', () => {
	it.each(['README.md', 'docs/field-rules.md'])('in %s are those of the rules (npm run docs)', (file) => {
		const text = readFileSync(file, 'utf8');
		for (const scheme of schemes) expect(text).toContain(`<!-- generated:${scheme} -->`);
		expect(withTables(text)).toBe(text);
	});

	it('of a tenant file’s keys are those that the command checks by (npm run docs)', () => {
		const text = readFileSync('docs/tenant-keys.md', 'utf8');
		expect(withTables(text)).toBe(text);
		for (const key of ['keyPrefix', 'modes.availabilityPercent', 'countries[].code', 'scope.onlyTeams'])
			expect(text).toContain(`| \`${key}\` |`);
	});

	it.each(schemes)(
		'of %s have one row per field in the mapper’s Field Modes, with just its modes',
		(scheme) => {
			const modes = shownFor(new KleerCinodeMapper().description.properties, 'modes', 'scheme', scheme);
			const rules = SCHEMES[scheme].rules.map(({ field, mode, choices }) => [
				field,
				choices.length > 0 ? [...choices] : [mode],
			]);
			expect(named(modes)).toEqual(rules);
			const labels = (modes.options as INodeProperties[]).map(({ displayName }) => displayName);
			expect(labels).toEqual(
				SCHEMES[scheme].rules.map(
					({ source, target }) => `${target} ← ${source === '–' ? 'Set-Up' : source}`,
				),
			);
		},
	);

	it.each([
		['users', 'users-sync'],
		['subcontractors', 'subcontractors-sync'],
		['customers', 'customers-sync'],
		['projects', 'project-push'],
	] as const)('of %s stand whole in the mapper and in its template', (scheme, file) => {
		const table = Object.fromEntries(SCHEMES[scheme].rules.map(({ field, mode }) => [field, mode]));
		const shown = shownFor(new KleerCinodeMapper().description.properties, 'modes', 'scheme', scheme);
		expect(shown.default).toEqual(table);
		const { nodes } = JSON.parse(readFileSync(`workflows/${file}.json`, 'utf8')) as {
			nodes: Array<{ parameters: { operation?: string; modes?: object } }>;
		};
		expect(nodes.find(({ parameters }) => parameters.operation === 'map')?.parameters.modes).toEqual(table);
	});

	it('name every field that a sync writes', () => {
		const written = {
			users: USER_FIELDS,
			subcontractors: SUBCONTRACTOR_FIELDS,
			customers: { ...CUSTOMER_FIELDS, ...CODED_FIELDS },
			projects: PLAIN_FIELDS,
		};
		for (const scheme of schemes) {
			const known = rowsOf(scheme).map(({ field }) => field);
			for (const field of Object.keys(written[scheme])) expect(known).toContain(field);
		}
	});

	it('name every field of a user that the Cinode node can update', () => {
		const update = shownFor(new Cinode().description.properties, 'updateFields', 'resource', 'user');
		const names = named(update).map(([name]) => name);
		const known = SCHEMES.users.rules.map(({ field }) => field);
		expect(names.sort()).toEqual(known.filter((field) => USER_FIELDS[field]?.patch).sort());
	});
});
