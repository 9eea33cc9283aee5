import { readFile } from 'node:fs/promises';
import { inject } from 'vitest';
import { launchN8n, type LaunchedN8n, type N8nAddress } from './process.mts';
import { N8nRest, readExecution, type Execution } from './scripts.mts';
import { REPORTS, reportsTemplate, type Workflow } from './workflow.mts';

export interface CredentialInput {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

/** A real n8n as the tests see it. What a test file imported into it is removed by stop(). */
export class N8n {
	private readonly workflows = new Set<string>();
	private readonly credentialIds = new Set<string>();

	private constructor(
		readonly address: N8nAddress,
		readonly rest: InstanceType<typeof N8nRest>,
		private readonly end: () => Promise<void>,
		private readonly own?: LaunchedN8n,
	) {}

	/** Connects to the n8n that the test run shares, or starts one where a file is run without it. */
	static async start(): Promise<N8n> {
		const shared = inject('n8n') as N8nAddress | undefined;
		if (shared) return N8n.at(shared);
		return await N8n.startOwn();
	}

	/** Starts one of its own, for tests that need other settings or that restart it. */
	static async startOwn(env?: Record<string, string>): Promise<N8n> {
		const launched = await launchN8n(env);
		return new N8n(launched.address, restOf(launched.address), launched.stop, launched);
	}

	/** One that runs already. */
	static at(address: N8nAddress, end: () => Promise<void> = async () => {}): N8n {
		return new N8n(address, restOf(address), end);
	}

	/** As a machine that dies: `kill -9`, and nothing is tidied up. Only for one's own. */
	async kill(): Promise<void> {
		await this.itself.kill();
	}

	/** Starts it again after `kill`. */
	async restart(): Promise<void> {
		await this.itself.restart();
	}

	private get itself(): LaunchedN8n {
		if (!this.own) throw new Error('This n8n is shared by all test files');
		return this.own;
	}

	/** Removes what was imported; ends n8n when it is this one's own. */
	async stop(): Promise<void> {
		for (const id of this.workflows) await this.rest.deleteWorkflow(id);
		for (const id of this.credentialIds) await this.rest.deleteCredential(id);
		this.workflows.clear();
		this.credentialIds.clear();
		await this.end();
	}

	/** Removes a workflow now; n8n's memory of it goes too. */
	async removeWorkflow(id: string): Promise<void> {
		await this.rest.deleteWorkflow(id);
		this.workflows.delete(id);
	}

	/** Creates a credential or gives the one of that name new values; answers with its id. */
	async importCredential(credential: CredentialInput): Promise<string> {
		const { id } = await this.rest.saveCredential(credential);
		this.credentialIds.add(id);
		return id;
	}

	/** Tests values for a credential as the editor's button does. */
	async testCredential(credential: CredentialInput): Promise<{ status: string; message: string }> {
		return await this.rest.testCredential({ id: await this.importCredential(credential), ...credential });
	}

	/**
	 * Imports a workflow, changed by the patches; the file's own object stays as it is. Its credentials are linked by
	 * n8n itself, by name, as for a user who imports the file.
	 */
	async importWorkflow(workflow: Workflow, ...patches: Array<(workflow: Workflow) => void>): Promise<string> {
		const copy = structuredClone(workflow);
		for (const patch of patches) patch(copy);
		if (JSON.stringify(copy.nodes).includes(REPORTS)) await this.bringReports();
		const { id } = await this.rest.saveWorkflow(copy);
		this.workflows.add(id);
		return id;
	}

	/** The workflow that all syncs report to; it stays, since n8n publishes nothing that refers to what isn't. */
	private async bringReports(): Promise<void> {
		const there = (await this.rest.workflows()) as Array<{ id: string }>;
		if (there.some(({ id }) => id === REPORTS)) return;
		await this.rest.saveWorkflow(await reportsTemplate());
		await this.rest.publish(REPORTS);
	}

	async publish(workflowId: string): Promise<void> {
		await this.rest.publish(workflowId);
	}

	async unpublish(workflowId: string): Promise<void> {
		await this.rest.unpublish(workflowId);
	}

	/** Runs a workflow by hand and waits for its end. */
	async run(workflowId: string, trigger: string, withinMs?: number): Promise<Execution> {
		const id = await this.rest.runManually(workflowId, trigger);
		return readExecution(await this.rest.ended(id, withinMs));
	}

	/** Waits for an execution that a trigger started, after the given one if there was one before. */
	async nextExecution(workflowId: string, after = 0, withinMs = 60_000): Promise<Execution> {
		return readExecution(await this.rest.next(workflowId, after, withinMs));
	}

	/** Full names of the node types that the package brought. */
	async packageNodeTypes(): Promise<string[]> {
		const types = (await this.rest.nodeTypes()) as Array<{ name: string }>;
		return types.map(({ name }) => name).filter((name) => name.startsWith('n8n-nodes-kleer-cinode.'));
	}

	/** All that n8n has logged so far. */
	async log(): Promise<string> {
		return await readFile(this.address.logFile, 'utf8');
	}
}

function restOf({ url, session }: N8nAddress): InstanceType<typeof N8nRest> {
	return new N8nRest(url).resume(session);
}
