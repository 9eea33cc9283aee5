import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../support/paths.mjs';

/** Short enough to watch; templates themselves run every five minutes or less often. */
const EVERY_SECONDS = 20;

/**
 * The templates, changed so that the demo shows something: they write, they run every few seconds, and n8n keeps what
 * happened, which is fine for made-up people.
 *
 * @returns {Promise<any[]>} those that others refer to first
 */
export async function demoWorkflows() {
	const folder = join(root, 'workflows');
	const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
	const workflows = await Promise.all(
		names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8'))),
	);
	workflows.forEach(adapt);
	return workflows.sort((a, b) => rank(a) - rank(b));
}

function adapt(workflow) {
	let everySeconds = EVERY_SECONDS;
	for (const node of workflow.nodes) {
		if ('dryRun' in node.parameters) node.parameters.dryRun = false;
		// Cinode requires a language of subcontractors; 1 is Swedish in the sandbox.
		if (node.parameters.scheme === 'subcontractors') node.parameters.languageId = 1;
		if ('goLiveDate' in node.parameters) node.parameters.goLiveDate = '2025-01-01T00:00:00';
		// Cinode answers the search of roles once a minute.
		if (node.parameters.operation === 'getChanged') everySeconds = 65;
	}
	for (const node of workflow.nodes) {
		if (node.type === 'n8n-nodes-base.scheduleTrigger') {
			node.parameters.rule = { interval: [{ field: 'seconds', secondsInterval: everySeconds }] };
		}
	}
	Object.assign(workflow.settings, {
		saveManualExecutions: true,
		saveDataSuccessExecution: 'all',
		saveDataErrorExecution: 'all',
	});
}

/** The workflow that all report to comes first, then what others call. */
function rank(workflow) {
	const has = (type) => workflow.nodes.some((node) => node.type === `n8n-nodes-base.${type}`);
	return has('errorTrigger') ? 0 : has('executeWorkflowTrigger') ? 1 : 2;
}

/** Whether anything but a person starts it; n8n refuses to publish what only a person starts. */
export function canBePublished(workflow) {
	return workflow.nodes.some(
		(node) => /trigger$/i.test(node.type) && node.type !== 'n8n-nodes-base.manualTrigger' && !node.disabled,
	);
}

/** Whether it has a webhook at Cinode. */
export function hasWebhook(workflow) {
	return workflow.nodes.some((node) => node.type.endsWith('.cinodeTrigger'));
}
