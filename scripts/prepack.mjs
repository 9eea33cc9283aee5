import { ensureBuild } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';

// What `npm pack` and `npm publish` do first: without dist the package would be empty.
try {
	await ensureDependencies();
	await ensureBuild();
} catch (error) {
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
}
