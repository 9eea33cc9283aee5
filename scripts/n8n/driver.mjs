import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runToEnd, startProcess } from '../support/processes.mjs';
import { withProgress } from '../support/progress.mjs';
import { ensureCompiler } from './compiler.mjs';
import { environmentOf, nodeFor } from './runtime.mjs';

/** A network that swallows everything is given up after this long. */
const FETCH_MS = 60_000;

/**
 * Gives the n8n in `folder` its database driver, sqlite3: the one that its makers have built, where their releases on
 * GitHub can be reached, else compiled here. isolated-vm brings its own for the Node that runs n8n.
 *
 * @param {string} folder
 * @param {{ works: () => Promise<boolean>, logFile: string, quiet: string[] }} options
 */
export async function ensureDriver(folder, { works, logFile, quiet }) {
	await withProgress("Fetching n8n's database driver", () => fetchDriver(folder));
	if (await works()) return;
	await ensureCompiler();
	await withProgress(
		"Compiling n8n's database driver, since it could not be fetched from GitHub",
		() =>
			runToEnd('npm rebuild', 'npm', ['rebuild', 'sqlite3', 'isolated-vm', ...quiet], {
				cwd: folder,
				env: environmentOf(nodeFor(folder)),
				logFile,
			}),
		{ hint: 'once per machine: one to four minutes' },
	);
}

/** Whether it succeeded shows when the driver is tried. */
async function fetchDriver(folder) {
	const modules = join(folder, 'node_modules');
	const fetcher = join(modules, 'prebuild-install', 'bin.js');
	if (!existsSync(fetcher)) return;
	const node = nodeFor(folder);
	const fetching = startProcess('prebuild-install', node, [fetcher, '-r', 'napi'], {
		cwd: join(modules, 'sqlite3'),
		env: environmentOf(node),
	});
	const giveUp = setTimeout(() => void fetching.stop(1_000), FETCH_MS);
	await fetching.exited;
	clearTimeout(giveUp);
}
