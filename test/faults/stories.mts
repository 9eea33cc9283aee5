import type { IDataObject } from 'n8n-workflow';
import {
	addClient,
	changeSalary,
	editCinodeProject,
	editClient,
	editPerson,
	editRole,
	editSupplier,
	endStateOf,
	hirePerson,
	removeRole,
	rolesOf,
	setClientCategories,
	tieToSupplier,
	type SandboxOptions,
} from '../sandbox/index.mts';
import { push } from '../integration/support/projects.mts';
import type { SyncRunOptions, TemplateScheme } from '../integration/support/sync.mts';
import { FULL_SETUP, Tenant } from '../integration/support/tenant.mts';

/** How a run ended, for all schemes alike. */
export interface Ended {
	/** Why it did nothing. */
	notRun?: string;
	counts: Record<string, number>;
	/** Everything that people may see of it. */
	shown: string;
}

/** A small company, what happened there before, and the run that is disturbed. */
export interface Story {
	name: string;
	/** Where it writes. */
	target: 'kleer' | 'cinode';
	world: SandboxOptions;
	/** Runs undisturbed, before what is watched. */
	before(tenant: Tenant): Promise<void>;
	run(tenant: Tenant): Promise<Ended>;
}

/** Seed's projects that are won and go through (test/sandbox/seed/cinodeProjects.mts). */
const PROJECTS = [30001, 30004, 30005];
const LINKED: SandboxOptions = { linked: true, subcontractors: 7 };

function syncOf(scheme: TemplateScheme, options: SyncRunOptions) {
	return async (tenant: Tenant): Promise<Ended> => {
		const { rejected, results, summary } = await tenant.syncScheme(scheme, {
			...options,
			options: { maxCreates: 1000, ...options.options },
		});
		return {
			notRun: summary.notRun,
			counts: summary.counts,
			shown: JSON.stringify([rejected, results, summary]),
		};
	};
}

const users = syncOf('users', { mapper: FULL_SETUP, sync: { leavers: 'disconnect' } });
const subcontractors = syncOf('subcontractors', { mapper: { languageId: 1 } });
const customers = syncOf('customers', {
	mapper: { categoryTags: { rows: [{ category: '4501|Industri' }, { category: '4502|Offentlig sektor' }] } },
});

async function projects(tenant: Tenant): Promise<Ended> {
	tenant.sandbox.requests.clear();
	const { rejected, results, summary } = await push(tenant, PROJECTS);
	return {
		notRun: summary?.notRun,
		counts: (summary?.counts ?? {}) as Record<string, number>,
		shown: JSON.stringify([rejected, results, summary]),
	};
}

const nothing = async () => {};

const STORIES: Story[] = [
	{ name: 'the first users sync', target: 'cinode', world: {}, before: nothing, run: users },
	{
		name: 'a users sync after changes',
		target: 'cinode',
		world: {},
		async before(tenant) {
			await users(tenant);
			const { kleer } = tenant.sandbox;
			const today = tenant.sandbox.today();
			tenant.payroll('Nyåkern').phone = '08-123 45 67';
			changeSalary(kleer.store, tenant.kleerUser('von Stensjö').id, 4_712_300, today);
			tenant.kleerUser('al-Hadrami').active = false;
			editPerson(kleer.store, tenant.kleerUser('Strömdala').id, {
				payroll: { 'dimension-entries': [{ id: 4202 }] },
			});
			hirePerson(kleer.store, { name: 'Nora Nyström', categories: [4201] }, today);
		},
		run: users,
	},
	{
		name: 'the first subcontractors sync',
		target: 'cinode',
		world: { subcontractors: 7 },
		before: nothing,
		run: subcontractors,
	},
	{
		name: 'a subcontractors sync after changes, on a server that allows updates',
		target: 'cinode',
		world: { subcontractors: 7 },
		async before(tenant) {
			const { kleer, cinode } = tenant.sandbox;
			cinode.store.options.subcontractorUpdates = 'patch';
			await subcontractors(tenant);
			for (const { id } of [...kleer.store.suppliers.values()].slice(0, 2)) {
				editSupplier(kleer.store, id, { name: `Omdöpt ${id} AB` });
			}
			const [supplier] = kleer.store.suppliers.values();
			const hired = hirePerson(
				kleer.store,
				{ name: 'Nora Nyström', email: 'nora@underkonsult.example', payroll: false },
				tenant.sandbox.today(),
			);
			tieToSupplier(kleer.store, hired.id, supplier?.id ?? 0);
		},
		run: subcontractors,
	},
	{
		name: 'the first customers sync',
		target: 'cinode',
		world: { clients: 9 },
		before: nothing,
		run: customers,
	},
	{
		name: 'a customers sync after changes',
		target: 'cinode',
		world: { clients: 9 },
		async before(tenant) {
			await users(tenant);
			await customers(tenant);
			const { store } = tenant.sandbox.kleer;
			const [reference] = [...store.users.values()].filter(({ active }) => active).slice(-2);
			editClient(store, 'Granstråk Energi AB', { phone: '08-123 45 67', 'payment-days': 60 });
			editClient(store, 'Havsvide Logistik AB', {
				address: { address1: 'Nya vägen 1' },
				contact: 'Nora Nyström',
				user: { id: reference?.id ?? 0 },
			});
			const [other] = [...store.clients.values()].slice(-1);
			if (other) setClientCategories(store, other.id, [4502]);
			addClient(store, { name: 'Nykund AB', contact: 'Nils Nykund', 'dimension-entries': [{ id: 4501 }] });
		},
		run: customers,
	},
	{
		name: 'the first push of three projects',
		target: 'kleer',
		world: LINKED,
		before: nothing,
		run: projects,
	},
	{
		name: 'a push of three projects after changes',
		target: 'kleer',
		world: LINKED,
		async before(tenant) {
			await projects(tenant);
			const { store } = tenant.sandbox.cinode;
			const how = { now: Date.now() };
			const [first, second] = rolesOf(store, PROJECTS[0] ?? 0);
			if (first) editRole(store, first.id, { rate: 1300 }, how);
			if (second) removeRole(store, second.id, how);
			editCinodeProject(store, PROJECTS[1] ?? 0, { intermediatorId: null, contractValue: 1_000_000 }, how);
		},
		run: projects,
	},
];

/** Those with these words in their names; at least one. */
export function storiesOf(words: string): Story[] {
	const found = STORIES.filter(({ name }) => name.includes(words));
	if (found.length === 0) throw new Error(`No story is called '${words}'`);
	return found;
}

/** What both systems hold, without ids and times, for comparing two worlds. */
export function everything(tenant: Tenant): IDataObject {
	return endStateOf(tenant.sandbox) as IDataObject;
}

/** Everything that was written to either system by the last run, as "METHOD path". */
export function writesOf(tenant: Tenant): string[] {
	const inKleer = tenant.sandbox.requests.all.filter(
		({ system, method }) => system === 'kleer' && method !== 'GET',
	);
	const inCinode = tenant.writes.filter((write) => !/\/(roles|projects)\/search|\/token/.test(write));
	return [...inCinode, ...inKleer.map(({ method, path }) => `${method} ${path}`)];
}
