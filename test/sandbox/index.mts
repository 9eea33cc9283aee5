import { cinodeVendor } from './cinode/server.mts';
import type { CinodeStore } from './cinode/store.mts';
import { Deliveries } from './cinode/deliveries.mts';
import { listen } from './cinode/events.mts';
import { addControl } from './control.mts';
import { swedishDate } from './dates.mts';
import { Faults, type Fault, type RequestHook } from './faults.mts';
import { serve } from './http.mts';
import { kleerVendor } from './kleer/server.mts';
import type { KleerStore } from './kleer/store.mts';
import { RequestLog } from './log.mts';
import { secretsOf } from './secrets.mts';
import { castPeople } from './seed/cast.mts';
import { castClients, CLIENTS } from './seed/clients.mts';
import { castConsultants } from './seed/consultants.mts';
import { seedCinode } from './seed/cinode.mts';
import { seedKleer } from './seed/kleer.mts';
import type { SandboxOptions, World } from './world.mts';

export { addCinodeCustomer, editCinodeCustomer } from './cinode/customerEdits.mts';
export {
	addCinodeSubcontractor,
	addCinodeUser,
	editCinodeSubcontractor,
	editCinodeUser,
	ensureTag,
} from './cinode/edits.mts';
export {
	addCinodeProject,
	addRole,
	editCinodeProject,
	editRole,
	removeProject,
	removeRole,
	rolesOf,
	setProjectState,
	type NewProject,
	type NewRole,
} from './cinode/projectEdits.mts';
export type { CinodeProject, CinodeRole, ProjectStateName } from './cinode/projectStore.mts';
export type { Delivery, DeliveryOptions } from './cinode/deliveries.mts';
export { cinodeEndState } from './cinode/state.mts';
export { STATUS } from './cinode/store.mts';
export { addDays } from './dates.mts';
export { endStateOf, usersEndState } from './endState.mts';
export {
	addClient,
	clientOf,
	editClient,
	removeClient,
	setClientCategories,
	type NewClient,
} from './kleer/clientEdits.mts';
export {
	addClientProject,
	clientProjectOf,
	editClientProject,
	removeClientProject,
	type NewClientProject,
} from './kleer/projectEdits.mts';
export type { KleerActivity, KleerClientProject } from './kleer/projectStore.mts';
export { changeLevel, changeSalary, editPerson, endEmployment, hirePerson } from './kleer/edits.mts';
export {
	addSupplier,
	editSupplier,
	removeSupplier,
	tieToSupplier,
	untieFromSupplier,
	type NewSupplier,
} from './kleer/supplierEdits.mts';
export { findSecrets } from './secrets.mts';
export { OFFICE_IDS } from './seed/cinode.mts';
export type { CinodeCustomer, CinodeStore, CinodeSubcontractor, CinodeUser } from './cinode/store.mts';
export type { Fault, RequestHook } from './faults.mts';
export type { KleerClient, KleerPayroll, KleerStore, KleerSupplier, KleerUser } from './kleer/store.mts';
export type { RecordedRequest, RequestFilter, System } from './log.mts';
export type { SandboxOptions } from './world.mts';

export interface Sandbox {
	kleer: { url: string; baseUrl: string; companyId: number; token: string; store: KleerStore };
	cinode: {
		url: string;
		companyId: number;
		accessId: string;
		accessSecret: string;
		staticToken: string;
		/** A static token that doesn't say which company it is for. */
		staticTokenWithoutCompany: string;
		store: CinodeStore;
	};
	requests: RequestLog;
	/** What Cinode tells the registered webhooks: `options`, `deliveries`, `settled()`. */
	webhooks: Pick<Deliveries, 'options' | 'deliveries' | 'settled'>;
	faults: { add(fault: Fault): string; remove(id: string): void; clear(): void };
	/** Watches each request before and after the server acts; returns what ends the watch. */
	onRequest(hook: RequestHook): () => void;
	/** Everything that must never leak; see findSecrets for searching texts. */
	secrets(): string[];
	/** The day around which the seed lies. */
	today(): string;
	/** Fills both stores anew, in place, and forgets requests and faults. */
	reset(options?: SandboxOptions): void;
	close(): Promise<void>;
}

/** Starts both vendors' servers over one seeded company. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const world = createWorld(options);
	const control = addControl(world);
	const kleer = await serve(world, kleerVendor(world), options.kleerPort ?? 0, control);
	const cinode = await serve(world, cinodeVendor(world), options.cinodePort ?? 0, control).catch(
		async (error: unknown) => {
			await kleer.close();
			throw error;
		},
	);
	world.urls = { kleer: kleer.url, cinode: cinode.url };
	const [staticToken = '', staticTokenWithoutCompany = ''] = world.cinode.staticTokens.keys();
	return {
		kleer: {
			url: kleer.url,
			baseUrl: `${kleer.url}/v1`,
			companyId: world.kleer.company.id,
			token: world.kleer.token,
			store: world.kleer,
		},
		cinode: {
			url: cinode.url,
			companyId: world.cinode.company.id,
			accessId: world.cinode.apiAccount.accessId,
			accessSecret: world.cinode.apiAccount.accessSecret,
			staticToken,
			staticTokenWithoutCompany,
			store: world.cinode,
		},
		requests: world.requests,
		webhooks: world.webhooks,
		faults: world.faults,
		onRequest: (hook) => world.faults.onRequest(hook),
		secrets: () => secretsOf(world),
		today: () => todayOf(world.options, world.now()),
		reset: (again) => world.reset(again),
		close: async () => {
			world.webhooks.clear();
			await Promise.all([kleer.close(), cinode.close()]);
		},
	};
}

function todayOf(options: SandboxOptions, now: number): string {
	return options.today ?? swedishDate(now);
}

function seed(options: SandboxOptions, now: number): { kleer: KleerStore; cinode: CinodeStore } {
	const today = todayOf(options, now);
	const people = castPeople(options.people ?? 12, options.seed ?? 1, today);
	const consultants = castConsultants(options.subcontractors ?? 0, people.length, options.seed ?? 1, today);
	const everyone = [...people, ...consultants];
	const clients = castClients(options.clients ?? CLIENTS, people.length, options.seed ?? 1);
	return {
		kleer: seedKleer(everyone, clients, today, options.company),
		cinode: seedCinode(everyone, clients, options, now),
	};
}

function createWorld(given: SandboxOptions): World {
	const now = () => (world.options.now ?? Date.now)();
	const stores = seed(given, (given.now ?? Date.now)());
	const world: World = {
		options: { ...given },
		now,
		...stores,
		requests: new RequestLog(),
		faults: new Faults(),
		webhooks: new Deliveries(stores.cinode),
		urls: { kleer: '', cinode: '' },
		reset: (options = {}) => {
			world.options = { ...world.options, ...options };
			const fresh = seed(world.options, world.now());
			// In place, so that what tests hold on to stays the store.
			Object.assign(world.kleer, fresh.kleer);
			Object.assign(world.cinode, fresh.cinode);
			world.requests.clear();
			world.faults.clear();
			world.webhooks.clear();
		},
		secrets: () => secretsOf(world),
	};
	listen(world.cinode, (event) => world.webhooks.tell(event));
	return world;
}
