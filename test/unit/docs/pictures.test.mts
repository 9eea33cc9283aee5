import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';

const pages = [
	'README.md',
	...readdirSync('docs').flatMap((file) => (file.endsWith('.md') ? [`docs/${file}`] : [])),
];

it('the docs show every picture that there is, and no other', () => {
	const shown = pages.flatMap((page) =>
		[...readFileSync(page, 'utf8').matchAll(/images\/([\w-]+\.png)/g)].map(([, name]) => name ?? ''),
	);
	expect([...new Set(shown)].sort()).toEqual(readdirSync('docs/images').sort());
});
