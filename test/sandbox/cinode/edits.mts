import { tell } from './events.mts';
import { takeId } from './ids.mts';
import {
	dateTime,
	STATUS,
	type CinodeStore,
	type CinodeSubcontractor,
	type CinodeTag,
	type CinodeUser,
} from './store.mts';

/** Someone new in Cinode, as if made by hand. What isn't given is empty. */
export function addCinodeUser(
	store: CinodeStore,
	given: Partial<CinodeUser> & { email: string; firstName: string; lastName: string },
	now: number,
): CinodeUser {
	const at = dateTime(now);
	const user: CinodeUser = {
		id: takeId(store, 'person', given.id),
		status: STATUS.active,
		gender: 0,
		languageId: null,
		title: null,
		phone: null,
		dateOfBirth: null,
		employmentStartDate: null,
		employmentEndDate: null,
		employmentNumber: null,
		internalIdentifier: null,
		availabilityPercent: null,
		availableFromDate: null,
		invoicingGoal: null,
		mobility: null,
		taxTable: null,
		baseSalary: null,
		provision: null,
		hourlyTargetRate: null,
		selfCost: null,
		locationId: null,
		defaultCurrencyId: null,
		displayCurrencyId: null,
		companyCalendarId: null,
		timezoneId: null,
		desiredAssignment: null,
		twitter: null,
		linkedIn: null,
		homepage: null,
		blog: null,
		gitHub: null,
		teamId: null,
		permissions: [200],
		tags: [],
		password: null,
		mustChangePassword: false,
		createdDateTime: at,
		updatedDateTime: at,
		...given,
	};
	store.users.set(user.id, user);
	tell(store, 'employee', 'created', user);
	return user;
}

/** An edit by hand in Cinode; `bump: false` leaves updatedDateTime as it was. */
export function editCinodeUser(
	store: CinodeStore,
	id: number,
	patch: Partial<CinodeUser>,
	how: { now: number; bump?: boolean },
): CinodeUser {
	const user = store.users.get(id);
	if (!user) throw new Error(`No Cinode user ${id}`);
	Object.assign(user, patch);
	if (how.bump !== false) user.updatedDateTime = dateTime(how.now);
	tell(store, 'employee', 'updated', user);
	return user;
}

/** A new subcontractor, as if made by hand. What isn't given is empty. */
export function addCinodeSubcontractor(
	store: CinodeStore,
	given: Partial<CinodeSubcontractor> & { email: string; firstName: string; lastName: string },
	now: number,
): CinodeSubcontractor {
	const subcontractor: CinodeSubcontractor = {
		id: takeId(store, 'person', given.id),
		status: 1,
		gender: 0,
		languageId: null,
		title: null,
		phone: null,
		tariff: null,
		rating: null,
		companyName: null,
		companyIdentifier: null,
		internalIdentifier: null,
		locationId: null,
		defaultCurrencyId: null,
		companyCalendarId: null,
		linkedIn: null,
		tags: [],
		password: null,
		createdDateTime: dateTime(now),
		...given,
	};
	store.subcontractors.set(subcontractor.id, subcontractor);
	tell(store, 'subcontractor', 'created', subcontractor);
	return subcontractor;
}

/** An edit by hand in Cinode; it leaves no trace, since subcontractors have no updatedDateTime. */
export function editCinodeSubcontractor(
	store: CinodeStore,
	id: number,
	patch: Partial<CinodeSubcontractor>,
): CinodeSubcontractor {
	const subcontractor = store.subcontractors.get(id);
	if (!subcontractor) throw new Error(`No Cinode subcontractor ${id}`);
	Object.assign(subcontractor, patch);
	tell(store, 'subcontractor', 'updated', subcontractor);
	return subcontractor;
}

/** The tag with that name; made when there is none. */
export function ensureTag(store: CinodeStore, name: string): CinodeTag {
	for (const tag of store.tags.values()) if (tag.name === name) return tag;
	return newTag(store, name);
}

/** A new tag, even if one of that name exists: so the API does when an id is missing (docs/vendors.md#cinode-users). */
export function newTag(store: CinodeStore, name: string): CinodeTag {
	let id = 1;
	for (const known of store.tags.keys()) if (known >= id) id = known + 1;
	const tag: CinodeTag = { id, name, tagType: null };
	store.tags.set(id, tag);
	return tag;
}

/**
 * Whether a person has that e-mail: disconnected users still hold theirs (docs/vendors.md#cinode-users), and it is the
 * log-in of users and subcontractors alike.
 */
export function emailTaken(store: CinodeStore, email: string, exceptId?: number): boolean {
	const wanted = email.trim().toLowerCase();
	for (const people of [store.users, store.subcontractors]) {
		for (const { id, email: theirs } of people.values()) {
			if (id !== exceptId && theirs.toLowerCase() === wanted) return true;
		}
	}
	return false;
}
