import { spawnSync } from 'node:child_process';
import { canInstallPackages, installPackages } from '../support/apt.mjs';

const tools = { python3: 'python3', make: 'make', 'c++': 'g++' };

/** Makes sure of what sqlite3 is compiled with. */
export async function ensureCompiler() {
	const missing = missingPackages();
	if (missing.length > 0 && canInstallPackages()) await installPackages(missing);
	const still = missingPackages();
	if (still.length > 0) {
		throw new Error(
			`n8n's database driver must be compiled, and this machine lacks ${still.join(', ')}. ` +
				`Install them (Debian, Ubuntu: sudo apt-get install -y ${still.join(' ')}) and start again.`,
		);
	}
}

function missingPackages() {
	return Object.entries(tools)
		.filter(([tool]) => spawnSync(tool, ['--version'], { stdio: 'ignore' }).status !== 0)
		.map(([, name]) => name);
}
