import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** README's figures, taken from the benchmark's table, so that they aren't measured twice and kept twice. */

const SECTION = /<!-- bench: Requests per run -->[\s\S]*?<!-- end -->/;

interface Measured {
	scheme: string;
	records: string;
	run: string;
	cinode: string;
	kleer: string;
}

function measured(): Measured[] {
	const docs = readFileSync(join(import.meta.dirname, '../docs/benchmarks.md'), 'utf8');
	const lines = (SECTION.exec(docs)?.[0] ?? '').split('\n').filter((line) => line.startsWith('| '));
	// The first two are the heading and its rule.
	return lines.slice(2).map((line) => {
		const [scheme = '', records = '', run = '', cinode = '', kleer = ''] = line
			.split('|')
			.slice(1)
			.map((cell) => cell.trim());
		return { scheme, records, run, cinode, kleer };
	});
}

/** One table per scheme: a row per kind of run, a column per size, in requests to Cinode. */
export function requestTables(): string {
	const all = measured();
	return distinct(all.map(({ scheme }) => scheme))
		.map((scheme) => {
			const rows = all.filter((row) => row.scheme === scheme);
			const sizes = distinct(rows.map(({ records }) => records));
			const cell = (run: string, size: string) => {
				const row = rows.find((one) => one.run === run && one.records === size);
				if (!row) return '';
				// Syncs to Cinode read all of Kleer anyway; what a push asks of Kleer is worth saying.
				return scheme === 'projects' && row.kleer !== '0'
					? `${row.cinode}, and ${row.kleer} to Kleer`
					: row.cinode;
			};
			return [
				`| ${scheme.charAt(0).toUpperCase()}${scheme.slice(1)} | ${sizes.join(' | ')} |`,
				`| --- |${' ---: |'.repeat(sizes.length)}`,
				...distinct(rows.map(({ run }) => run)).map(
					(run) => `| ${run} | ${sizes.map((size) => cell(run, size)).join(' | ')} |`,
				),
			].join('\n');
		})
		.join('\n\n');
}

function distinct(texts: string[]): string[] {
	return [...new Set(texts)];
}
