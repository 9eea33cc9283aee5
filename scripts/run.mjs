import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureDependencies } from './dependencies.mjs';
import { root } from './support/paths.mjs';

// What `npm run sandbox`, `tenant`, `docs` and others start with: a TypeScript file of this checkout, or vitest, with
// its arguments. What it needs is installed first, so that each works straight after the clone.
const [what, ...rest] = process.argv.slice(2);
const tool = what.endsWith('.mts')
	? ['--import', 'tsx', what]
	: [join(root, 'node_modules', what, `${what}.mjs`)];
try {
	await ensureDependencies();
	const child = spawn(process.execPath, [...tool, ...rest], {
		// By the last one it learns that this process was killed.
		stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
	});
	// Ctrl-C reaches it by itself; a kill doesn't.
	process.on('SIGINT', () => {});
	process.on('SIGTERM', () => child.kill());
	child.on('exit', (code) => (process.exitCode = code ?? 1));
} catch (error) {
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
}
