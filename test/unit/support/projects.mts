import {
	mapProjects,
	type CinodeProject,
	type CinodeProjectRole,
	type MappedProject,
	type PersonPrice,
	type ProjectsSetup,
	type RejectedRecord,
} from '../../../rules';
import {
	NoStore,
	ProjectsTarget,
	RunMemory,
	runSync,
	type KleerClientRecord,
	type KleerProjectsApi,
	type KleerUserRecord,
	type MemoryStore,
	type SyncOptions,
	type SyncResult,
} from '../../../sync';
import type { KleerProject } from '../../../models/kleer/projects';
import { FakeClock } from './clock.mts';
import { syncOptions } from './fakeTarget.mts';

export const TODAY = '2026-11-23';
/** The activity that carries the prices. */
export const CONSULTING = 9;

export const anna = { id: 71, name: 'Anna Berg', key: '1017' };
export const bo = { id: 72, name: 'Bo Ek', key: '1018' };
export const nordan = { id: 12, name: 'Nordan Bygg AB', number: '1001' };
export const broker = { id: 13, name: 'Mäklarhuset AB', number: '1002' };

export function role(more: Partial<CinodeProjectRole> = {}): CinodeProjectRole {
	return {
		id: 1,
		title: 'Utvecklare',
		startDate: '2026-10-01',
		endDate: '2027-03-31',
		contractType: 'hourly',
		extentType: 'hours',
		extent: 400,
		rate: 1100,
		currency: 'SEK',
		person: anna,
		isSubcontractor: false,
		...more,
	};
}

export function project(more: Partial<CinodeProject> = {}): CinodeProject {
	return {
		id: 501,
		readAt: '2026-11-23T10:00:00.000Z',
		title: 'Ny e-handel',
		description: 'Bygger om butiken',
		identifier: 'P-501',
		customerIdentifier: 'PO-77',
		state: 'won',
		pipelineId: 3,
		stageId: 31,
		customer: nordan,
		intermediator: null,
		contractValue: 440_000,
		estimatedValue: 500_000,
		currency: 'SEK',
		teamId: 5,
		projectManagers: [bo],
		salesManagers: [anna],
		customerContacts: ['Berit Lund'],
		intermediatorContacts: [],
		roles: [role()],
		...more,
	};
}

export function projectsSetup(more: Partial<ProjectsSetup> = {}): ProjectsSetup {
	return {
		today: TODAY,
		numberSource: 'id',
		numberPrefix: '',
		keyPrefix: '',
		peopleKeySource: 'internalId',
		customerNumberSource: 'foreignId',
		stages: [],
		goLiveDate: '2026-01-01',
		withoutRoles: 'wait',
		activityId: CONSULTING,
		allActivities: false,
		removePeople: false,
		dimensionsByTeam: [],
		paymentTermsPrefix: 'BV=',
		scope: { onlyPipelines: [], onlyTeams: [], neverKeys: [] },
		modes: {},
		...more,
	};
}

/** The one record that a project becomes. */
export function mappedProject(
	more: Partial<CinodeProject> = {},
	setup: Partial<ProjectsSetup> = {},
): MappedProject {
	const { mapped, rejected } = mapProjects([project(more)], projectsSetup(setup));
	if (!mapped[0]) throw new Error(`Not mapped: ${JSON.stringify(rejected)}`);
	return mapped[0].record;
}

export function rejectedProject(
	more: Partial<CinodeProject> = {},
	setup: Partial<ProjectsSetup> = {},
): RejectedRecord {
	const { rejected } = mapProjects([project(more)], projectsSetup(setup));
	if (!rejected[0]) throw new Error('Not rejected');
	return rejected[0].record;
}

export const pricesIn = ({ values }: MappedProject) => values.prices as PersonPrice[] | undefined;

/** Elements that the XSD of client-project-writeable requires (docs/vendors.md#kleer-models). */
export const REQUIRED_ELEMENTS = [
	'fixed-price',
	'number',
	'name',
	'comment',
	'budget-hours',
	'budget-amount',
	'incoming-invoiced-amount',
	'incoming-invoiced-vat-amount',
	'all-activities',
	'all-users',
];

/** What only the readable form has. */
const READABLE_ONLY = ['id', 'active', 'status', 'write-offs', 'dimension-entry', 'dimensions'];

/** A project as Kleer has it, in step with `project()` where both say something. */
export function kleerProject(more: Partial<KleerProject> = {}): KleerProject {
	return {
		id: 900,
		client: { id: 41 },
		'fixed-price': false,
		number: '501',
		name: 'Ny e-handel',
		'currency-type': 'SEK',
		active: true,
		'your-reference': 'Berit Lund',
		'our-reference': { id: 61 },
		comment: 'Bygger om butiken',
		'po-nr': 'PO-77',
		'budget-hours': 400,
		'budget-amount': 44_000_000,
		'incoming-invoiced-amount': 0,
		'incoming-invoiced-vat-amount': 0,
		'all-activities': false,
		'all-users': false,
		activities: [],
		users: [{ user: { id: 61 }, activities: [{ activity: { id: CONSULTING }, price: 110_000 }] }],
		leads: [{ user: { id: 62 } }],
		status: 'OPEN',
		'opening-date': '2026-10-01',
		'closing-date': '2027-03-31',
		...more,
	};
}

/** Kleer's client projects in memory: what is left out of a write is lost, as one has to assume. */
class FakeKleer implements KleerProjectsApi {
	projects: KleerProject[] = [];
	clients: KleerClientRecord[] = [
		{ id: 41, 'foreign-id': '1001', name: 'Nordan Bygg AB' },
		{ id: 42, 'foreign-id': '1002', name: 'Mäklarhuset AB' },
		{ id: 43, 'foreign-id': '', name: 'Utan nummer' },
	];
	ownCurrency: string | undefined = 'SEK';
	users: KleerUserRecord[] = [
		{ id: 61, 'internal-id': 1017, name: 'Anna Berg' },
		{ id: 62, 'internal-id': 1018, name: 'Bo Ek' },
		{ id: 63, 'internal-id': 1019, name: 'Cia Dahl' },
	];
	readonly written: Array<{ id?: number; body: Record<string, unknown> }> = [];
	readonly reads: string[] = [];
	/** Thrown by a write before, or after, it is done. */
	failBefore?: Error;
	failAfter?: Error;

	async getProject(id: number) {
		return structuredClone(this.projects.find((one) => one.id === id));
	}

	async listProjects() {
		this.reads.push('projects');
		return structuredClone(this.projects);
	}

	async listClients() {
		this.reads.push('clients');
		return this.clients;
	}

	async listUsers() {
		this.reads.push('users');
		return this.users;
	}

	async companyCurrency() {
		this.reads.push('company');
		return this.ownCurrency;
	}

	async createProject(body: Record<string, unknown>) {
		const id = 900 + this.projects.length;
		this.write({ body }, () => this.projects.push(readable(id, body, {})));
		return id;
	}

	async updateProject(id: number, body: Record<string, unknown>) {
		this.write({ id, body }, () => {
			const index = this.projects.findIndex((one) => one.id === id);
			this.projects[index] = readable(id, body, this.projects[index]!);
		});
	}

	private write(what: { id?: number; body: Record<string, unknown> }, done: () => void) {
		if (this.failBefore) throw this.failBefore;
		this.written.push(structuredClone(what));
		const missing = REQUIRED_ELEMENTS.filter((name) => what.body[name] === undefined);
		const unknown = READABLE_ONLY.filter((name) => name in what.body);
		if (missing.length + unknown.length > 0) {
			throw new Error(`Kleer refuses: missing ${missing.join()}, unknown ${unknown.join()}`);
		}
		done();
		if (this.failAfter) throw this.failAfter;
	}
}

/** Name, client, fixed price and currency are frozen; the distribution is kept when it is left out. */
function readable(id: number, body: Record<string, unknown>, old: Partial<KleerProject>): KleerProject {
	const { client, 'dimension-entries': dimensions, ...rest } = structuredClone(body);
	return {
		active: true,
		status: 'OPEN',
		...rest,
		client: old.client ?? client,
		...(dimensions || old.dimensions ? { dimensions: dimensions ?? old.dimensions } : {}),
		...(old.number
			? { name: old.name, 'fixed-price': old['fixed-price'], 'currency-type': old['currency-type'] }
			: {}),
		id,
	} as unknown as KleerProject;
}

interface TenantOptions {
	setup?: Partial<ProjectsSetup>;
	onlyLeads?: boolean;
	options?: Partial<SyncOptions>;
}

/** Cinode's projects pushed to one Kleer company. */
export class ProjectsTenant {
	readonly kleer = new FakeKleer();
	readonly clock = new FakeClock();
	store: MemoryStore = new NoStore();

	constructor(...projects: KleerProject[]) {
		this.kleer.projects = projects;
	}

	async push(
		projects: Array<Partial<CinodeProject>>,
		{ setup, onlyLeads = false, options }: TenantOptions = {},
	) {
		const { mapped } = mapProjects(projects.map(project), projectsSetup(setup));
		return await this.run(
			mapped.map(({ record }) => record),
			options,
			onlyLeads,
		);
	}

	async run(records: MappedProject[], options: Partial<SyncOptions> = {}, onlyLeads = false) {
		this.kleer.written.length = 0;
		this.kleer.reads.length = 0;
		return await runSync(records, syncOptions({ retriesAll: true, includeUnchanged: true, ...options }), {
			target: new ProjectsTarget(this.kleer, { onlyLeads }),
			memory: new RunMemory(this.store, 'secret', 'options', this.clock.now()),
			clock: this.clock,
			usage: () => ({ kleer: 0, cinode: 0, dailyLeft: null }),
		});
	}

	/** Pushes one project and gives its result. */
	async pushOne(more: Partial<CinodeProject> = {}, how: TenantOptions = {}): Promise<SyncResult> {
		const { results } = await this.push([more], how);
		if (results.length !== 1 || !results[0]) throw new Error(`${results.length} results`);
		return results[0];
	}

	get body(): Record<string, unknown> {
		return this.kleer.written.at(-1)?.body ?? {};
	}
}
