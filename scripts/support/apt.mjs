import { existsSync } from 'node:fs';
import { runToEnd } from './processes.mjs';
import { withProgress } from './progress.mjs';

/** Whether this process may install Debian packages: root, and apt-get is there. */
export function canInstallPackages() {
	return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/**
 * Installs Debian packages without asking anything.
 *
 * @param {string[]} packages
 */
export async function installPackages(packages) {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	await withProgress(`Installing ${packages.join(', ')} with apt-get`, async () => {
		await runToEnd('apt-get update', 'apt-get', ['update', '-q'], { env });
		await runToEnd('apt-get install', 'apt-get', ['install', '-yq', '--no-install-recommends', ...packages], {
			env,
		});
	});
}
