import type { N8n } from '../../e2e/support/n8n.mts';
import type { ProjectTemplates } from '../../e2e/support/projectTemplates.mts';
import {
	everySeconds,
	keepExecutions,
	nodeOfType,
	template,
	type Workflow,
} from '../../e2e/support/workflow.mts';
import { MAPPERS, SYNCS, type Part, type SyncName } from './company.mts';

/** Real ones are five minutes and an hour. */
const SECONDS = 5;
const CATCH_UP_SECONDS = 30;

/** All templates that sync, published over the same two companies, writing, on schedules made short. */
export class AllTemplates {
	private constructor(
		private readonly n8n: N8n,
		/** Of the workflows that write. */
		readonly ids: Record<Part, string>,
		private readonly catchUp: string,
	) {}

	static async publish(projects: ProjectTemplates): Promise<AllTemplates> {
		const { n8n } = projects;
		const ids = { projects: await projects.publishPush() } as Record<Part, string>;
		for (const name of SYNCS) ids[name] = await publishSync(n8n, name);
		return new AllTemplates(n8n, ids, await publishCatchUp(projects, ids.projects));
	}

	async remove(): Promise<void> {
		for (const id of [...SYNCS.map((name) => this.ids[name]), this.catchUp]) {
			await this.n8n.unpublish(id);
			await this.n8n.removeWorkflow(id);
		}
	}
}

async function publishSync(n8n: N8n, name: SyncName): Promise<string> {
	const configure = (workflow: Workflow) => {
		Object.assign(nodeOfType(workflow, 'kleerCinodeMapper').parameters, MAPPERS[name]);
		Object.assign(nodeOfType(workflow, 'cinode').parameters, { dryRun: false });
		everySeconds(workflow, SECONDS);
	};
	const id = await n8n.importWorkflow(await template(`${name}-sync`), keepExecutions, configure);
	await n8n.publish(id);
	return id;
}

async function publishCatchUp(projects: ProjectTemplates, pushId: string): Promise<string> {
	const { id: _id, ...workflow } = await template('project-catch-up');
	const id = await projects.n8n.importWorkflow(workflow as Workflow, (copy) => {
		const workflowId = { __rl: true, mode: 'id', value: pushId };
		nodeOfType(copy, 'executeWorkflow').parameters.workflowId = workflowId;
		for (const { name, parameters } of copy.nodes) {
			if ('goLiveDate' in parameters) parameters.goLiveDate = '2025-01-01';
			if (name === 'Ensure Webhook') parameters.webhookUrl = projects.webhookUrl;
		}
		everySeconds(copy, CATCH_UP_SECONDS);
	});
	await projects.n8n.publish(id);
	return id;
}
