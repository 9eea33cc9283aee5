import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cache } from '../support/paths.mjs';
import { isAlive, onStopSignal, runToEnd } from '../support/processes.mjs';
import { say, withProgress } from '../support/progress.mjs';
import { ensureDriver } from './driver.mjs';
import { withLock } from './lock.mjs';
import { environmentOf, nodeFor, runtimeDependency } from './runtime.mjs';
import { CURRENT_N8N } from './versions.mjs';

/** The n8n that everything is tried on; another one by `N8N_VERSION=… npm test`. */
export const N8N_VERSION = process.env.N8N_VERSION ?? CURRENT_N8N;

/** Newer ones want a package that the registry lacks. */
const overrides = { linkedom: '0.18.12' };

/**
 * @typedef {object} InstalledN8n
 * @property {string} version
 * @property {string} folder
 * @property {string} node the Node that runs it
 * @property {string} bin n8n's command, a script for that Node
 */

/**
 * Finds the cached n8n, or installs it: about five minutes, once per machine and version.
 *
 * @param {string} [version]
 * @returns {Promise<InstalledN8n>}
 */
export async function ensureN8n(version = N8N_VERSION) {
	const folder = join(cache, `n8n-${version}`);
	if (!existsSync(markerOf(folder))) {
		await mkdir(cache, { recursive: true });
		await withLock(`${folder}.lock`, async () => {
			// Whoever held the lock before may have done the work.
			if (existsSync(markerOf(folder))) return;
			if (await works(folder, version)) await mark(folder);
			else await install(folder, version);
		});
	}
	return describe(folder, version);
}

const markerOf = (folder) => join(folder, '.complete');
const mark = (folder) => writeFile(markerOf(folder), `${new Date().toISOString()}\n`);

/** @returns {InstalledN8n} */
function describe(folder, version) {
	return { version, folder, node: nodeFor(folder), bin: join(folder, 'node_modules', 'n8n', 'bin', 'n8n') };
}

/** Installs beside the final place and moves there at the end, so that a half install is never used. */
async function install(folder, version) {
	await removeLeftovers(version);
	const part = join(cache, `.n8n-${version}.${process.pid}.part`);
	await mkdir(part, { recursive: true });
	const log = (name) => join(cache, `${name}-${version}.log`);
	try {
		const manifest = { private: true, dependencies: { n8n: version, ...runtimeDependency() }, overrides };
		await writeFile(join(part, 'package.json'), JSON.stringify(manifest, null, '\t'));
		await withProgress(
			`Installing n8n ${version}`,
			() =>
				runToEnd('npm install', 'npm', ['install', '--legacy-peer-deps', '--ignore-scripts', ...quiet], {
					cwd: part,
					logFile: log('install'),
				}),
			{ hint: 'once per machine: 2100 packages, two to five minutes' },
		);
		await ensureDriver(part, { works: () => works(part, version), logFile: log('rebuild'), quiet });
		if (!(await works(part, version))) throw new Error(`The n8n ${version} just installed doesn't start.`);
		await mark(part);
		// Whatever lies there doesn't work, or it would have been taken.
		await rm(folder, { recursive: true, force: true });
		await rename(part, folder);
	} finally {
		await rm(part, { recursive: true, force: true });
	}
}

const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];

/** Folders of installs that were killed. */
async function removeLeftovers(version) {
	for (const name of await readdir(cache)) {
		const pid = name.match(/^\.n8n-(.+)\.(\d+)\.part$/);
		if (pid && pid[1] === version && !isAlive(Number(pid[2]))) {
			say(`Removing an install that broke off (${name})`);
			// Its npm may still be writing there, if only node was killed; then it is the next install's to remove.
			await rm(join(cache, name), { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
		}
	}
}

/** Whether n8n in that folder is the version asked for and its compiled parts load. */
async function works(folder, version) {
	const manifest = join(folder, 'node_modules', 'n8n', 'package.json');
	if (!existsSync(manifest) || JSON.parse(await readFile(manifest, 'utf8')).version !== version) return false;
	const probe =
		"const sqlite = require('sqlite3'); require('isolated-vm');" +
		"new sqlite.Database(':memory:').get('select 1', (error) => process.exit(error ? 1 : 0));";
	try {
		const node = nodeFor(folder);
		await runToEnd('n8n', node, ['-e', probe], { cwd: folder, env: environmentOf(node) });
		return true;
	} catch {
		return false;
	}
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	onStopSignal(async () => {});
	try {
		const { folder, node } = await ensureN8n();
		say(`n8n ${N8N_VERSION} is in ${folder}, run by ${node}`);
	} catch (error) {
		say(error.message);
		process.exit(1);
	}
}
