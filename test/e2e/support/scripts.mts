// The one door from the tests to scripts/: the same code starts n8n for `npm start` and here.
export { ensureBuild } from '../../../scripts/build.mjs';
export { findChromium } from '../../../scripts/chromium.mjs';
export { readExecution } from '../../../scripts/n8n/execution.mjs';
export { ensureN8n } from '../../../scripts/n8n/install.mjs';
export { placePacked } from '../../../scripts/n8n/package.mjs';
export { N8nRest } from '../../../scripts/n8n/rest.mjs';
export { startN8nServer } from '../../../scripts/n8n/server.mjs';
export { runToEnd } from '../../../scripts/support/processes.mjs';
export { root, scratch } from '../../../scripts/support/paths.mjs';

export interface NodeRun {
	executionStatus: string;
	error?: { message: string; description?: string | null };
	/** Per output, its items. */
	outputs: Array<Array<{ json: Record<string, unknown>; pairedItem?: unknown }>>;
}

export interface Execution {
	id: string;
	status: string;
	mode: string;
	/** Per node, its runs; empty where n8n doesn't keep them. */
	nodes: Record<string, NodeRun[]>;
	error?: { message: string; description?: string | null };
	/** All of the stored data as text, to look for what must not be in it. */
	raw: string;
}
