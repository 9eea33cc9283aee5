import type { CinodeUser, KleerPayroll, KleerStore, KleerUser } from '../../sandbox/index.mts';
import { stored } from '../support/calendar.mts';
import { labelOf } from '../support/labels.mts';
import { inSight } from '../support/prefix.mts';
import { asSent } from '../support/sent.mts';
import { samePhone, usableEmail } from './alike.mts';
import { sameName, splitName } from './names.mts';
import { baseSalaryOf, employmentRateOf, hasLeft, taxTableOf } from './pay.mts';
import { fromPersonalNumber } from './personalNumber.mts';
import { MANAGED_TAGS, SETUP, tiedToSupplier } from './setup.mts';

/** A user's fields in Cinode that a sync may touch; tags by name, in order. */
export type UserFields = Omit<Partial<CinodeUser>, 'tags'> & { tags?: string[] };
export type Before = Omit<CinodeUser, 'tags'> & { tags: string[] };

export type Action = 'created' | 'linked' | 'updated' | 'unchanged' | 'skipped' | 'conflict' | 'rejected';

export interface Verdict {
	key: string;
	label: string;
	/** Any of these is right. */
	actions: Action[];
	/** The Cinode user that is written; absent for a new person. */
	target?: number;
	/** What Cinode then has; absent: nothing is written. */
	fields?: UserFields;
}

/** What is known of the tenant when a sync starts. */
export interface Situation {
	kleer: KleerStore;
	/** Everybody in Cinode, before the run. */
	cinode: Before[];
	/** Keys that an earlier run tied, with the gender that it read: those need no second trait any more. */
	ownKeys: Map<string, number | undefined>;
	today: string;
	prefix: string;
}

/** What one sync of the users must do with each Kleer user, by Kleer's id; others are no business of it. */
export function judgeUsers(situation: Situation): Map<number, Verdict> {
	const { kleer, prefix } = situation;
	const verdicts = new Map<number, Verdict>();
	const subcontractors = tiedToSupplier(kleer);
	const users = [...kleer.users.values()].filter((user) => !subcontractors.has(user.id));
	const index = indexOf(situation, users);
	for (const user of users) {
		const key = prefix + String(user['internal-id'] ?? '');
		const label = labelOf(user.id, user.name, user['internal-id'] === undefined ? '' : key);
		verdicts.set(user.id, { key, label, ...judge(situation, index, user, key) });
	}
	return verdicts;
}

type Index = ReturnType<typeof indexOf>;

function indexOf({ cinode: all, prefix, kleer, today }: Situation, users: KleerUser[]) {
	const cinode = inSight(all, prefix, (one) => one.internalIdentifier);
	const byKey = group(cinode, (one) => one.internalIdentifier ?? '');
	const keyOf = (user: KleerUser) => prefix + String(user['internal-id'] ?? '');
	// A person that isn't created takes no other's e-mail.
	const newcomers = users.filter(
		(user) =>
			user.active &&
			splitName(user.name) &&
			(kleer.payroll.has(user.id) || byKey.has(keyOf(user))) &&
			!hasLeft(kleer.payroll.get(user.id), today),
	);
	return {
		byKey,
		byEmail: group(cinode, (one) => plainEmail(one.email)),
		// Who is rejected is no record: "One bad record never stops the others".
		kleerKeys: group(
			users.filter(({ name }) => splitName(name)),
			keyOf,
		),
		kleerEmails: group(newcomers, (user) => usableEmail(user.email) ?? ''),
	};
}

function judge(
	situation: Situation,
	index: Index,
	user: KleerUser,
	key: string,
): Omit<Verdict, 'key' | 'label'> {
	const { kleer, today, ownKeys } = situation;
	const name = splitName(user.name);
	const row = kleer.payroll.get(user.id);
	if (user['internal-id'] === undefined || !name) {
		return { actions: user.active && row ? ['rejected'] : ['rejected', 'skipped'] };
	}
	const isDoubled = [index.kleerKeys, index.byKey].some((by) => (by.get(key)?.length ?? 0) > 1);
	// Of an inactive record whose key is doubled the design says both; nothing is written either way.
	if (!user.active) return { actions: isDoubled ? ['skipped', 'conflict'] : ['skipped'] };
	if (isDoubled) return { actions: ['conflict'] };

	const email = usableEmail(user.email);
	const byKey = index.byKey.get(key) ?? [];
	const byEmail = (email && index.byEmail.get(email)) || [];
	if (byKey.length > 1) return { actions: ['conflict'] };
	const [linked] = byKey;
	if (linked) {
		// First contact by key alone needs a second trait: e-mail or name.
		const known = ownKeys.has(key) || plainEmail(linked.email) === email || sameName(namesOf(linked), name);
		if (!known) return { actions: ['conflict'] };
		// "Two matches for one record … conflict, nothing written"
		if (byEmail.some((other) => other.id !== linked.id)) return { actions: ['conflict'] };
		const actions: Action[] = ownKeys.has(key)
			? ['updated', 'unchanged']
			: ['linked', 'updated', 'unchanged'];
		return { actions, target: linked.id, fields: kept(situation, user, linked, !ownKeys.has(key)) };
	}
	const [found] = byEmail;
	if (!row) return { actions: ['skipped'] };
	// "Past end date: never created", and not linked either: the design keeps people right that are linked already.
	if (hasLeft(row, today)) return { actions: ['skipped'] };
	if (found?.internalIdentifier) return { actions: ['conflict'] };
	if (found)
		return { actions: ['linked'], target: found.id, fields: kept(situation, user, found, true, key) };
	if (!email) return { actions: ['skipped'] };
	if ((index.kleerEmails.get(email)?.length ?? 0) > 1) return { actions: ['conflict'] };
	return { actions: ['created'], fields: created(situation, user, row, key, email) };
}

const plainEmail = (email: string) => usableEmail(email) ?? email.toLowerCase();

/** Kleer still shows the end before the start: it isn't sent. */
function isRehired(row: KleerPayroll): boolean {
	return (row['employment-end-date'] ?? '9999') < row['employment-start-date'];
}

const namesOf = ({ firstName, lastName }: Before) => ({ first: firstName, last: lastName });

function created(situation: Situation, user: KleerUser, row: KleerPayroll, key: string, email: string) {
	const { kleer, today } = situation;
	const { first, last } = splitName(user.name) as { first: string; last: string };
	const person = fromPersonalNumber(row.ssn, today);
	return {
		firstName: first,
		lastName: last,
		email,
		internalIdentifier: key,
		employmentNumber: user['foreign-id'] || null,
		gender: person.gender ?? 0,
		dateOfBirth: stored(person.birthDate),
		phone: asSent(row.phone) || null,
		employmentStartDate: stored(row['employment-start-date']),
		employmentEndDate: isRehired(row) ? null : stored(row['employment-end-date']),
		availabilityPercent: employmentRateOf(kleer, row, today) ?? null,
		baseSalary: baseSalaryOf(row, today) ?? null,
		taxTable: taxTableOf(row),
		status: row['employment-start-date'] > today ? 2 : 3,
		languageId: SETUP.languageId,
		defaultCurrencyId: SETUP.currencyId,
		locationId: SETUP.locationId,
		permissions: SETUP.permissions,
		tags: managedTags(kleer, user, row),
	} satisfies UserFields;
}

/** A person that Cinode has: what follows the source follows, and an empty source leaves the target alone. */
function kept(
	situation: Situation,
	user: KleerUser,
	before: Before,
	isFirstContact: boolean,
	key?: string,
): UserFields {
	const { kleer, today, ownKeys } = situation;
	const name = splitName(user.name) as { first: string; last: string };
	const splitStays = sameName(name, namesOf(before));
	const row = kleer.payroll.get(user.id);
	const email = usableEmail(user.email);
	const fields: UserFields = {
		...before,
		firstName: splitStays ? before.firstName : name.first,
		lastName: splitStays ? before.lastName : name.last,
		email: email === plainEmail(before.email) ? before.email : (email ?? before.email),
		internalIdentifier: key ?? before.internalIdentifier,
		employmentNumber: user['foreign-id'] || before.employmentNumber,
	};
	if (!row) return fields; // "keeps what came from it"
	const person = fromPersonalNumber(row.ssn, today);
	// Cinode can't read it back: sent on linking (which writes the key) and when the source changed.
	const isLinking = key !== undefined;
	const changed = !isFirstContact && ownKeys.get(before.internalIdentifier ?? '') !== person.gender;
	const genderToSend = isLinking || changed ? person.gender : undefined;
	const phone = asSent(row.phone) || null;
	const started = before.status === 2 && row['employment-start-date'] <= today;
	return {
		...fields,
		gender: genderToSend ?? before.gender,
		dateOfBirth: stored(person.birthDate) ?? before.dateOfBirth,
		phone: phone && !samePhone(phone, before.phone) ? phone : before.phone,
		employmentStartDate: stored(row['employment-start-date']),
		employmentEndDate: isRehired(row) ? before.employmentEndDate : stored(row['employment-end-date']),
		availabilityPercent: employmentRateOf(kleer, row, today) ?? before.availabilityPercent,
		baseSalary: baseSalaryOf(row, today) ?? before.baseSalary,
		taxTable: taxTableOf(row),
		status: started && !isFirstContact ? 3 : before.status,
		tags: mergedTags(before.tags, managedTags(kleer, user, row)),
	};
}

/** Names of the categories that set-up chose; from the payroll row and from the user. */
function managedTags(kleer: KleerStore, user: KleerUser, row: KleerPayroll): string[] {
	const entries = [...row['dimension-entries'], ...(user.dimensions?.['dimension-entries'] ?? [])];
	const carried = new Set(entries.map(({ id }) => id));
	return MANAGED_TAGS.filter(({ category }) => carried.has(category))
		.map(({ category }) => kleer.dimensions.get(42)?.entries.get(category)?.name ?? '')
		.sort();
}

function mergedTags(before: string[], wanted: string[]): string[] {
	const managed = MANAGED_TAGS.map(({ name }) => name);
	return [...before.filter((tag) => !managed.includes(tag)), ...wanted].sort();
}

function group<T>(list: T[], keyOf: (one: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const one of list) {
		const key = keyOf(one);
		if (key) groups.set(key, [...(groups.get(key) ?? []), one]);
	}
	return groups;
}
