import { MODES } from '../rules/shared/modes.ts';
import { ACCESS_LEVELS } from '../rules/users/accessLevels.ts';
import { USER_CONDITIONS, USER_RULES, USER_TAG_ROW } from '../rules/users/fieldRules.ts';

/** The tables of the docs, made from the rules, so that no rule stands twice. */

/** Kleer → Cinode, users, as Markdown. */
export function usersTable(): string {
	const rows = [
		...USER_CONDITIONS.map(({ source, note }) => [source, '–', '', note]),
		...USER_RULES.map((rule) => [
			rule.source,
			rule.target,
			[
				MODES[rule.mode].name,
				rule.choices.length === 0 ? 'locked' : '',
				rule.required ? 'required' : '',
				rule.sensitive ? 'masked' : '',
			]
				.filter(Boolean)
				.join(', '),
			rule.note,
		]),
		[USER_TAG_ROW.source, USER_TAG_ROW.target, 'chosen ones only', USER_TAG_ROW.note],
	];
	return table(['Kleer', 'Cinode', 'Mode', 'Rule'], rows);
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

function table(head: string[], rows: string[][]): string {
	const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Puts each generated part between its marks; a document without marks stays as it is. */
export function withTables(markdown: string): string {
	const parts: Record<string, () => string> = { users: usersTable, modes: modesTable, levels: accessLevels };
	return markdown.replace(
		/<!-- generated:(\w+) -->[\s\S]*?<!-- end -->/g,
		(_all, name: string) => `<!-- generated:${name} -->\n${parts[name]?.() ?? ''}\n<!-- end -->`,
	);
}
