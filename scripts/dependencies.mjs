import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, scratch } from './support/paths.mjs';
import { runToEnd } from './support/processes.mjs';
import { withProgress } from './support/progress.mjs';

// Only Node's own modules here and in what it imports: this runs before anything is installed.

const modules = join(root, 'node_modules');
const marker = join(modules, '.installed-from');
const logFile = join(scratch, 'npm-ci.log');
const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];

/**
 * Installs what package-lock.json says, when it isn't there yet or the file has changed since.
 * Scripts of packages are not run: one of n8n's needs Node 24 to compile, and nothing here needs it compiled.
 */
export async function ensureDependencies() {
	const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
	const hash = createHash('sha256').update(lock).digest('hex');
	if (existsSync(marker) && readFileSync(marker, 'utf8') === hash) return;
	if (!holds(JSON.parse(lock))) {
		await withProgress(
			'Installing the dependencies',
			() => runToEnd('npm ci', 'npm', ['ci', '--ignore-scripts', ...quiet], { cwd: root, logFile }),
			{ hint: 'npm ci, the first time: one to three minutes' },
		);
	}
	writeFileSync(marker, hash);
}

/** Whether node_modules, as npm itself noted it down, already is what the lock file asks for. */
function holds(lock) {
	const noted = join(modules, '.package-lock.json');
	if (!existsSync(noted)) return false;
	const installed = JSON.parse(readFileSync(noted, 'utf8')).packages;
	return Object.entries(lock.packages).every(
		([path, wanted]) =>
			path === '' || installed[path]?.version === wanted.version || (wanted.optional && !installed[path]),
	);
}
