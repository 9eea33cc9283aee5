import { randomInt } from 'node:crypto';
import { vi } from 'vitest';
import {
	addCinodeProject,
	addRole,
	editCinodeProject,
	rolesOf,
	setProjectState,
	startSandbox,
	type CinodeProject,
	type KleerClientProject,
	type Sandbox,
	type SandboxOptions,
} from '../../sandbox/index.mts';
import { cinodeAccount, kleerAccount } from './accounts.mts';
import { N8n } from './n8n.mts';
import { keepExecutions, nodeOfType, template, type Workflow } from './workflow.mts';

/** The stage 'Offert' or whatever the seed calls it, as the mapper keeps it. */
export interface ProjectSetup {
	mapper?: object;
	sync?: object;
	/** Whether n8n keeps the executions, other than the template says. Default: yes. */
	keep?: boolean;
}

/** Both vendors, people and customers with their keys, and the projects templates in a real n8n. */
export class ProjectTemplates {
	private pushId = '';

	private constructor(
		readonly n8n: N8n,
		readonly sandbox: Sandbox,
	) {}

	/** @param given Another n8n than the test run's; it is stopped with this. */
	static async start(options?: SandboxOptions, given?: N8n): Promise<ProjectTemplates> {
		// Everybody and every customer is linked, as after the other syncs.
		const sandbox = await startSandbox({ linked: true, company: randomInt(1e8, 1e9), ...options });
		const n8n = given ?? (await N8n.start());
		// Without limits the headers shouldn't ask for pauses either.
		if (!options?.limits) sandbox.cinode.store.limits.plan.perWindow = 1e6;
		await n8n.importCredential(kleerAccount(sandbox));
		await n8n.importCredential(cinodeAccount(sandbox));
		return new ProjectTemplates(n8n, sandbox);
	}

	/** The same templates in another n8n, over the same vendors; that n8n is stopped by whoever started it. */
	async inAnother(n8n: N8n): Promise<ProjectTemplates> {
		await n8n.importCredential(kleerAccount(this.sandbox));
		await n8n.importCredential(cinodeAccount(this.sandbox));
		return new ProjectTemplates(n8n, this.sandbox);
	}

	async stop(): Promise<void> {
		if (this.pushId) {
			await this.n8n.unpublish(this.pushId);
			await this.untilRemoved();
		}
		await this.n8n.stop();
		await this.sandbox.close();
	}

	/** Imports the push template, writing; its own webhook path, since all tests share one n8n. */
	async publishPush({ mapper, sync, keep = true }: ProjectSetup = {}): Promise<string> {
		const { id: _id, ...workflow } = await template('project-push');
		this.pushId = await this.n8n.importWorkflow(workflow as Workflow, (copy) => {
			if (keep) keepExecutions(copy);
			nodeOfType(copy, 'cinodeTrigger').webhookId = `push-${randomInt(1e8, 1e9)}`;
			Object.assign(nodeOfType(copy, 'kleerCinodeMapper').parameters, {
				goLiveDate: '2025-01-01',
				activityId: this.activity,
				...mapper,
			});
			Object.assign(nodeOfType(copy, 'kleer').parameters, { dryRun: false, ...sync });
		});
		await this.n8n.publish(this.pushId);
		return this.pushId;
	}

	/** n8n takes its time with it. */
	async unpublishPush(): Promise<void> {
		const before = this.webhooks.length;
		await this.n8n.unpublish(this.pushId);
		await vi.waitUntil(() => this.webhooks.length < before, { timeout: 20_000, interval: 50 });
		await this.untilRemoved();
	}

	private async untilRemoved(): Promise<void> {
		await this.n8n.removeWorkflow(this.pushId);
		this.pushId = '';
	}

	/** Imports the catch-up, which hands over to the push; run by hand. */
	async catchUp(): Promise<{ run(): Promise<number>; page(): Promise<string> }> {
		const { id: _id, ...workflow } = await template('project-catch-up');
		const id = await this.n8n.importWorkflow(workflow as Workflow, keepExecutions, (copy) => {
			nodeOfType(copy, 'executeWorkflow').parameters.workflowId = {
				__rl: true,
				mode: 'id',
				value: this.pushId,
			};
			for (const node of copy.nodes) {
				if ('goLiveDate' in node.parameters) node.parameters.goLiveDate = '2025-01-01';
				// The address of this test's own push.
				if (node.name === 'Ensure Webhook') node.parameters.webhookUrl = this.webhookUrl;
			}
		});
		const run = async () => {
			const execution = await this.n8n.run(id, 'Every Hour');
			if (execution.error) throw new Error(execution.error.message);
			return (node: string) => execution.nodes[node]?.at(-1)?.outputs[0] ?? [];
		};
		return {
			run: async () => (await run())('Get Changed Projects').length,
			page: async () => String((await run())('Report Page')[0]?.json.html ?? ''),
		};
	}

	/** The registered address without its hash. */
	get webhookUrl(): string {
		const [url = ''] = this.webhooks;
		return url.split('?')[0] ?? '';
	}

	get webhooks(): string[] {
		return [...this.sandbox.cinode.store.webhooks.values()].map(({ endpointUrl }) => endpointUrl);
	}

	/** Kleer's ordinary activity. */
	get activity(): number {
		const [first] = this.sandbox.kleer.store.activities.values();
		if (!first) throw new Error('The seed has no activity');
		return first.id.id;
	}

	project(title: string): CinodeProject {
		const found = [...this.sandbox.cinode.store.projects.values()].find((one) => one.title === title);
		if (!found) throw new Error(`No project ${title}`);
		return found;
	}

	/** Adds open projects that are like Kundportal, without any event; gives their titles. */
	addMany(prefix: string, count: number): string[] {
		const { store } = this.sandbox.cinode;
		const { options } = this.sandbox.webhooks;
		const { drop } = options;
		options.drop = 1;
		const { id, customerId, pipelineId, stageId, managers, currencyId } = this.project('Kundportal');
		const roles = rolesOf(store, id).map(({ id: _id, projectId: _projectId, ...role }) => role);
		const titles = Array.from({ length: count }, (_, index) => `${prefix} ${index + 1}`);
		for (const [index, title] of titles.entries()) {
			const contractValue = 1000 * (index + 1);
			const given = { title, customerId, pipelineId, stageId, managers, currencyId, contractValue, roles };
			addCinodeProject(store, given, Date.now());
		}
		options.drop = drop;
		return titles;
	}

	/** An edit by hand in Cinode. */
	edit(title: string, patch: Parameters<typeof editCinodeProject>[2]): void {
		editCinodeProject(this.sandbox.cinode.store, this.project(title).id, patch, { now: Date.now() });
	}

	state(title: string, state: 'open' | 'won' | 'lost'): void {
		setProjectState(this.sandbox.cinode.store, this.project(title).id, state, Date.now());
	}

	role(title: string, role: Parameters<typeof addRole>[2]) {
		return addRole(this.sandbox.cinode.store, this.project(title).id, role, Date.now());
	}

	/** Kleer's projects of that number. */
	inKleer(title: string): KleerClientProject[] {
		const number = String(this.project(title).id);
		return [...this.sandbox.kleer.store.clientProjects.values()].filter((one) => one.number === number);
	}

	/** Waits until Kleer has it as wanted; says how long that took, in milliseconds. */
	async arrives(
		title: string,
		isRight: (project: KleerClientProject) => boolean = () => true,
	): Promise<number> {
		const from = performance.now();
		await vi.waitUntil(() => this.inKleer(title).some(isRight), { timeout: 20_000, interval: 20 });
		return performance.now() - from;
	}

	/** Posts as Cinode does, with the webhook's own secret, that the project has changed; gives the status. */
	async post(title: string): Promise<number> {
		const [webhook] = this.sandbox.cinode.store.webhooks.values();
		const [credential] = webhook?.credentials ?? [];
		const { id } = this.project(title);
		const response = await fetch(webhook?.endpointUrl ?? '', {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				[credential?.headerName ?? '']: credential?.headerValue ?? '',
			},
			body: JSON.stringify({ WebhookId: webhook?.id, Payload: { Id: id, CurrentState: { State: 4 } } }),
		});
		await response.arrayBuffer();
		return response.status;
	}

	/** Posts so many events about these projects at once, again and again the same. */
	async replay(titles: string[], count: number): Promise<number[]> {
		const posts = Array.from({ length: count }, (_, one) => this.post(titles[one % titles.length] ?? ''));
		return await Promise.all(posts);
	}

	/** How many executions of the push there are; n8n shows fifty at most. */
	async runs(): Promise<Array<{ id: string; status: string }>> {
		return await this.n8n.rest.executions(this.pushId);
	}

	/** Every event was delivered and its execution has ended. */
	async isQuiet(): Promise<void> {
		await this.sandbox.webhooks.settled();
		// What the trigger gathers is no execution yet: it keeps nothing longer than that.
		await new Promise((resolve) => setTimeout(resolve, 2000));
		const status = ['running', 'new', 'waiting'];
		await vi.waitUntil(async () => (await this.n8n.rest.executions(this.pushId, { status })).length === 0, {
			timeout: 270_000,
			interval: 200,
		});
	}

	/** Writes at Kleer's client projects since the requests were last cleared. */
	get writes(): string[] {
		return this.sandbox.requests.all
			.filter(
				({ system, method, path }) =>
					system === 'kleer' && method !== 'GET' && path.includes('client-project'),
			)
			.map(({ method }) => method);
	}
}
