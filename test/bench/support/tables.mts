import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { CURRENT_N8N } from '../../../scripts/n8n/versions.mjs';

/** What stands above every table: the machine, the versions and the day. */
function machine(): string {
	const day = new Date().toISOString().slice(0, 10);
	return `${cpus().length} cores, Node ${process.version}, n8n ${CURRENT_N8N}, ${day}`;
}

/** A Markdown table; columns of figures are right-aligned. Each row holds the columns in their order. */
function table(columns: string[], rows: Array<Array<string | number>>): string {
	const isFigure = (column: number) =>
		rows.every((row) => /^-?[\d,.]*( ?[%×]| \w{1,2})?$|^–$/.test(String(row[column])));
	const line = (cells: Array<string | number>) => `| ${cells.map(figure).join(' | ')} |`;
	const rule = `| ${columns.map((_, column) => (isFigure(column) ? '---:' : '---')).join(' | ')} |`;
	return [line(columns), rule, ...rows.map(line)].join('\n');
}

/**
 * Prints a table under its heading. With BENCH_DOCS=1 it also takes the place of the last one in docs/benchmarks.md.
 * @param id The section there.
 */
export function printTable(
	title: string,
	columns: string[],
	rows: Array<Array<string | number>>,
	id = title,
): void {
	if (rows.length === 0) return;
	const text = `${machine()}\n\n${table(columns, rows)}`;
	console.log(`\n### ${title}\n\n${text}\n`);
	if (process.env.BENCH_DOCS) putInDocs(id, text);
}

function putInDocs(id: string, text: string): void {
	const file = join(import.meta.dirname, '../../../docs/benchmarks.md');
	const docs = readFileSync(file, 'utf8');
	const [start, end] = [`<!-- bench: ${id} -->`, '<!-- end -->'];
	const from = docs.indexOf(start);
	if (from < 0) throw new Error(`docs/benchmarks.md has no section '${id}'`);
	const to = docs.indexOf(end, from);
	writeFileSync(file, `${docs.slice(0, from)}${start}\n${text}\n${docs.slice(to)}`);
}

function figure(value: string | number): string {
	return typeof value === 'number' ? value.toLocaleString('en-GB', { maximumFractionDigits: 3 }) : value;
}

/** Milliseconds as seconds with one decimal. */
export function seconds(ms: number): string {
	return (ms / 1000).toFixed(1);
}

/** How many times as much, with a decimal where it is small. */
export function times(theirs: number, ours: number): string {
	const ratio = theirs / ours;
	return `${ratio >= 10 ? Math.round(ratio).toLocaleString('en-GB') : ratio.toFixed(1)} ×`;
}
