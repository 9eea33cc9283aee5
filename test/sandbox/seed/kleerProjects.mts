import { addClientProject } from '../kleer/projectEdits.mts';
import type { KleerActivity } from '../kleer/projectStore.mts';
import type { KleerStore } from '../kleer/store.mts';
import { PROJECT_IN_KLEER } from './cinodeProjects.mts';

const activity = (id: number, name: string, description: string, price?: number): KleerActivity => ({
	id: { id },
	name,
	description,
	...(price ? { price } : {}),
	'mandatory-child-when-reporting': false,
});

/** Kinds of absence are activities too (docs/vendors.md#kleer-models). */
export const ACTIVITIES: KleerActivity[] = [
	activity(220_001, 'Konsultarbete', 'Debiterbart arbete', 110_000),
	activity(220_002, 'Restid', 'Debiterbar restid', 55_000),
	activity(220_003, 'Intern tid', ''),
	activity(220_004, 'Semester', ''),
	activity(220_005, 'Sjuk', ''),
];

/**
 * Two client projects: an internal one, and one that somebody made by hand for a project which Cinode has too,
 * under a number of its own.
 */
export function addKleerProjects(store: KleerStore): void {
	const [work, , internal] = ACTIVITIES as [KleerActivity, KleerActivity, KleerActivity];
	const [, second] = store.users.values();
	addClientProject(store, {
		number: 'I-1',
		name: 'Kompetensdagar',
		'all-activities': false,
		activities: [{ activity: { id: internal.id.id } }],
	});
	const client = [...store.clients.values()].find(({ name }) => name === PROJECT_IN_KLEER.customer);
	if (!client || !second) return;
	addClientProject(store, {
		client: { id: client.id },
		number: 'P-204',
		name: PROJECT_IN_KLEER.title,
		'our-reference': { id: second.id },
		'all-activities': false,
		'all-users': false,
		users: [{ user: { id: second.id }, activities: [{ activity: { id: work.id.id }, price: 120_500 }] }],
		leads: [{ user: { id: second.id } }],
		'opening-date': '2025-01-01',
	});
}
