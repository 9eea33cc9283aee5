import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './support/paths.mjs';
import { runToEnd } from './support/processes.mjs';
import { withProgress } from './support/progress.mjs';

/** The folders that are compiled, and what else a build is made of. */
const sources = [
	...new Set(
		JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')).include.map((path) => path.split('/')[0]),
	),
	'icons',
	'gulpfile.js',
	'package.json',
	'tsconfig.json',
];

/** Builds dist, unless it is newer than everything it is made from. */
export async function ensureBuild() {
	if (isFresh()) return;
	await withProgress(
		'Building the package',
		() => runToEnd('npm run build', 'npm', ['run', 'build'], { cwd: root }),
		{ hint: 'ten to thirty seconds' },
	);
}

function isFresh() {
	const { n8n } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	const compiled = [...n8n.nodes, ...n8n.credentials].map((path) => join(root, path));
	// gulp runs last: its files tell a finished build from one that broke off. It keeps their old dates, though.
	const copied = readdirSync(join(root, 'icons')).map((name) => join(root, 'dist', 'icons', name));
	if (![...compiled, ...copied].every((path) => existsSync(path))) return false;
	const oldest = Math.min(...compiled.map((path) => statSync(path).mtimeMs));
	return sources.every((name) => newest(join(root, name)) < oldest);
}

/** The latest change at or below a path; folders count too, since a deleted file shows only there. */
function newest(path) {
	const stat = statSync(path);
	if (!stat.isDirectory()) return stat.mtimeMs;
	return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
