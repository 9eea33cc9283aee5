import { expect } from 'vitest';
import type { SyncResult } from '../../../sync';
import {
	addCinodeProject,
	addDays,
	addRole,
	clientOf,
	editCinodeProject,
	editRole,
	removeRole,
	rolesOf,
	setProjectState,
	type CinodeRole,
	type KleerClient,
	type KleerClientProject,
	type NewProject,
	type NewRole,
	type ProjectStateName,
	type SandboxOptions,
} from '../../sandbox/index.mts';
import { activityOf, changed, push, type PushOptions, type PushRun } from '../support/projects.mts';
import { runSteps } from '../support/engine.mts';
import { Tenant } from '../support/tenant.mts';

/** The seed's pipelines and stages (test/sandbox/seed/pipelines.mts), as the mapper's parameter keeps them. */
export const STAGE = {
	agreed: { pipelineId: 714, stageId: 2218 },
	interview: { pipelineId: 714, stageId: 2244 },
	contractSent: { pipelineId: 709, stageId: 2226 },
};
export const chosen = ({ pipelineId, stageId }: (typeof STAGE)['agreed']) => `${pipelineId}|${stageId}`;
export const CURRENCY = { SEK: 1, EUR: 2 };
export const FIXED = 1;
export const HOURS = 1;

/** A person that both systems know by one key. */
export interface Both {
	key: string;
	cinode: number;
	kleer: number;
	name: string;
}

type PriceRow = NonNullable<KleerClientProject['users'][number]['activities']>[number];

function toldBy({ rejected, results, summary }: PushRun): string {
	return [
		...rejected.map(({ reasons }) => String(reasons)),
		...results.flatMap(({ error, reason, warnings }) => [error, reason, ...warnings]),
		...(summary?.standing ?? []).map(({ reason }) => reason),
		...(summary?.warnings ?? []),
	].join('\n');
}

/** A tenant in which each case makes a project of its own: every person and every customer is linked. */
export class ProjectCases {
	/** What the last push, the first of the last two, told a person: errors, reasons, warnings. */
	told = '';

	private constructor(readonly tenant: Tenant) {}

	static async start(options?: SandboxOptions): Promise<ProjectCases> {
		return new ProjectCases(await Tenant.start({ linked: true, subcontractors: 7, ...options }));
	}

	async stop(): Promise<void> {
		await this.tenant.stop();
	}

	get cinode() {
		return this.tenant.sandbox.cinode.store;
	}

	get kleer() {
		return this.tenant.sandbox.kleer.store;
	}

	/** So many days from today. */
	day(days: number): string {
		return addDays(this.tenant.sandbox.today(), days);
	}

	/** Employees that both know; subcontractors are in `subcontractors`. */
	get people(): Both[] {
		return this.both(this.cinode.users);
	}

	get subcontractors(): Both[] {
		return this.both(this.cinode.subcontractors);
	}

	person(index: number): Both {
		return this.people[index] as Both;
	}

	client(name: string): KleerClient {
		return clientOf(this.kleer, name);
	}

	/** Of a client in Kleer, by its number. */
	customer(name: string): number {
		const number = this.client(name)['foreign-id'];
		const found = [...this.cinode.customers.values()].find(({ identification }) => identification === number);
		if (!found) throw new Error(`${name} is no customer in Cinode`);
		return found.id;
	}

	/** A won project of Havsvide with one hourly role that runs today, unless said otherwise. */
	make(given: Partial<NewProject> = {}): number {
		return addCinodeProject(
			this.cinode,
			{
				title: 'Fallet',
				customerId: this.customer('Havsvide Logistik AB'),
				state: 'won',
				...STAGE.agreed,
				contractValue: 500_000,
				managers: [this.person(1).cinode],
				salesManagers: [this.person(0).cinode],
				roles: [this.roleOf(2)],
				...given,
			},
			Date.now(),
		).id;
	}

	/** A role of that employee's, running today. */
	roleOf(person: number, given: NewRole = {}): NewRole {
		const assigned = { companyUserId: this.person(person).cinode };
		return { rate: 1000, startDate: this.day(-10), endDate: this.day(90), assigned, ...given };
	}

	edit(id: number, patch: Parameters<typeof editCinodeProject>[2]): void {
		editCinodeProject(this.cinode, id, patch, { now: Date.now() });
	}

	state(id: number, state: ProjectStateName): void {
		setProjectState(this.cinode, id, state, Date.now());
	}

	addRole(id: number, role: NewRole): CinodeRole {
		return addRole(this.cinode, id, role, Date.now());
	}

	/** Changes the project's nth role. */
	editRole(id: number, patch: NewRole, nth = 0): void {
		editRole(this.cinode, this.nthRole(id, nth).id, patch, { now: Date.now() });
	}

	removeRole(id: number, nth = 0): void {
		removeRole(this.cinode, this.nthRole(id, nth).id, { now: Date.now() });
	}

	/** One push; its requests alone are in the log afterwards. */
	async push(id: number | number[], options: PushOptions = {}): Promise<PushRun> {
		this.tenant.sandbox.requests.clear();
		const run = await push(this.tenant, [id].flat(), options);
		this.told = toldBy(run);
		return run;
	}

	/** One push, and a second one that must not write anything. Gives the first one's first result. */
	async pushed(id: number | number[], options: PushOptions = {}): Promise<SyncResult | undefined> {
		const run = await this.push(id, options);
		expect(run.summary, 'the first push').toBeDefined();
		const { told } = this;
		await this.push(id, options);
		expect(this.writes, 'writes of the second push').toEqual([]);
		this.told = told;
		return run.results[0];
	}

	/**
	 * One run of the catch-up, as its template does it: what may have changed is pushed, and what needs no other try
	 * is marked. Gives the ids that were handed over; `push` is undefined where there were none, or it failed.
	 */
	async catchUp(options: PushOptions = {}): Promise<{ handed: number[]; push?: PushRun }> {
		this.tenant.sandbox.requests.clear();
		const handed = await changed(this.tenant, { repeat: true });
		if (handed.length === 0) return { handed };
		const run = await push(this.tenant, handed, options).catch(() => undefined);
		// A workflow that fails hands nothing back.
		if (!run) return { handed };
		this.told = toldBy(run);
		const { settled } = run.summary as unknown as { settled: number[] };
		const parameters = { resource: 'project', operation: 'markPushed', projectIds: settled };
		await runSteps(this.tenant.credentials, [{}], [{ name: 'Mark', type: 'cinode', parameters }], {
			workflowId: `${this.tenant.workflowId}-catch-up`,
		});
		return { handed, push: run };
	}

	/** What the last push wrote, as "METHOD path". */
	get writes(): string[] {
		return this.tenant.sandbox.requests.all
			.filter(({ system, method }) => system === 'kleer' && method !== 'GET')
			.map(({ method, path }) => `${method} ${path.replace(/.*company\/\d+/, '')}`);
	}

	/** Kleer's projects of that number. */
	inKleer(id: number): KleerClientProject[] {
		return [...this.kleer.clientProjects.values()].filter(({ number }) => number === String(id));
	}

	one(id: number): KleerClientProject {
		const [found, ...more] = this.inKleer(id);
		if (!found || more.length > 0)
			throw new Error(`${more.length + (found ? 1 : 0)} projects ${id} in Kleer`);
		return found;
	}

	/** The people in Kleer that may report time on the project, in any order. */
	peopleOn(id: number): number[] {
		return this.one(id)
			.users.map(({ user }) => user.id)
			.sort();
	}

	/** The price of a person for the ordinary activity. */
	price(id: number, { kleer }: Both): Pick<PriceRow, 'price' | 'supplier-price'> {
		const row = this.one(id).users.find(({ user }) => user.id === kleer);
		const found = row?.activities?.find(({ activity }) => activity.id === activityOf(this.tenant));
		const { activity: _activity, ...prices } = found ?? { activity: undefined };
		return prices;
	}

	private nthRole(id: number, nth: number): CinodeRole {
		const role = rolesOf(this.cinode, id)[nth];
		if (!role) throw new Error(`Project ${id} has no role ${nth}`);
		return role;
	}

	private both(
		all: Map<number, { id: number; internalIdentifier: string | null; firstName: string; lastName: string }>,
	): Both[] {
		const found: Both[] = [];
		for (const { id, internalIdentifier: key, firstName, lastName } of all.values()) {
			const user = [...this.kleer.users.values()].find((one) => String(one['internal-id']) === key);
			if (key && user) found.push({ key, cinode: id, kleer: user.id, name: `${firstName} ${lastName}` });
		}
		return found;
	}
}
