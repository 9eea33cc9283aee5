import { root } from '../support/paths.mjs';
import { startProcess } from '../support/processes.mjs';

/**
 * Runs an npm script as a phase that counts as one test.
 *
 * @param {string} script
 * @param {{ onStart: (running: import('../support/processes.mjs').Running) => void }} options
 * @returns {Promise<import('./vitest.mjs').Outcome>}
 */
export async function runScript(script, { onStart }) {
	const lines = [];
	const running = startProcess(script, 'npm', ['run', script, '--silent'], {
		cwd: root,
		onLine: (line) => lines.push(line),
	});
	onStart(running);
	const { code } = await running.exited;
	const failed = code === 0 ? [] : [`npm run ${script}`];
	return { passed: 1 - failed.length, failed, skipped: [], output: lines.join('\n') };
}
