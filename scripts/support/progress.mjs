const started = Date.now();

/** Seconds since `from` (default: since this process began), as text. */
export function seconds(from = started) {
	return `${((Date.now() - from) / 1000).toFixed(1)} s`;
}

/** One line for whoever watches. */
export function say(line) {
	process.stdout.write(`${line}\n`);
}

/** Where nobody sees a line change, as in a log, it is said this often that the step lives. */
const LOGGED_EVERY_MS = 60_000;
const [CLEAR_LINE, STEP_MS] = ['\r\x1b[K', 1_000];

/**
 * Runs a long step and shows that it lives: one line that changes, on the terminal, beside what a command puts out.
 *
 * @template T
 * @param {string} label what happens, e.g. "Installing n8n 2.41.1"
 * @param {() => Promise<T>} work
 * @param {{ hint?: string }} [options] how long it may take
 * @returns {Promise<T>}
 */
export async function withProgress(label, work, { hint } = {}) {
	const from = Date.now();
	const { stderr } = process;
	const note = hint ? ` (${hint})` : '';
	const line = () => `${label} … ${Math.round((Date.now() - from) / 1000)} s${note}`;
	const show = stderr.isTTY
		? () => stderr.write(`${CLEAR_LINE}${line().slice(0, (stderr.columns || 80) - 1)}`)
		: () => stderr.write(`${line()}\n`);
	if (stderr.isTTY) show();
	else stderr.write(`${label} …${note}\n`);
	const timer = setInterval(show, stderr.isTTY ? STEP_MS : LOGGED_EVERY_MS);
	const end = (text) => stderr.write(`${stderr.isTTY ? CLEAR_LINE : ''}${label}: ${text} ${seconds(from)}\n`);
	try {
		const result = await work();
		end('done in');
		return result;
	} catch (error) {
		end('failed after');
		throw error;
	} finally {
		clearInterval(timer);
	}
}
