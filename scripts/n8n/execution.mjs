/**
 * An item as a node put it out.
 *
 * @typedef {{ json: Record<string, any>, pairedItem?: unknown }} OutputItem
 *
 * One run of one node; `outputs` holds the items per output.
 * @typedef {{ executionStatus: string, error?: RunError, outputs: OutputItem[][] }} NodeRun
 * @typedef {{ message: string, description?: string | null }} RunError
 *
 * `nodes` holds the runs per node, `raw` all of the stored data as text, to look for what must not be in it.
 * @typedef {{ id: string, status: string, mode: string, nodes: Record<string, NodeRun[]>, error?: RunError, raw: string }} Execution
 */

/**
 * Reads an execution as n8n's REST API gives it. One whose data n8n doesn't keep has no nodes.
 *
 * @param {{ id: string, status: string, mode: string, data?: string }} answer
 * @returns {Execution}
 */
export function readExecution({ id, status, mode, data }) {
	const result = data ? revive(data)?.resultData : undefined;
	const nodes = Object.entries(result?.runData ?? {}).map(([name, runs]) => [
		name,
		runs.map((run) => ({
			executionStatus: run.executionStatus,
			error: run.error,
			outputs: (run.data?.main ?? []).map((items) => items ?? []),
		})),
	]);
	return { id, status, mode, nodes: Object.fromEntries(nodes), error: result?.error, raw: data ?? '' };
}

/**
 * n8n stores execution data flattened: a list in which every object and every string is an entry of its own, and
 * stands elsewhere as its position, written as a string.
 *
 * @param {string} text
 * @returns {any}
 */
function revive(text) {
	const entries = JSON.parse(text);
	const done = new Map();
	const at = (index) => {
		if (done.has(index)) return done.get(index);
		const entry = entries[index];
		if (typeof entry !== 'object' || entry === null) return entry;
		const target = Array.isArray(entry) ? [] : {};
		done.set(index, target);
		for (const [key, value] of Object.entries(entry)) {
			target[key] = typeof value === 'string' ? at(Number(value)) : value;
		}
		return target;
	};
	return at(0);
}
