import { takes } from '../rules/own/ownValue.ts';
import { MODES } from '../rules/shared/modes.ts';
import { ACCESS_LEVELS } from '../rules/users/accessLevels.ts';
import { ASSUMPTIONS } from '../setupCheck/assumptions.ts';
import { REASON_CODES } from '../rules/shared/reasonCodes.ts';
import { SCHEMES, SCHEME_NAMES } from '../rules/schemes.ts';
import type { Scheme } from '../rules/shared/types.ts';
import { requestTables } from './requestTables.mts';
import { keyTables } from './tenant/keyTables.mts';

/** The tables of the docs, made from the rules, so that no rule stands twice. */

/** A scheme's table as Markdown. */
export function schemeTable(scheme: Scheme): string {
	const { source, target, conditions, rules, tagRows } = SCHEMES[scheme];
	const rows = [
		...conditions.map((row) => [row.source, '–', '', row.note]),
		...rules.map((rule) => [
			rule.source,
			rule.target,
			[
				MODES[rule.mode].name,
				rule.choices.length === 0 ? 'locked' : '',
				rule.required ? 'required' : '',
				typeof rule.sensitive === 'function' ? 'masked where it is a person’s' : '',
				rule.sensitive === true ? 'masked' : '',
			]
				.filter(Boolean)
				.join(', '),
			rule.note,
		]),
		...tagRows.map((row) => [row.source, row.target, '', row.note]),
	];
	return table([source, target, 'Mode', 'Rule'], rows);
}

/** What a row of one's own may write. */
function furtherTable(scheme: Scheme): string {
	const { target, furtherFields } = SCHEMES[scheme];
	return table(
		[`Field of ${target}`, 'Takes', 'Note'],
		[...furtherFields]
			.sort((a, b) => a.target.localeCompare(b.target))
			.map((field) => [field.target, `${takes(field)}${field.sensitive ? '; masked' : ''}`, field.note]),
	);
}

export function modesTable(): string {
	return table(
		['Mode', 'When the field is written'],
		Object.values(MODES).map(({ name, description }) => [name, description]),
	);
}

export function accessLevels(): string {
	return ACCESS_LEVELS.map(({ name }) => name).join(', ');
}

/** Reason codes, as data and workflows carry them. */
export function reasonCodesTable(): string {
	return table(
		['Code', 'Meaning'],
		Object.entries(REASON_CODES).map(([code, meaning]) => [`\`${code}\``, meaning]),
	);
}

export function assumptionsTable(): string {
	return table(
		['Assumption', 'How to check', 'Where to change'],
		ASSUMPTIONS.map(({ assumption, howToCheck, where }) => [assumption, howToCheck, where]),
	);
}

function table(head: string[], rows: string[][]): string {
	const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Puts each generated part between its marks; a document without marks stays as it is. */
export function withTables(markdown: string): string {
	const schemes = SCHEME_NAMES;
	const parts: Record<string, () => string> = {
		...Object.fromEntries(schemes.map((scheme) => [scheme, () => schemeTable(scheme)])),
		...Object.fromEntries(schemes.map((scheme) => [`${scheme}OwnRows`, () => furtherTable(scheme)])),
		modes: modesTable,
		levels: accessLevels,
		assumptions: assumptionsTable,
		reasonCodes: reasonCodesTable,
		requests: requestTables,
		tenantKeys: keyTables,
	};
	return markdown.replace(
		/<!-- generated:(\w+) -->[\s\S]*?<!-- end -->/g,
		(_all, name: string) => `<!-- generated:${name} -->\n${parts[name]?.() ?? ''}\n<!-- end -->`,
	);
}
