import { randomInt } from 'node:crypto';
import { expect, vi } from 'vitest';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/index.mts';
import { cinodeAccount, kleerAccount } from './accounts.mts';
import { N8n } from './n8n.mts';
import type { Execution } from './scripts.mts';
import { Stores } from './stores.mts';
import { summaryOf, syncWrites, type Summary } from './sync.mts';
import { everySeconds, keepExecutions, nodeOfType, template, type Workflow } from './workflow.mts';

/** What has to be chosen before a template runs at all. */
const REQUIRED = {
	users: {},
	/** Svenska */
	subcontractors: { languageId: 1 },
	customers: {},
};

export type Scheme = keyof typeof REQUIRED;

/** Parameters of the mapper and of the sync node that differ from the template's. */
export interface Setup {
	mapper?: object;
	sync?: object;
	/** `options` of the sync node. */
	options?: object;
}

/** By hand tests don't wait for the pace; on a schedule they keep it. */
const QUICK = { perTwoSeconds: 4_000 };

/** A result of the sync node, as far as tests look at it. */
export interface Result {
	key: string;
	label: string;
	action: string;
	reason?: string;
	error?: string;
	changes: Array<{ field: string; from: unknown; to: unknown }>;
	warnings: string[];
}

export interface SyncRun {
	execution: Execution;
	results: Result[];
	/** Of them those that changed something; a run by hand repeats who was skipped, too. */
	done: Result[];
	summary: Summary;
	/** What the report says that somebody should look at. */
	toLookAt: Array<{ who: string; what: string; why: string }>;
	/** The whole report. */
	report: Record<string, unknown> & { markdown: string; html: string };
	/** The report as n8n's HTML node gives it. */
	page: string;
	/** All that people see of a run; the mapper's and Kleer's own items hold more. */
	shown: string;
	/** The result about that label, or a part of it. */
	result(label: string): Result | undefined;
	/** Names of the fields that changed for that label; undefined where there is no result. */
	changed(label: string): string[] | undefined;
}

/** Both vendors, and one scheme's template in a real n8n with the accounts linked to it. */
export class SyncTemplate extends Stores {
	private constructor(
		readonly scheme: Scheme,
		readonly n8n: N8n,
		sandbox: Sandbox,
		readonly workflow: Workflow,
	) {
		super(sandbox);
	}

	/** @param given Another n8n than the test run's; it is stopped with this. */
	static async start(scheme: Scheme, options?: SandboxOptions, given?: N8n): Promise<SyncTemplate> {
		const [n8n, sandbox] = await Promise.all([
			given ?? N8n.start(),
			startSandbox({ company: randomInt(1e8, 1e9), ...options }),
		]);
		// Without limits the headers shouldn't ask for pauses either.
		if (!options?.limits) sandbox.cinode.store.limits.plan.perWindow = 1e6;
		await n8n.importCredential(kleerAccount(sandbox));
		await n8n.importCredential(cinodeAccount(sandbox));
		return new SyncTemplate(scheme, n8n, sandbox, await template(`${scheme}-sync`));
	}

	/** Another template beside this one, over the same vendors; it ends with this one. */
	async beside(scheme: Scheme): Promise<SyncTemplate> {
		return new SyncTemplate(scheme, this.n8n, this.sandbox, await template(`${scheme}-sync`));
	}

	/** The same template in another n8n, over the same vendors; that n8n is stopped by whoever started it. */
	async inAnother(n8n: N8n): Promise<SyncTemplate> {
		await n8n.importCredential(kleerAccount(this.sandbox));
		await n8n.importCredential(cinodeAccount(this.sandbox));
		return new SyncTemplate(this.scheme, n8n, this.sandbox, await template(`${this.scheme}-sync`));
	}

	async stop(): Promise<void> {
		await this.n8n.stop();
		await this.sandbox.close();
	}

	/** Imports the template as it ships, but for what has to be chosen, and runs it once by hand. */
	async preview(): Promise<SyncRun> {
		return await this.runByHand(await this.import({}, {}));
	}

	/** Imports the template with these parameters changed, and runs it once by hand, writing. */
	async sync(setup: Setup = {}): Promise<SyncRun> {
		const options = { ...QUICK, ...setup.options };
		return await this.runByHand(await this.import({ ...setup, options }, { dryRun: false }));
	}

	/** As `sync`, but started so many times at once; none is waited for. */
	async syncAtOnce(times: number, setup: Setup = {}): Promise<Array<Promise<SyncRun>>> {
		const options = { ...QUICK, ...setup.options };
		const id = await this.import({ ...setup, options }, { dryRun: false });
		this.sandbox.requests.clear();
		return Array.from({ length: times }, async () => await this.execute(id));
	}

	/** Publishes the template with a quick schedule, writing, until it has run so often; the runs in their order. */
	async onSchedule(runs: number, setup: Setup = {}): Promise<SyncRun[]> {
		const { n8n } = this;
		const id = await this.import(setup, { dryRun: false }, (workflow) => everySeconds(workflow, 2));
		const [latest] = await n8n.rest.executions(id);
		let last = Number(latest?.id ?? 0);
		this.sandbox.requests.clear();
		await n8n.publish(id);
		const done: SyncRun[] = [];
		while (done.length < runs) {
			const execution = await n8n.nextExecution(id, last);
			last = Number(execution.id);
			const run = this.readRun(execution);
			// One that met the run before still at work.
			if (!run.summary.notRun) done.push(run);
		}
		await n8n.unpublish(id);
		// The next one may have begun, and a run by hand would meet it.
		await vi.waitFor(
			async () => expect(await n8n.rest.executions(id, { status: ['new', 'running'] })).toEqual([]),
			{ timeout: 30_000, interval: 200 },
		);
		return done;
	}

	/** Publishes the template with a quick schedule, writing, whatever its runs come to; unpublished by the answer. */
	async publishQuick(): Promise<() => Promise<void>> {
		const { end } = await this.publishCopy();
		return end;
	}

	/** The same for a copy of the template, by another name; with its id. */
	async publishCopy(name?: string, setup: Setup = {}): Promise<{ id: string; end(): Promise<void> }> {
		const id = await this.import(setup, { dryRun: false }, (workflow) => {
			everySeconds(workflow, 2);
			if (name) Object.assign(workflow, { name, id: undefined });
		});
		await this.n8n.publish(id);
		return { id, end: async () => await this.n8n.unpublish(id) };
	}

	/** Removes the workflow, and so all that n8n remembers of its runs. */
	async forget(): Promise<void> {
		await this.n8n.removeWorkflow(this.workflow.id ?? '');
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

	private async import(setup: Setup, sync: object, ...patches: Array<(workflow: Workflow) => void>) {
		const setUp = (workflow: Workflow) => {
			const { parameters } = nodeOfType(workflow, 'kleerCinodeMapper');
			Object.assign(parameters, REQUIRED[this.scheme], setup.mapper);
			const given = { options: setup.options ?? {}, ...sync, ...setup.sync };
			Object.assign(nodeOfType(workflow, 'cinode').parameters, given);
		};
		return await this.n8n.importWorkflow(this.workflow, keepExecutions, setUp, ...patches);
	}

	private async runByHand(id: string): Promise<SyncRun> {
		this.sandbox.requests.clear();
		return await this.execute(id);
	}

	private async execute(id: string): Promise<SyncRun> {
		return this.readRun(await this.n8n.run(id, nodeOfType(this.workflow, 'scheduleTrigger').name));
	}

	private readRun(execution: Execution): SyncRun {
		if (execution.error) throw new Error(`The run failed: ${execution.error.message}`);
		const items = (node: string) =>
			(execution.nodes[node] ?? []).flatMap(({ outputs }) => (outputs[0] ?? []).map(({ json }) => json));
		const results = items(nodeOfType(this.workflow, 'cinode').name) as unknown as Result[];
		const summary = summaryOf(execution);
		const toLookAt = items('Run Report').flatMap((report) =>
			(report.toLookAt as SyncRun['toLookAt']).map(({ who, what, why }) => ({ who, what, why })),
		);
		const result = (label: string) => results.find((one) => one.label.includes(label));
		return {
			execution,
			results,
			done: results.filter(({ action }) => ['created', 'linked', 'updated'].includes(action)),
			summary,
			toLookAt,
			report: items('Run Report')[0] as SyncRun['report'],
			page: String(items('Report Page')[0]?.html ?? ''),
			shown: JSON.stringify([results, summary, toLookAt]),
			result,
			changed: (label) => result(label)?.changes.map(({ field }) => field),
		};
	}
}
