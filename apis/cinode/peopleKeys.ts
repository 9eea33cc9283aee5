import { comparableKey, type CinodePerson } from '../../rules';
import { USER_TYPES } from '../../models/cinode/codes';
import type { CompanyUserReference } from '../../models/cinode/projects';
import { Kept } from '../shared/kept';
import type { CinodeClient } from './client';
import { listSubcontractorsIfAllowed, listUsers } from './peopleLists';

type Keys = Map<number, string | null>;

const kept = new Kept<Keys>();

/** People that a fresh list didn't have, such as disconnected ones: no list is read anew for them. */
const absent = new Map<string, Set<number>>();

export function isSubcontractor({ companyUserType }: CompanyUserReference): boolean {
	return companyUserType === USER_TYPES.subcontractor;
}

/** The keys of people in Cinode; one request for users and one for subcontractors in a few minutes. */
export class PeopleKeys {
	/** @param since What is read from then on is fresh for this reading. */
	constructor(
		private readonly client: CinodeClient,
		private readonly since = Date.now(),
	) {}

	/** The people with their keys; one who is new, or has no key in the kept list, is looked up again once. */
	async resolve(people: CompanyUserReference[]): Promise<(person: CompanyUserReference) => CinodePerson> {
		const users = people.filter((person) => !isSubcontractor(person));
		const subcontractors = people.filter(isSubcontractor);
		const keys: Keys = new Map([
			...(await this.keysOf('users', users)),
			...(await this.keysOf('subcontractors', subcontractors)),
		]);
		return ({ companyUserId, firstName, lastName }) => ({
			id: companyUserId ?? 0,
			name: `${firstName ?? ''} ${lastName ?? ''}`.trim(),
			key: keys.get(companyUserId ?? 0) ?? null,
		});
	}

	private async keysOf(kind: 'users' | 'subcontractors', people: CompanyUserReference[]): Promise<Keys> {
		if (people.length === 0) return new Map();
		const known = await this.list(kind, false);
		const name = this.nameOf(kind);
		const ids = people.map(({ companyUserId }) => companyUserId ?? 0);
		const gone = absent.get(name) ?? new Set<number>();
		if (ids.every((id) => known.get(id) || (gone.has(id) && !known.has(id)))) return known;
		const keys = await this.list(kind, true);
		absent.set(name, new Set([...gone, ...ids].filter((id) => !keys.has(id))));
		return keys;
	}

	private async list(kind: 'users' | 'subcontractors', fresh: boolean): Promise<Keys> {
		const since = fresh ? this.since : undefined;
		return await kept.get(this.nameOf(kind), async () => await this.read(kind), since);
	}

	private nameOf(kind: 'users' | 'subcontractors'): string {
		return `${this.client.companyName} ${kind}`;
	}

	private async read(kind: 'users' | 'subcontractors'): Promise<Keys> {
		const list =
			kind === 'users' ? await listUsers(this.client) : await listSubcontractorsIfAllowed(this.client);
		return new Map(
			list.map(({ companyUserId, internalIdentifier }) => [
				companyUserId,
				comparableKey(internalIdentifier) || null,
			]),
		);
	}
}
