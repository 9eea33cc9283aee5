import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { canInstallPackages, installPackages } from './support/apt.mjs';
import { say } from './support/progress.mjs';

const usual = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/opt/google/chrome/chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The path of a Chromium on this machine, or undefined. The variable CHROMIUM goes before all else. */
export function findChromium() {
	const named = process.env.CHROMIUM || process.env.PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH;
	if (named) {
		if (!existsSync(named)) throw new Error(`CHROMIUM=${named}: there is no such file.`);
		return named;
	}
	return [...usual, ...fromPlaywright()].find((path) => existsSync(path));
}

/** Browsers that some other project's Playwright has downloaded. */
function fromPlaywright() {
	const folder = process.env.PLAYWRIGHT_BROWSERS_PATH || join(homedir(), '.cache', 'ms-playwright');
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.filter((name) => /^chromium-\d+$/.test(name))
		.flatMap((name) =>
			['chrome-linux', 'chrome-linux64'].map((system) => join(folder, name, system, 'chrome')),
		);
}

/**
 * Finds a Chromium, or installs Debian's. Without either the answer is undefined, and the browser tests are skipped
 * with that reason: a missing browser is no fault of the package.
 */
export async function ensureChromium() {
	const found = findChromium();
	if (found) return found;
	if (canInstallPackages()) {
		try {
			await installPackages(['chromium']);
		} catch (error) {
			say(`Chromium could not be installed: ${error.message}`);
		}
	}
	const installed = findChromium();
	if (!installed) {
		say(
			'!! NO CHROMIUM FOUND: the browser tests will be SKIPPED. Install chromium or set CHROMIUM=/path/to/it.',
		);
	}
	return installed;
}
