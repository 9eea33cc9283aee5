import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './scripts.mts';

export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string | null; name: string }>;
	webhookId?: string;
}

export interface Workflow {
	id?: string;
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings: Record<string, unknown>;
}

/** A template as it ships. */
export async function template(name: string): Promise<Workflow> {
	return JSON.parse(await readFile(join(root, 'workflows', `${name}.json`), 'utf8')) as Workflow;
}

/** The id of the workflow that all syncs report to (workflows/error-alert.json). */
export const REPORTS = 'kleerCinodeErrorAlert';

/** The workflow of reports, but for its check for overdue workflows: it would tell those of other files. */
export async function reportsTemplate(): Promise<Workflow> {
	const workflow = await template('error-alert');
	nodeOfType(workflow, 'scheduleTrigger').parameters = {
		rule: { interval: [{ field: 'months', monthsInterval: 6 }] },
	};
	return workflow;
}

/** The only node of that type, with or without its package's name before it; reports don't count. */
export function nodeOfType(workflow: Workflow, type: string): WorkflowNode {
	const found = workflow.nodes
		.filter((node) => node.type === type || node.type.endsWith(`.${type}`))
		.filter(
			({ name, parameters }) => parameters.operation !== 'report' && name !== 'Tell Reports and Alerts',
		);
	if (found.length !== 1 || !found[0]) {
		throw new Error(`"${workflow.name}" has ${found.length} nodes of type ${type}`);
	}
	return found[0];
}

/** Templates keep no execution data; a test that looks at it needs it kept. */
export function keepExecutions(workflow: Workflow): void {
	Object.assign(workflow.settings, {
		saveManualExecutions: true,
		saveDataSuccessExecution: 'all',
		saveDataErrorExecution: 'all',
	});
}

/** Makes the schedule start the workflow every so many seconds. */
export function everySeconds(workflow: Workflow, seconds: number): void {
	nodeOfType(workflow, 'scheduleTrigger').parameters = {
		rule: { interval: [{ field: 'seconds', secondsInterval: seconds }] },
	};
}
