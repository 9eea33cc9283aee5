import { readFileSync, writeFileSync } from 'node:fs';
import { withTables } from './fieldTables.mts';

/** `npm run docs`: writes the generated tables into README and docs. */
export const DOCUMENTS = [
	'README.md',
	'docs/field-rules.md',
	'docs/assumptions.md',
	'docs/tenant-keys.md',
	'docs/reports.md',
];

for (const file of DOCUMENTS) {
	const before = readFileSync(file, 'utf8');
	const after = withTables(before);
	if (after !== before) {
		writeFileSync(file, after);
		console.log(`${file}: tables written anew`);
	}
}
