import { spawn } from 'node:child_process';
import { ensureDependencies } from './dependencies.mjs';

// What `npm run sandbox`, `tenant` and `docs` start with: a TypeScript file of this checkout, with its arguments. What
// it needs is installed first, so that each works straight after the clone.
const [file, ...rest] = process.argv.slice(2);
try {
	await ensureDependencies();
	const child = spawn(process.execPath, ['--import', 'tsx', file, ...rest], { stdio: 'inherit' });
	// Ctrl-C reaches it by itself; a kill doesn't.
	process.on('SIGINT', () => {});
	process.on('SIGTERM', () => child.kill());
	child.on('exit', (code) => (process.exitCode = code ?? 1));
} catch (error) {
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
}
