import { rolesOf } from './cinode/projectEdits.mts';
import { PROJECT_STATE } from './cinode/projectStore.mts';
import type { CinodeStore } from './cinode/store.mts';
import type { KleerStore } from './kleer/store.mts';

type Row = Record<string, unknown>;

/** Kleer's client projects, by id, as the page shows them. */
export function kleerProjects(store: KleerStore): Map<number, Row> {
	const client = (one?: { id: number }) => (one ? (store.clients.get(one.id)?.name ?? null) : null);
	const user = (one: { id: number }) => store.users.get(one.id)?.name ?? String(one.id);
	return new Map(
		[...store.clientProjects.values()].map((project) => [
			project.id.id,
			{
				id: project.id.id,
				number: project.number,
				name: project.name,
				client: client(project.client),
				broker: client(project['broker-client']),
				active: project.active,
				status: project.status,
				fixedPrice: project['fixed-price'],
				currency: project['currency-type'],
				budget: project['budget-amount'] / 100,
				hours: project['budget-hours'],
				start: project['opening-date'] ?? null,
				end: project['closing-date'] ?? null,
				poNumber: project['po-nr'] ?? null,
				comment: project.comment,
				yourReference: project['your-reference'] ?? null,
				ourReference: project['our-reference'] ? user(project['our-reference']) : null,
				leads: project.leads.map((lead) => user(lead.user)),
				people: project.users.map((row) => ({
					name: user(row.user),
					prices: (row.activities ?? []).map(({ price }) => (price === undefined ? null : price / 100)),
				})),
			},
		]),
	);
}

/** Cinode's projects, by id. `key`: its id or its identifier, where Kleer has a project of that number. */
export function cinodeProjects(store: CinodeStore, kleer: KleerStore): Map<number, Row> {
	const numbers = new Set([...kleer.clientProjects.values()].map(({ number }) => number));
	const states = new Map(Object.entries(PROJECT_STATE).map(([name, state]) => [state as number, name]));
	const stages = new Map(
		store.pipelines.flatMap((one) => one.stages).map((stage) => [stage.id, stage.title]),
	);
	const customer = (id: number | null) => (id === null ? null : (store.customers.get(id)?.name ?? null));
	const person = (id: number) => {
		const one = store.users.get(id) ?? store.subcontractors.get(id);
		return one ? `${one.firstName} ${one.lastName}` : String(id);
	};
	return new Map(
		[...store.projects.values()].map((project) => [
			project.id,
			{
				id: project.id,
				key: [String(project.id), project.identifier].find((one) => one && numbers.has(one)) ?? null,
				title: project.title,
				identifier: project.identifier,
				customer: customer(project.customerId),
				intermediator: customer(project.intermediatorId),
				state: states.get(project.state) ?? null,
				stage: stages.get(project.stageId ?? 0) ?? null,
				value: project.contractValue ?? project.estimatedValue,
				currency: store.currencies.find(({ id }) => id === project.currencyId)?.currencyCode ?? null,
				managers: project.managers.map(person),
				salesManagers: project.salesManagers.map(person),
				customerIdentifier: project.customerIdentifier,
				description: project.description,
				roles: rolesOf(store, project.id).map((role) => ({
					id: role.id,
					title: role.title,
					rate: role.rate,
					fixed: role.contractType === 1,
					start: role.startDate?.slice(0, 10) ?? null,
					end: role.endDate?.slice(0, 10) ?? null,
					person: role.assigned ? person(role.assigned.companyUserId) : null,
					tariff: role.assigned?.tariff ?? null,
				})),
			},
		]),
	);
}
