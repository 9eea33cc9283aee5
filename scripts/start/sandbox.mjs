import { root } from '../support/paths.mjs';
import { startProcess } from '../support/processes.mjs';

/**
 * Starts both simulated vendors.
 *
 * @param {object} options
 * @param {{ kleer: number, cinode: number }} options.ports
 * @param {(running: import('../support/processes.mjs').Running) => void} options.onSpawn
 * @param {() => Promise<void>} options.onStartOver what else has to be done when the page's button is pressed
 * @returns {Promise<{ page: string, credentials: Array<{ name: string, type: string, data: Record<string, string> }> }>}
 */
export async function startSandbox({ ports, onSpawn, onStartOver }) {
	let found;
	const announced = new Promise((resolve) => (found = resolve));
	const running = startProcess('The sandbox', process.execPath, ['--import', 'tsx', 'scripts/sandbox.mts'], {
		cwd: root,
		env: { ...process.env, KLEER_PORT: String(ports.kleer), CINODE_PORT: String(ports.cinode) },
		onLine: (line) => line.startsWith('{') && found(JSON.parse(line)),
		onMessage: async () =>
			await onStartOver().then(
				() => ({}),
				(error) => ({ error: error.message }),
			),
	});
	onSpawn(running);
	return await Promise.race([
		announced,
		running.exited.then(() => Promise.reject(new Error(`The sandbox didn't start.\n${running.tail()}`))),
	]);
}
