// The one door from the tests to scripts/: the same code starts n8n for `npm start` and here.
// @ts-ignore -- plain .mjs with JSDoc: typed once the tests' tsconfig says allowJs
export { ensureBuild } from '../../../scripts/build.mjs';
// @ts-ignore
export { findChromium } from '../../../scripts/chromium.mjs';
// @ts-ignore
export { owner } from '../../../scripts/n8n/environment.mjs';
// @ts-ignore
export { readExecution } from '../../../scripts/n8n/execution.mjs';
// @ts-ignore
export { ensureN8n } from '../../../scripts/n8n/install.mjs';
// @ts-ignore
export { placePacked } from '../../../scripts/n8n/package.mjs';
// @ts-ignore
export { N8nRest } from '../../../scripts/n8n/rest.mjs';
// @ts-ignore
export { startN8nServer } from '../../../scripts/n8n/server.mjs';
// @ts-ignore
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
