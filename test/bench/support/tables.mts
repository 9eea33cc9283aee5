import { cpus } from 'node:os';

/** What stands above every table: the machine, the versions and the day. */
export function machine(): string {
	const day = new Date().toISOString().slice(0, 10);
	return `${cpus().length} cores, Node ${process.version}, n8n 2.41.1, ${day}`;
}

/** A Markdown table; columns of figures are right-aligned. Each row holds the columns in their order. */
export function table(columns: string[], rows: Array<Array<string | number>>): string {
	const isFigure = (column: number) =>
		rows.every((row) => /^[\d,.]*( ?[%×]| \w{1,2})?$|^–$/.test(String(row[column])));
	const line = (cells: Array<string | number>) => `| ${cells.map(figure).join(' | ')} |`;
	const rule = `| ${columns.map((_, column) => (isFigure(column) ? '---:' : '---')).join(' | ')} |`;
	return [line(columns), rule, ...rows.map(line)].join('\n');
}

/** Prints a table under its heading. */
export function printTable(title: string, columns: string[], rows: Array<Array<string | number>>): void {
	if (rows.length > 0) console.log(`\n### ${title}\n\n${machine()}\n\n${table(columns, rows)}\n`);
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
