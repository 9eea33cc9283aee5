import { kleerUser, type KleerUser } from '../../models/kleer/people';
import type { KleerClient } from './client';
import { allUsers } from './lists';
import { numberOrNull, textOrNull } from './values';

/** A user's account, without anything of payroll: that is the employee (apis/kleer/employees.ts). */
export interface User {
	id: number;
	internalId: number | null;
	foreignId: string | null;
	name: string | null;
	email: string | null;
	active: boolean | null;
	categoryIds: number[];
}

/** Active and inactive ones, in one request (docs/vendors.md#kleer-lists). */
export async function listUsers(client: KleerClient): Promise<User[]> {
	return (await allUsers(client)).map(userOf);
}

/** @throws VendorError `notFound` */
export async function getUser(client: KleerClient, id: number): Promise<User> {
	return userOf(await client.one(`/user/${id}`, kleerUser, 'a user'));
}

function userOf(user: KleerUser): User {
	return {
		id: user.id,
		internalId: numberOrNull(user['internal-id']),
		foreignId: textOrNull(user['foreign-id']),
		name: textOrNull(user.name),
		email: textOrNull(user.email),
		active: user.active ?? null,
		categoryIds: (user.dimensions?.['dimension-entries'] ?? []).map(({ id }) => id),
	};
}
