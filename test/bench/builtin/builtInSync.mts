import type { N8n } from '../../e2e/support/n8n.mts';
import { keepExecutions, type Workflow } from '../../e2e/support/workflow.mts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/index.mts';
import { builtInCredentials, builtInUsersSync } from './workflow.mts';

/** The workflow of built-in nodes, in a running n8n against vendors of its own. */
export class BuiltInSync {
	private constructor(
		readonly n8n: N8n,
		readonly sandbox: Sandbox,
		private readonly workflowId: string,
	) {}

	/** @param keeps Whether n8n keeps what went through the nodes, without which a failure is not seen here. */
	static async start(n8n: N8n, options: SandboxOptions, keeps: boolean): Promise<BuiltInSync> {
		const sandbox = await startSandbox(options);
		for (const credential of builtInCredentials(sandbox)) await n8n.importCredential(credential);
		const id = await n8n.importWorkflow(builtInUsersSync(sandbox), keeps ? keepExecutions : keepNothing);
		return new BuiltInSync(n8n, sandbox, id);
	}

	/** Runs it once by hand and gives the execution's id; throws when a node failed. */
	async run(): Promise<string> {
		this.sandbox.requests.clear();
		const execution = await this.n8n.run(this.workflowId, 'Every Day');
		if (execution.error) throw new Error(`The built-in workflow failed: ${execution.error.message}`);
		return execution.id;
	}

	async stop(): Promise<void> {
		await this.sandbox.close();
	}
}

function keepNothing({ settings }: Workflow): void {
	const none = { saveDataSuccessExecution: 'none', saveDataErrorExecution: 'none' };
	Object.assign(settings, { saveManualExecutions: false, ...none });
}
