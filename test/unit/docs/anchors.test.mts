import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';

/** Files of the checkout, without what git doesn't keep. */
function files(pattern: RegExp): string[] {
	const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
		encoding: 'utf8',
	});
	return listed.split('\n').filter((file) => pattern.test(file) && existsSync(file));
}

/** What GitHub makes of a heading. */
function anchor(heading: string): string {
	return heading
		.toLowerCase()
		.replace(/[`*]/g, '')
		.replace(/[^\p{L}\p{N} _-]/gu, '')
		.replaceAll(' ', '-');
}

const known = new Map<string, Set<string>>();
function anchors(page: string): Set<string> {
	const found =
		known.get(page) ??
		new Set(
			[...readFileSync(page, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchor(heading ?? '')),
		);
	known.set(page, found);
	return found;
}

function isThere(page: string, name = ''): boolean {
	return existsSync(page) && (!name || anchors(page).has(name));
}

it('every place in the docs that a comment points to is there', () => {
	const missing: string[] = [];
	let seen = 0;
	for (const file of files(/\.(ts|mts|mjs)$/)) {
		const pointers = readFileSync(file, 'utf8').matchAll(/\b(docs\/[\w-]+\.md)(?:#([\p{L}\w-]+))?/gu);
		for (const [whole, page = '', name] of pointers) {
			seen++;
			if (!isThere(page, name)) missing.push(`${file}: ${whole}`);
		}
	}
	expect(missing).toEqual([]);
	expect(seen).toBeGreaterThan(200);
});

it('every link between the pages leads somewhere', () => {
	const missing: string[] = [];
	for (const page of files(/\.md$/)) {
		const links = readFileSync(page, 'utf8').matchAll(/\]\(([\w./-]+\.md)?(?:#([\p{L}\w-]+))?\)/gu);
		for (const [whole, path, name] of links) {
			if (!isThere(path ? normalize(join(dirname(page), path)) : page, name))
				missing.push(`${page}: ${whole}`);
		}
	}
	expect(missing).toEqual([]);
});

it('every file that the docs name is there', () => {
	const missing: string[] = [];
	let seen = 0;
	for (const page of files(/\.md$/)) {
		const named = readFileSync(page, 'utf8').matchAll(
			/`((?:apis|base|models|nodes|reports|rules|scripts|setupCheck|sync|tenant|test|workflows)\/[\w./-]+)`/g,
		);
		for (const [, path = ''] of named) {
			seen++;
			if (!existsSync(path) && !existsSync(`${path}.test.mts`)) missing.push(`${page}: ${path}`);
		}
	}
	expect(missing).toEqual([]);
	expect(seen).toBeGreaterThan(50);
});

it('no comment points to what only its author has', () => {
	const pointing = files(/\.(ts|mts|mjs)$/).filter(
		(file) =>
			!file.includes('test/contract') &&
			!file.endsWith('anchors.test.mts') &&
			/facts\/\w+\.md|design\.md/.test(readFileSync(file, 'utf8')),
	);
	expect(pointing).toEqual([]);
});
