import type { Remark } from './types.mts';

/** Columns under each other, for a terminal. */
export function table(rows: string[][]): string {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
	return rows
		.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
		.join('\n');
}

export function remarks(found: Remark[]): string {
	return found.map(({ path, message }) => `  ${path}: ${message}`).join('\n');
}

export function steps(title: string, list: string[]): string {
	return [title, ...list.map((step, index) => `  ${index + 1}. ${step}`)].join('\n');
}
