import { push } from '../../integration/support/projects.mts';
import { Tenant } from '../../integration/support/tenant.mts';
import {
	addCinodeProject,
	addClient,
	editClient,
	endStateOf,
	hirePerson,
	rolesOf,
	setProjectState,
	tieToSupplier,
	type Sandbox,
	type SandboxOptions,
} from '../../sandbox/index.mts';

/** All people that are in Kleer already are in step; those that come are new. */
export const WORLD: SandboxOptions = { linked: true, subcontractors: 7, clients: 9 };

export const SYNCS = ['users', 'subcontractors', 'customers'] as const;
export type SyncName = (typeof SYNCS)[number];
export type Part = SyncName | 'projects';
export const PARTS: Part[] = ['projects', ...SYNCS];

/** What a mapper has to be told beyond what the templates say. */
export const MAPPERS: Record<SyncName, { languageId?: number }> = {
	users: {},
	/** Svenska */
	subcontractors: { languageId: 1 },
	customers: {},
};

/** Days at the company; on each of them something happens in every part. */
export const DAYS = ['Ask', 'Björk', 'Cypress'] as const;
export type Day = (typeof DAYS)[number];

const FIRST_NAMES = ['Alma', 'Boris', 'Cilla', 'David', 'Elsa', 'Frans', 'Greta', 'Hugo'];

/** Projects that will be won; before any webhook is there, so that both companies’ have the same ids. */
export function foresee(sandbox: Sandbox): void {
	const { store } = sandbox.cinode;
	// As on a server that lets subcontractors be changed.
	store.options.subcontractorUpdates = 'patch';
	const model = [...store.projects.values()].find((one) => one.title === 'Kundportal');
	if (!model) throw new Error('The seed has no Kundportal');
	const { customerId, pipelineId, stageId, managers, currencyId } = model;
	const roles = rolesOf(store, model.id).map(({ id: _id, projectId: _project, ...role }) => role);
	for (const day of DAYS) {
		for (const number of FIRST_NAMES.keys()) {
			const contractValue = 1000 * (number + 1);
			const given = { customerId, pipelineId, stageId, managers, currencyId, contractValue, roles };
			addCinodeProject(store, { title: `${day} ${number + 1}`, ...given }, Date.now());
		}
	}
}

/** Ids of the projects that are won on that day. */
function foreseen({ cinode }: Sandbox, day: Day): number[] {
	const all = [...cinode.store.projects.values()];
	return all.filter(({ title }) => title.startsWith(`${day} `)).map(({ id }) => id);
}

/** What people do in that part on that day. */
export function happen(sandbox: Sandbox, part: Part, day: Day): void {
	const { kleer, cinode } = sandbox;
	const phone = `08-${100 + DAYS.indexOf(day)} 45 67`;
	for (const first of FIRST_NAMES) {
		const email = `${first}.${part}@${day.replace('ö', 'o')}.example`.toLowerCase();
		const person = { name: `${first} ${day}`, email };
		if (part === 'users') {
			hirePerson(kleer.store, { ...person, phone }, sandbox.today());
		} else if (part === 'subcontractors') {
			const [supplier] = kleer.store.suppliers.values();
			const hired = hirePerson(kleer.store, { ...person, payroll: false }, sandbox.today());
			tieToSupplier(kleer.store, hired.id, supplier?.id ?? 0);
		} else if (part === 'customers') {
			addClient(kleer.store, { name: `${first} & ${day} AB`, contact: `${first} ${day}`, phone });
		}
	}
	const won = part === 'projects' ? foreseen(sandbox, day) : [];
	for (const id of won) setProjectState(cinode.store, id, 'won', Date.now());
	if (part === 'users') for (const row of [...kleer.store.payroll.values()].slice(1, 5)) row.phone = phone;
	const clients = part === 'customers' ? [...kleer.store.clients.values()].slice(0, 3) : [];
	for (const { id } of clients) editClient(kleer.store, id, { phone });
}

export interface Undisturbed {
	/** Both systems at the end of each day. */
	ends: Record<Day, ReturnType<typeof endStateOf>>;
	/** What a run without changes costs Cinode in n8n’s regular mode, in requests. */
	costs: Record<SyncName, number>;
}

/** The same days at a company with one process, in which nothing goes wrong. */
export async function undisturbed(): Promise<Undisturbed> {
	const tenant = await Tenant.start(WORLD);
	const { sandbox } = tenant;
	const seeded = [...sandbox.cinode.store.projects.keys()];
	foresee(sandbox);
	const sync = async (name: SyncName) => await tenant.syncScheme(name, { mapper: MAPPERS[name] });
	const all = async (projects: number[]) => {
		for (const name of SYNCS) await sync(name);
		await push(tenant, projects);
	};
	await all(seeded);
	const ends = {} as Undisturbed['ends'];
	for (const day of DAYS) {
		for (const part of PARTS) happen(sandbox, part, day);
		await all(foreseen(sandbox, day));
		ends[day] = endStateOf(sandbox);
	}
	const costs = {} as Undisturbed['costs'];
	for (const name of SYNCS) {
		await sync(name);
		costs[name] = tenant.cinodeRequests;
	}
	await tenant.stop();
	return { ends, costs };
}
