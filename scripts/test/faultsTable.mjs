import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, relative } from 'node:path';
import { CURRENT_N8N } from '../n8n/versions.mjs';
import { root } from '../support/paths.mjs';

const FILE = join(root, 'docs', 'faults.md');
const [START, END] = ['<!-- faults -->', '<!-- end -->'];
const HEAD = [
	'| test | tests | tried | wrong | minutes | date |',
	'| --- | ---: | --- | ---: | ---: | --- |',
];

/**
 * One row for each test file. Of the units only those tests count that generate cases.
 *
 * @param {any[]} files vitest's report of each, with what its tests say they tried (test/tried.mts)
 * @returns {Map<string, string>} row by the file's path below test/
 */
export function faultsRows(files) {
	const rows = new Map();
	for (const { name, startTime, endTime, assertionResults } of files) {
		const path = relative(join(root, 'test'), name);
		const isUnit = path.startsWith('unit/');
		const tests = assertionResults.filter(({ status }) => status === 'passed' || status === 'failed');
		const counted = isUnit ? tests.filter(({ meta }) => meta?.tried) : tests;
		if (counted.length === 0) continue;
		const tried = {};
		for (const { meta } of counted) {
			for (const [what, count] of Object.entries(meta?.tried ?? {})) tried[what] = (tried[what] ?? 0) + count;
		}
		const words = Object.entries(tried).map(([what, count]) => `${count.toLocaleString('en-GB')} ${what}`);
		const ms = isUnit ? counted.reduce((sum, { duration }) => sum + (duration ?? 0), 0) : endTime - startTime;
		const cells = [
			`[${path.replace('.test.mts', '')}](../test/${path})`,
			counted.length,
			words.join(', '),
			counted.filter(({ status }) => status === 'failed').length,
			(ms / 60_000).toFixed(1),
			new Date().toISOString().slice(0, 10),
		];
		rows.set(path, `| ${cells.join(' | ')} |`);
	}
	return rows;
}

/**
 * Puts rows into the table of docs/faults.md; the rows of files that were not run stay.
 *
 * @param {Map<string, string>} rows by file
 */
export function writeFaultsTable(rows) {
	const text = readFileSync(FILE, 'utf8');
	const [from, to] = [text.indexOf(START), text.indexOf(END)];
	if (from < 0 || to < 0) throw new Error(`docs/faults.md has no ${START} … ${END}`);
	const all = new Map();
	for (const line of text.slice(from, to).split('\n')) {
		const path = /\(\.\.\/test\/([^)]+)\)/.exec(line)?.[1];
		if (path) all.set(path, line);
	}
	for (const [path, row] of rows) all.set(path, row);
	const machine = `${cpus().length} cores, Node ${process.version}, n8n ${CURRENT_N8N}`;
	const sorted = [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
	const table = [START, machine, '', ...HEAD, ...sorted, END].join('\n');
	writeFileSync(FILE, `${text.slice(0, from)}${table}${text.slice(to + END.length)}`);
}
