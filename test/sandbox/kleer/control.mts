import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { World } from '../world.mts';
import { addClient, editClient, removeClient, type NewClient } from './clientEdits.mts';
import {
	addClientProject,
	editClientProject,
	removeClientProject,
	type NewClientProject,
} from './projectEdits.mts';
import {
	addSupplier,
	editSupplier,
	tieToSupplier,
	untieFromSupplier,
	type NewSupplier,
} from './supplierEdits.mts';

type Patch<T> = { [Name in keyof T]: T[Name] | null };

/** Edits of clients, their projects, suppliers and their users, for a person or a test in another process. */
export function addKleerControl(
	app: FastifyInstance,
	world: World,
	bodyOf: (request: FastifyRequest) => object,
	idOf: (request: FastifyRequest) => number,
): void {
	app.post('/sandbox/kleer/clients', (request) => addClient(world.kleer, bodyOf(request) as NewClient));
	app.post('/sandbox/kleer/clients/:id', (request) =>
		editClient(world.kleer, idOf(request), bodyOf(request) as Patch<NewClient>),
	);
	app.delete('/sandbox/kleer/clients/:id', (request) => {
		removeClient(world.kleer, idOf(request));
		return { ok: true };
	});

	app.post('/sandbox/kleer/client-projects', (request) =>
		addClientProject(world.kleer, bodyOf(request) as NewClientProject),
	);
	app.post('/sandbox/kleer/client-projects/:id', (request) =>
		editClientProject(world.kleer, idOf(request), bodyOf(request) as Patch<NewClientProject>),
	);
	app.delete('/sandbox/kleer/client-projects/:id', (request) => {
		removeClientProject(world.kleer, idOf(request));
		return { ok: true };
	});

	app.post('/sandbox/kleer/suppliers', (request) => addSupplier(world.kleer, bodyOf(request) as NewSupplier));
	app.post('/sandbox/kleer/suppliers/:id', (request) =>
		editSupplier(world.kleer, idOf(request), bodyOf(request) as Patch<NewSupplier>),
	);
	/** `{supplierId}` ties the person to one more supplier; `{supplierId: null}` takes them from all. */
	app.post('/sandbox/kleer/people/:id/supplier', (request) => {
		const { supplierId } = bodyOf(request) as { supplierId?: number | null };
		if (supplierId) tieToSupplier(world.kleer, idOf(request), supplierId);
		else untieFromSupplier(world.kleer, idOf(request));
		return { subcontractors: [...world.kleer.subcontractors.values()] };
	});
}
