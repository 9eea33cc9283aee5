import { readExecution } from '../n8n/execution.mjs';
import { say, seconds } from '../support/progress.mjs';

/**
 * Notes which executions there are, so that the first new one of each scheduled workflow can be told of.
 *
 * @param {import('../n8n/rest.mjs').N8nRest} rest
 * @param {any[]} workflows
 */
export async function reportFirstSyncs(rest, workflows) {
	const published = new Set((await rest.workflows()).filter(({ active }) => active).map(({ id }) => id));
	const scheduled = workflows.filter(
		(workflow) =>
			published.has(workflow.id) &&
			workflow.nodes.some(({ type }) => type === 'n8n-nodes-base.scheduleTrigger'),
	);
	const last = new Map();
	for (const { id } of scheduled) {
		const [latest] = await rest.executions(id);
		last.set(id, Number(latest?.id ?? 0));
	}
	return {
		async wait() {
			await Promise.all(scheduled.map((workflow) => tell(rest, workflow, last.get(workflow.id))));
			say(`\nAll schedules have run once, ${seconds()} after the start. They go on until you press Ctrl-C.`);
		},
	};
}

async function tell(rest, workflow, after) {
	try {
		const execution = readExecution(await rest.next(workflow.id, after, 180_000));
		const error = execution.error ? `: ${execution.error.message}` : '';
		say(`  ${workflow.name}: ${execution.status}${error} ${counts(execution)}`);
	} catch (error) {
		say(`!! ${workflow.name}: ${error.message}`);
	}
}

/** The counts of the summary, which is the last output of the sync node. */
function counts(execution) {
	for (const [run] of Object.values(execution.nodes)) {
		const summary = run?.outputs.at(-1)?.[0]?.json;
		if (summary?.counts) {
			return Object.entries(summary.counts)
				.filter(([, count]) => count > 0)
				.map(([action, count]) => `${count} ${action}`)
				.join(', ');
		}
	}
	return '';
}
