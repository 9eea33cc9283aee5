import { VendorError } from '../../base';
import type { KleerClient } from './client';
import { allActivities } from './lists';

export interface Activity {
	id: number;
	name: string;
	description: string | null;
	/** Öre per hour; `null` when Kleer has none. */
	price: number | null;
}

/** What time is reported on; absence types are among them (docs/vendors.md#kleer-models). */
export async function listActivities(client: KleerClient): Promise<Activity[]> {
	return (await allActivities(client))
		.map(({ id, name, description, price }) => ({
			id,
			name: name?.trim() ?? '',
			description: description?.trim() || null,
			price: price ?? null,
		}))
		.sort((a, b) => a.name.localeCompare(b.name, 'sv'));
}

/**
 * One activity. The list has all of it in one request, too, so it is looked up there.
 * @throws VendorError `notFound`
 */
export async function getActivity(client: KleerClient, id: number): Promise<Activity> {
	const found = (await listActivities(client)).find((one) => one.id === id);
	if (found) return found;
	throw new VendorError('Kleer', 'notFound', `Kleer has no activity with the ID ${id}`);
}
