import { subcontractorModel, listModel, type Json } from './models.mts';
import { customerFullModel } from './customerModels.mts';
import type { CinodeEvent } from './events.mts';
import { projectModel, roleModel } from './projectModels.mts';
import { PROJECT_STATE, type CinodeProject, type CinodeRole } from './projectStore.mts';
import type { CinodeCustomer, CinodeStore, CinodeSubcontractor, CinodeUser } from './store.mts';

/**
 * The entity as a webhook tells it: PascalCase, and shaped otherwise than in REST (docs/vendors.md#cinode-webhooks). Of projects
 * that much is known; of the others it is assumed.
 */
export function payloadOf(store: CinodeStore, { entity, record }: CinodeEvent): Json {
	switch (entity) {
		case 'project':
			return projectPayload(store, record as CinodeProject);
		case 'role':
			return pascal(roleModel(store, record as CinodeRole)) as Json;
		case 'customer':
			return pascal(customerFullModel(store, record as CinodeCustomer)) as Json;
		case 'employee':
			return pascal(listModel(store, record as CinodeUser)) as Json;
		case 'subcontractor':
			return pascal(subcontractorModel(store, record as CinodeSubcontractor)) as Json;
	}
}

function projectPayload(store: CinodeStore, project: CinodeProject): Json {
	const payload = pascal(projectModel(store, project)) as Json;
	const [state = ''] = Object.entries(PROJECT_STATE).find(([, number]) => number === project.state) ?? [];
	return {
		...payload,
		CurrentState: { State: project.state, StateTitle: state.slice(0, 1).toUpperCase() + state.slice(1) },
		SalesManagers: withFullNames(payload.SalesManagers as Json[]),
		Managers: withFullNames(payload.Managers as Json[]),
	};
}

function withFullNames(people: Json[]): Json[] {
	return people.map((one) => ({ ...one, Fullname: `${String(one.FirstName)} ${String(one.LastName)}` }));
}

function pascal(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(pascal);
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [
			name.slice(0, 1).toUpperCase() + name.slice(1),
			pascal(inner),
		]),
	);
}
