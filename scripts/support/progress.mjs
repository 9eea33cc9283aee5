const started = Date.now();

/** Seconds since `from` (default: since this process began), as text. */
export function seconds(from = started) {
	return `${((Date.now() - from) / 1000).toFixed(1)} s`;
}

/** One line for whoever watches. */
export function say(line) {
	process.stdout.write(`${line}\n`);
}

/**
 * Runs a long step and shows that it lives: a line at the start, one every ten seconds, one at the end.
 *
 * @template T
 * @param {string} label what happens, e.g. "Installing n8n 2.41.1"
 * @param {() => Promise<T>} work
 * @param {{ hint?: string }} [options] what to expect, said once at the start
 * @returns {Promise<T>}
 */
export async function withProgress(label, work, { hint } = {}) {
	const from = Date.now();
	say(`${label} …${hint ? ` (${hint})` : ''}`);
	const timer = setInterval(() => say(`${label} … ${Math.round((Date.now() - from) / 1000)} s`), 10_000);
	try {
		const result = await work();
		say(`${label}: done in ${seconds(from)}`);
		return result;
	} finally {
		clearInterval(timer);
	}
}
