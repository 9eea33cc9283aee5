import { ensureDependencies } from './dependencies.mjs';
import { say } from './support/progress.mjs';

// npm start: the sandbox of both vendors, and a real n8n with the package, its credentials and its workflows.
// What follows the dependencies is imported only then, since it needs them.
try {
	await ensureDependencies();
	const { start } = await import('./start/main.mjs');
	await start();
} catch (error) {
	say(`\n${error.message}`);
	process.exit(1);
}
