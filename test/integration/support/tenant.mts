import type { IDataObject } from 'n8n-workflow';
import {
	cinodeEndState,
	startSandbox,
	usersEndState,
	type CinodeCustomer,
	type CinodeStore,
	type CinodeSubcontractor,
	type Sandbox,
	type SandboxOptions,
} from '../../sandbox/index.mts';
import { credentialsFor, deduplicator, type Credentials } from './engine.mts';
import { syncScheme, type SyncRun, type SyncRunOptions, type TemplateScheme } from './sync.mts';

type CinodeUser = CinodeStore['users'] extends Map<number, infer User> ? User : never;

let workflows = 0;
let companies = 1_000_000;

/** One customer: a sandbox, credentials, and a users workflow with a memory of its own. */
export class Tenant {
	readonly workflowId = `tenant-${++workflows}`;

	private constructor(
		readonly sandbox: Sandbox,
		readonly credentials: Credentials,
	) {}

	static async start(options?: SandboxOptions): Promise<Tenant> {
		// A company of its own, since this process keeps the pace, and what it learns, by company.
		const sandbox = await startSandbox({ company: ++companies, ...options });
		// Without limits the headers shouldn't ask for pauses either.
		if (!options?.limits) sandbox.cinode.store.limits.plan.perWindow = 1e6;
		return new Tenant(sandbox, credentialsFor(sandbox));
	}

	/** The same customer's workflows with other credentials, as after an edit in n8n. */
	withCredentials(credentials: Credentials): Tenant {
		return Object.assign(new Tenant(this.sandbox, credentials), { workflowId: this.workflowId });
	}

	/** A users sync; the requests of this run alone are in `sandbox.requests` afterwards. */
	async sync(options: SyncRunOptions = {}): Promise<SyncRun> {
		return await this.syncScheme('users', options);
	}

	/** A sync in a workflow of its own; the requests of this run alone are in `sandbox.requests` afterwards. */
	async syncScheme(scheme: TemplateScheme, options: SyncRunOptions = {}): Promise<SyncRun> {
		this.sandbox.requests.clear();
		const workflowId = scheme === 'users' ? this.workflowId : `${this.workflowId}-${scheme}`;
		return await syncScheme(this.credentials, scheme, { workflowId, ...options });
	}

	/** Cinode requests of the last run that count against the plan. */
	get cinodeRequests(): number {
		return (
			this.sandbox.requests.count({ system: 'cinode' }) - this.sandbox.requests.count({ path: /^\/token$/ })
		);
	}

	/** Requests of the last run that wrote something, as "METHOD path". */
	get writes(): string[] {
		return this.sandbox.requests.all
			.filter(
				({ system, method, path }) => system === 'cinode' && method !== 'GET' && !path.endsWith('/search'),
			)
			.map(({ method, path }) => `${method} ${path.replace(/^\/v0\.\d\/companies\/\d+/, '')}`);
	}

	/** The bodies of the last run's patches, one object per request: path → value. */
	get patches(): IDataObject[] {
		return this.sandbox.requests.all
			.filter(({ method }) => method === 'PATCH')
			.map(({ body }) =>
				Object.fromEntries((body as Array<{ path: string; value: never }>).map((op) => [op.path, op.value])),
			);
	}

	cinodeUser(name: string): CinodeUser {
		const found = this.findCinodeUsers(name);
		if (found.length !== 1) throw new Error(`${found.length} people called ${name} in Cinode`);
		return found[0] as CinodeUser;
	}

	findCinodeUsers(name: string): CinodeUser[] {
		return [...this.sandbox.cinode.store.users.values()].filter((user) =>
			`${user.firstName} ${user.lastName} ${user.email}`.includes(name),
		);
	}

	kleerUser(name: string) {
		const found = [...this.sandbox.kleer.store.users.values()].find((user) => user.name.includes(name));
		if (!found) throw new Error(`Nobody called ${name} in Kleer`);
		return found;
	}

	payroll(name: string) {
		const row = this.sandbox.kleer.store.payroll.get(this.kleerUser(name).id);
		if (!row) throw new Error(`No payroll row for ${name}`);
		return row;
	}

	cinodeCustomer(name: string): CinodeCustomer {
		const found = [...this.sandbox.cinode.store.customers.values()].filter((one) => one.name.includes(name));
		if (found.length !== 1) throw new Error(`${found.length} customers called ${name} in Cinode`);
		return found[0] as CinodeCustomer;
	}

	cinodeSubcontractor(name: string): CinodeSubcontractor {
		const found = [...this.sandbox.cinode.store.subcontractors.values()].filter((one) =>
			`${one.firstName} ${one.lastName}`.includes(name),
		);
		if (found.length !== 1) throw new Error(`${found.length} subcontractors called ${name} in Cinode`);
		return found[0] as CinodeSubcontractor;
	}

	/** Names of tags by their ids. */
	tagNames(ids: number[]): string[] {
		return ids.map((id) => this.nameOfTag(id)).sort();
	}

	/** Forgets everything that n8n remembers of this workflow: a re-import, another database. */
	forget(): void {
		for (const name of [...deduplicator.rows.keys()]) {
			if (name.startsWith(this.workflowId)) deduplicator.rows.delete(name);
		}
	}

	/** Everybody in Cinode, without what every write changes, for comparing two worlds. */
	state(): IDataObject[] {
		return usersEndState(this.sandbox.cinode.store) as unknown as IDataObject[];
	}

	/** Subcontractors and customers in Cinode, for comparing two worlds. */
	endState(): ReturnType<typeof cinodeEndState> {
		return cinodeEndState(this.sandbox.cinode.store);
	}

	private nameOfTag(tag: number): string {
		return this.sandbox.cinode.store.tags.get(tag)?.name ?? String(tag);
	}

	async stop(): Promise<void> {
		await this.sandbox.close();
	}
}

/** Set-up that uses everything: constants, roles, tags. */
export const FULL_SETUP: IDataObject = {
	languageId: 1,
	currencyId: 1,
	locationId: 301,
	permissions: [200],
	categoryTags: { rows: [{ category: '4201|Backend' }, { category: '4202|Frontend' }] },
};
