import {
	startSandbox,
	type CinodeUser,
	type KleerPayroll,
	type KleerUser,
	type Sandbox,
	type SandboxOptions,
} from '../../sandbox/index.mts';
import { cinodeAccount, kleerAccount } from './accounts.mts';
import { N8n } from './n8n.mts';
import type { Execution } from './scripts.mts';
import { summaryOf, syncWrites, type Summary } from './sync.mts';
import { keepExecutions, nodeOfType, template, type Workflow } from './workflow.mts';

/** A result of the sync node, as far as tests look at it. */
export interface Result {
	label: string;
	action: string;
	changes: Array<{ field: string; from: unknown; to: unknown }>;
}

export interface UsersRun {
	execution: Execution;
	results: Result[];
	/** Of them those that changed something; a run by hand repeats who was skipped, too. */
	done: Result[];
	summary: Summary;
	/** What arrived in the node 'To Look At'. */
	toLookAt: Array<{ who: string; what: string; why: string }>;
	/** Names of the fields that changed for that person; undefined where there is no result. */
	changed(name: string): string[] | undefined;
}

/** Both vendors, and the users template in a real n8n with the accounts linked to it. */
export class UsersTemplate {
	private constructor(
		readonly n8n: N8n,
		readonly sandbox: Sandbox,
		readonly workflow: Workflow,
	) {}

	static async start(options?: SandboxOptions): Promise<UsersTemplate> {
		const [n8n, sandbox, workflow] = await Promise.all([
			N8n.start(),
			startSandbox(options),
			template('users-sync'),
		]);
		await n8n.importCredential(kleerAccount(sandbox));
		await n8n.importCredential(cinodeAccount(sandbox));
		return new UsersTemplate(n8n, sandbox, workflow);
	}

	async stop(): Promise<void> {
		await this.n8n.stop();
		await this.sandbox.close();
	}

	get trigger(): string {
		return nodeOfType(this.workflow, 'scheduleTrigger').name;
	}

	/** Imports the template with these parameters changed, and runs it once by hand, writing. */
	async sync(parameters: { mapper?: object; sync?: object } = {}): Promise<UsersRun> {
		const id = await this.n8n.importWorkflow(this.workflow, keepExecutions, (workflow) => {
			Object.assign(nodeOfType(workflow, 'kleerCinodeMapper').parameters, parameters.mapper);
			Object.assign(nodeOfType(workflow, 'cinode').parameters, { dryRun: false }, parameters.sync);
		});
		this.sandbox.requests.clear();
		const execution = await this.n8n.run(id, this.trigger);
		if (execution.error) throw new Error(`The run failed: ${execution.error.message}`);
		const items = (node: string) => (execution.nodes[node]?.at(-1)?.outputs[0] ?? []).map(({ json }) => json);
		const results = items('Sync Users') as unknown as Result[];
		return {
			execution,
			results,
			done: results.filter(({ action }) => ['created', 'linked', 'updated'].includes(action)),
			summary: summaryOf(execution),
			toLookAt: (execution.nodes['To Look At'] ?? []).flatMap(({ outputs }) =>
				(outputs[0] ?? []).map(({ json }) => json as unknown as UsersRun['toLookAt'][number]),
			),
			changed: (name) => results.find(({ label }) => label.includes(name))?.changes.map(({ field }) => field),
		};
	}

	/** Requests of the last run that change something at Cinode. */
	get writes(): string[] {
		return syncWrites(this.sandbox.requests.all);
	}

	/** Requests of the last run that count against Cinode's daily limit. */
	get cinodeRequests(): number {
		const { requests } = this.sandbox;
		return requests.count({ system: 'cinode' }) - requests.count({ system: 'cinode', path: /^\/token$/ });
	}

	kleer(name: string): KleerUser {
		return only(this.sandbox.kleer.store.users, name, (user) => user.name);
	}

	payroll(name: string): KleerPayroll {
		const row = this.sandbox.kleer.store.payroll.get(this.kleer(name).id);
		if (!row) throw new Error(`No payroll row for ${name}`);
		return row;
	}

	/** Somebody in Cinode by name, with tags by name. */
	cinode(name: string): Omit<CinodeUser, 'tags'> & { tags: string[] } {
		const { users, tags } = this.sandbox.cinode.store;
		const user = only(users, name, ({ firstName, lastName }) => `${firstName} ${lastName}`);
		return { ...user, tags: user.tags.map((id) => tags.get(id)?.name ?? String(id)) };
	}

	/** How many of the people in Cinode carry a key. */
	get linked(): number {
		return [...this.sandbox.cinode.store.users.values()].filter((user) => user.internalIdentifier).length;
	}
}

function only<T>(all: Map<number, T>, name: string, nameOf: (one: T) => string): T {
	const found = [...all.values()].filter((one) => nameOf(one).includes(name));
	if (found.length !== 1) throw new Error(`${found.length} people are called ${name}`);
	return found[0] as T;
}
