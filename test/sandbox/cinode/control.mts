import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { World } from '../world.mts';
import { addCinodeCustomer, editCinodeCustomer, type NewCustomer } from './customerEdits.mts';
import {
	addCinodeSubcontractor,
	addCinodeUser,
	editCinodeSubcontractor,
	editCinodeUser,
	ensureTag,
} from './edits.mts';
import { tell } from './events.mts';
import type { CinodeCustomer, CinodeStore, CinodeSubcontractor, CinodeUser } from './store.mts';

/** Tags may be given by name; those that don't exist are made. `bump: false` leaves the updated time alone. */
type Edit<T> = Partial<T> & { tagNames?: string[]; bump?: boolean };

/** Edits of users, subcontractors and customers, for a person or a test in another process. */
export function addCinodeControl(
	app: FastifyInstance,
	world: World,
	bodyOf: (request: FastifyRequest) => object,
	idOf: (request: FastifyRequest) => number,
): void {
	const read = <T,>(request: FastifyRequest) => {
		const { tagNames, bump, ...given } = bodyOf(request) as Edit<{ tags: number[] }>;
		if (tagNames) given.tags = tagNames.map((name) => ensureTag(world.cinode, name).id);
		return { given: given as Partial<T>, how: { now: world.now(), bump: bump !== false } };
	};

	app.post('/sandbox/cinode/users', (request) => {
		const { given } = read<CinodeUser>(request);
		const user = { email: '', firstName: '', lastName: '', ...given };
		return withoutPassword(addCinodeUser(world.cinode, user, world.now()));
	});
	app.post('/sandbox/cinode/users/:id', (request) => {
		const { given, how } = read<CinodeUser>(request);
		return withoutPassword(editCinodeUser(world.cinode, idOf(request), given, how));
	});

	app.post('/sandbox/cinode/subcontractors', (request) => {
		const { given } = read<CinodeSubcontractor>(request);
		const sub = { email: '', firstName: '', lastName: '', ...given };
		return withoutPassword(addCinodeSubcontractor(world.cinode, sub, world.now()));
	});
	app.post('/sandbox/cinode/subcontractors/:id', (request) =>
		withoutPassword(
			editCinodeSubcontractor(world.cinode, idOf(request), read<CinodeSubcontractor>(request).given),
		),
	);

	app.post('/sandbox/cinode/customers', (request) => {
		const customer = { name: '', ...read<CinodeCustomer>(request).given } as NewCustomer;
		return addCinodeCustomer(world.cinode, customer, world.now());
	});
	app.post('/sandbox/cinode/customers/:id', (request) => {
		const { given, how } = read<CinodeCustomer>(request);
		return editCinodeCustomer(world.cinode, idOf(request), given, how);
	});

	for (const kind of ['users', 'subcontractors', 'customers'] as const) {
		app.delete(`/sandbox/cinode/${kind}/:id`, (request) => removeOne(world.cinode, kind, idOf(request)));
	}
}

const ENTITIES = { users: 'employee', subcontractors: 'subcontractor', customers: 'customer' } as const;

function removeOne(
	store: CinodeStore,
	kind: 'users' | 'subcontractors' | 'customers',
	id: number,
): { ok: true } {
	const record = store[kind].get(id);
	if (!record) throw new Error(`No ${id} among Cinode's ${kind}`);
	tell(store, ENTITIES[kind], 'deleted', record);
	store[kind].delete(id);
	return { ok: true };
}

function withoutPassword(person: CinodeUser | CinodeSubcontractor): object {
	return { ...person, password: undefined };
}
