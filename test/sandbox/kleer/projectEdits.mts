import { merge, nextId } from './edits.mts';
import type { KleerClientProject } from './projectStore.mts';
import type { KleerStore } from './store.mts';

/** Six digits, so that no salary in kronor looks like a person's id (see findSecrets). */
const FIRST_PROJECT_ID = 330_001;
const FIRST_ENTRY_ID = 630_001;

export type NewClientProject = Partial<Omit<KleerClientProject, 'id'>>;

/** A client project made by hand in Kleer, open for all users unless said otherwise. */
export function addClientProject(store: KleerStore, given: NewClientProject = {}): KleerClientProject {
	const id = nextId(store.clientProjects, FIRST_PROJECT_ID);
	const serial = id - FIRST_PROJECT_ID;
	const project: KleerClientProject = {
		'fixed-price': false,
		number: `P-${101 + serial}`,
		name: `Projekt ${101 + serial}`,
		'currency-type': store.company['accounting-currency'],
		active: true,
		comment: '',
		'budget-hours': 0,
		'budget-amount': 0,
		'incoming-invoiced-amount': 0,
		'incoming-invoiced-vat-amount': 0,
		'all-activities': true,
		activities: [],
		'all-users': true,
		users: [],
		leads: [],
		'fixed-price-planned-invoices': [],
		'write-offs': [],
		'dimension-entry': { id: FIRST_ENTRY_ID + serial },
		status: 'Open',
		dimensions: { 'dimension-entries': [] },
		fields: [],
		...given,
		id: { id },
	};
	nameFields(store, project);
	store.clientProjects.set(id, project);
	return project;
}

/** By id, or by the number; numbers needn't be unique, and then it is the first. */
export function clientProjectOf(store: KleerStore, idOrNumber: number | string): KleerClientProject {
	const project =
		typeof idOrNumber === 'number'
			? store.clientProjects.get(idOrNumber)
			: [...store.clientProjects.values()].find((one) => one.number === idOrNumber);
	if (!project) throw new Error(`No Kleer client project ${idOrNumber}`);
	return project;
}

/** Merges API fields into a client project, also frozen ones; null takes an optional field away. */
export function editClientProject(
	store: KleerStore,
	idOrNumber: number | string,
	patch: { [Name in keyof NewClientProject]: NewClientProject[Name] | null },
): KleerClientProject {
	const project = clientProjectOf(store, idOrNumber);
	merge(project, patch);
	nameFields(store, project);
	return project;
}

/** Kleer shows a field that the company added with its name, however it came there. */
function nameFields({ projectFields }: KleerStore, project: KleerClientProject): void {
	project.fields = project.fields?.map(({ alias, value }) => ({
		name: projectFields.get(alias),
		alias,
		value,
	}));
}

export function removeClientProject(store: KleerStore, idOrNumber: number | string): void {
	store.clientProjects.delete(clientProjectOf(store, idOrNumber).id.id);
}
