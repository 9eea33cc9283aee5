import { sleep, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { attempt } from '../../../base';
import { openN8n } from './openN8n';

/**
 * An import in n8n's editor leaves a template's settings behind, and n8n then keeps the form's run, with the names on its
 * last page. A run can't remove itself: a small workflow of its own waits for its end.
 */

/** How often, and how many times, it looks whether the run has ended: its last page ends it when it is shown. */
const EVERY_MS = 2_000;
const TIMES = 60;

/** That small workflow, as JSON, to be started without waiting for it. */
export function forgetfulWorkflow(context: IExecuteFunctions): string {
	const { credentials = {}, type, typeVersion } = context.getNode();
	const start = {
		id: 'start',
		name: 'Start',
		type: 'n8n-nodes-base.executeWorkflowTrigger',
		typeVersion: 1.1,
		position: [0, 0],
		parameters: { inputSource: 'passthrough' },
	};
	const answers = JSON.stringify({ executionId: context.getExecutionId() });
	const end = {
		id: 'forget',
		name: 'Forget',
		type,
		typeVersion,
		position: [200, 0],
		parameters: { operation: 'setUp', step: 'forget', answers },
		credentials: { n8nSetUpApi: credentials.n8nSetUpApi },
	};
	return JSON.stringify({
		name: 'Kleer ↔ Cinode: forget the set-up form',
		nodes: [start, end],
		connections: { Start: { main: [[{ node: end.name, type: 'main', index: 0 }]] } },
		settings: {
			executionOrder: 'v1',
			saveDataErrorExecution: 'none',
			saveDataSuccessExecution: 'none',
			saveManualExecutions: false,
		},
	});
}

/** Waits for the form's run to end, and deletes what n8n kept of it. */
export async function forget(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const given = context.getNodeParameter('answers', 0, '{}') as string | { executionId: string };
	const { executionId } = (typeof given === 'string' ? JSON.parse(given) : given) as { executionId: string };
	const n8n = await openN8n(context);
	for (let time = 0; time < TIMES; time++) {
		// A key without the right to executions can't do it; the docs say which it needs.
		const ended = await attempt(async () => await n8n.hasEnded(executionId));
		if (!ended.ok || ended.value === undefined) break;
		if (ended.value) {
			await attempt(async () => await n8n.deleteExecution(executionId));
			break;
		}
		await sleep(EVERY_MS);
	}
	return [[]];
}

/** What n8n kept of earlier runs that were left before their end. */
export async function forgetEarlier(context: IExecuteFunctions): Promise<void> {
	const { id } = context.getWorkflow();
	if (!id) return;
	const n8n = await openN8n(context);
	const kept = await attempt(async () => await n8n.keptExecutions(id));
	if (!kept.ok) return;
	for (const execution of kept.value) await attempt(async () => await n8n.deleteExecution(execution));
}
