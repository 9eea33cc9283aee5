import type { Place } from './readTenantFile.mts';
import type { Remark } from '../../tenant/types.ts';

/** Columns under each other, for a terminal. */
export function table(rows: string[][]): string {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
	return rows
		.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
		.join('\n');
}

/** Each with its place in the form that terminals and editors can follow: file:line:column. */
export function remarks(file: string, found: Remark[], placeOf: (path: string) => Place): string {
	return found
		.map((remark) => ({ ...remark, at: remark.at ?? placeOf(remark.path) }))
		.sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column)
		.map(({ path, at, message }) => `  ${file}:${at.line}:${at.column}  ${path ? `${path}: ` : ''}${message}`)
		.join('\n');
}

export function steps(title: string, list: string[]): string {
	return [title, ...list.map((step, index) => `  ${index + 1}. ${step}`)].join('\n');
}
