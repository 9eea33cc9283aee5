import {
	kleerActivity,
	kleerDimension,
	kleerDimensionEntry,
	type KleerActivity,
} from '../../models/kleer/lookups';
import { kleerClient, type KleerClient as Client } from '../../models/kleer/clients';
import {
	kleerPayrollUser,
	kleerScheduleDay,
	kleerSubcontractor,
	kleerSupplier,
	kleerUser,
	type KleerPayrollUser,
	type KleerScheduleDay,
	type KleerSubcontractor,
	type KleerSupplier,
	type KleerUser,
} from '../../models/kleer/people';
import { kleerProject, type KleerProject } from '../../models/kleer/projects';
import type { KleerClient } from './client';

/**
 * Kleer's lists: where each is, under which key, and of what shape. None of them is paged (docs/vendors.md#kleer-lists).
 * Every one throws VendorError `unreadable` when something else than a list comes.
 */

const wanted = (key: string, what: string) => ({ key, expected: `a list of ${what}` });

/** Active and inactive ones. */
export async function allUsers(client: KleerClient): Promise<KleerUser[]> {
	return await client.list('/user', kleerUser, wanted('users', 'users'));
}

export async function allPayrollUsers(client: KleerClient): Promise<KleerPayrollUser[]> {
	return await client.list(
		'/payroll/user',
		kleerPayrollUser,
		wanted('payroll-user-readables', 'payroll rows'),
	);
}

/** One row a day. @param from @param to YYYY-MM-DD. */
export async function scheduleDays(
	client: KleerClient,
	userId: number,
	from: string,
	to: string,
): Promise<KleerScheduleDay[]> {
	return await client.list(
		`/payroll/user/${userId}/schedule/${from}/to/${to}`,
		kleerScheduleDay,
		wanted('payroll-user-schedule-metadatas', "a schedule's days"),
	);
}

export async function allSubcontractors(client: KleerClient): Promise<KleerSubcontractor[]> {
	return await client.list(
		'/subcontractor',
		kleerSubcontractor,
		wanted('subcontractor-readables', 'subcontractors'),
	);
}

export async function allSuppliers(client: KleerClient): Promise<KleerSupplier[]> {
	return await client.list('/supplier', kleerSupplier, wanted('suppliers', 'suppliers'));
}

export async function allClients(client: KleerClient): Promise<Client[]> {
	return await client.list('/client', kleerClient, wanted('clients', 'clients'));
}

/** Open and closed ones. */
export async function allClientProjects(client: KleerClient): Promise<KleerProject[]> {
	return await client.list(
		'/client-project',
		kleerProject,
		wanted('client-project-readables', 'client projects'),
		{ filter: 'all' },
	);
}

export async function allActivities(client: KleerClient): Promise<KleerActivity[]> {
	return await client.list('/activity', kleerActivity, wanted('activity-readables', 'activities'));
}

export async function allDimensions(client: KleerClient) {
	return await client.list('/dimension', kleerDimension, wanted('dimensions', 'categories'));
}

export async function allEntries(client: KleerClient, dimensionId: number) {
	return await client.list(
		`/dimension/${dimensionId}/entry`,
		kleerDimensionEntry,
		wanted('dimension-entries', "a category's entries"),
	);
}
