import type { CinodeSubcontractor, KleerStore, KleerUser } from '../../sandbox/index.mts';
import { samePhone, usableEmail } from '../people/alike.mts';
import { sameName, splitName } from '../people/names.mts';
import { fromPersonalNumber } from '../people/personalNumber.mts';
import { SETUP, tiedToSupplier } from '../people/setup.mts';
import { groupBy } from '../support/groupBy.mts';
import { labelOf } from '../support/labels.mts';
import { asSent } from '../support/sent.mts';
import { inSight } from '../support/prefix.mts';

export interface Verdict {
	key: string;
	label: string;
	actions: string[];
	target?: number;
	fields?: Partial<CinodeSubcontractor>;
}

export interface Situation {
	kleer: KleerStore;
	/** Subcontractors in Cinode before the run. */
	cinode: CinodeSubcontractor[];
	/** Keys that an earlier run made, with the gender that it read. */
	ownKeys: Map<string, number | undefined>;
	today: string;
	prefix: string;
	/** E-mails and keys of users in Cinode: each is on one person only, of whatever kind (docs/vendors.md#cinode-subcontractors). */
	users?: { emails: ReadonlySet<string>; keys: ReadonlySet<string> };
	/** Whether Cinode's server lets subcontractors be changed: else each difference is drift. */
	canUpdate: boolean;
}

/** What one sync of the subcontractors must do with each, by Kleer's user id. */
export function judgeSubcontractors(situation: Situation): Map<number, Verdict> {
	const { kleer, prefix } = situation;
	const cinode = inSight(situation.cinode, prefix, (one) => one.internalIdentifier);
	const tied = tiedToSupplier(kleer);
	const users = [...kleer.users.values()].filter(({ id }) => tied.has(id));
	const index = {
		// Who is rejected is no record: "One bad record never stops the others".
		kleerKeys: groupBy(
			users.filter(({ name }) => splitName(name)),
			(user) => prefix + String(user['internal-id']),
		),
		kleerEmails: groupBy(
			users.filter((user) => user.active && splitName(user.name)),
			(user) => usableEmail(user.email) ?? '',
		),
		keys: groupBy(cinode, (one) => one.internalIdentifier ?? ''),
		emails: groupBy(cinode, (one) => one.email),
	};
	return new Map(
		users.map((user) => {
			const key = prefix + String(user['internal-id'] ?? '');
			const label = labelOf(user.id, user.name, user['internal-id'] === undefined ? '' : key);
			return [user.id, { key, label, ...judge(situation, index, user, key, tied.get(user.id) ?? []) }];
		}),
	);
}

interface Index {
	kleerKeys: Map<string, KleerUser[]>;
	kleerEmails: Map<string, KleerUser[]>;
	keys: Map<string, CinodeSubcontractor[]>;
	emails: Map<string, CinodeSubcontractor[]>;
}

function judge(
	situation: Situation,
	index: Index,
	user: KleerUser,
	key: string,
	suppliers: number[],
): Omit<Verdict, 'key' | 'label'> {
	const name = splitName(user.name);
	if (user['internal-id'] === undefined || !name) return { actions: ['rejected'] };
	const isDoubled = (index.kleerKeys.get(key)?.length ?? 0) > 1;
	// Of an inactive record whose key is doubled the design says both; nothing is written either way.
	if (!user.active) return { actions: isDoubled ? ['skipped', 'conflict'] : ['skipped'] };
	if (isDoubled) return { actions: ['conflict'] };
	const [linked] = index.keys.get(key) ?? [];
	const email = usableEmail(user.email);
	const wanted = wantedOf(situation, user, name, email, suppliers);
	if (linked) {
		const fields = followed(situation, wanted, linked, key);
		if (situation.canUpdate) return { actions: ['updated', 'unchanged'], target: linked.id, fields };
		// The product doesn't tell a gender that changed (it can't be read back): so either is taken.
		const { gender, ...rest } = fields;
		const differs = Object.entries(rest).some(
			([field, value]) => value !== linked[field as keyof CinodeSubcontractor],
		);
		return {
			actions: differs ? ['drift'] : gender === linked.gender ? ['unchanged'] : ['drift', 'unchanged'],
			target: linked.id,
			fields: { ...linked },
		};
	}
	// Nobody is both: Kleer has given a user and a subcontractor one key.
	if (situation.users?.keys.has(key)) return { actions: ['conflict'] };
	if (email && (index.emails.has(email) || situation.users?.emails.has(email)))
		return { actions: ['conflict'] };
	if (!email) return { actions: ['skipped'] };
	if ((index.kleerEmails.get(email)?.length ?? 0) > 1) return { actions: ['conflict'] };
	const constants = {
		languageId: SETUP.languageId,
		defaultCurrencyId: SETUP.currencyId,
		locationId: SETUP.locationId,
		status: 1 as const,
	};
	return {
		actions: ['created'],
		fields: { ...wanted, ...constants, gender: wanted.gender ?? 0, internalIdentifier: key, tags: [] },
	};
}

type Wanted = ReturnType<typeof wantedOf>;

/** "Without a payroll row gender is Other and phone empty"; of several suppliers the first. */
function wantedOf(
	{ kleer, today }: Situation,
	user: KleerUser,
	{ first, last }: { first: string; last: string },
	email: string | undefined,
	suppliers: number[],
) {
	const row = kleer.payroll.get(user.id);
	const supplier = kleer.suppliers.get(suppliers[0] ?? 0);
	return {
		firstName: first,
		lastName: last,
		email: email ?? '',
		phone: (row && asSent(row.phone)) || null,
		gender: row && fromPersonalNumber(row.ssn, today).gender,
		companyName: supplier?.name ?? null,
		companyIdentifier: supplier?.orgno || null,
	};
}

/** An empty source leaves the target alone, and so does what is alike. */
function followed({ ownKeys }: Situation, wanted: Wanted, old: CinodeSubcontractor, key: string) {
	const names = { first: old.firstName, last: old.lastName };
	const splitStays = sameName({ first: wanted.firstName, last: wanted.lastName }, names);
	const digits = (number: string | null) => (number ?? '').replace(/\D/g, '');
	const genderChanged = ownKeys.has(key) && wanted.gender && ownKeys.get(key) !== wanted.gender;
	return {
		firstName: splitStays ? old.firstName : wanted.firstName,
		lastName: splitStays ? old.lastName : wanted.lastName,
		email: wanted.email || old.email,
		phone: wanted.phone && !samePhone(wanted.phone, old.phone) ? wanted.phone : old.phone,
		gender: genderChanged ? (wanted.gender as number) : old.gender,
		companyName: wanted.companyName ?? old.companyName,
		companyIdentifier:
			wanted.companyIdentifier && digits(wanted.companyIdentifier) !== digits(old.companyIdentifier)
				? wanted.companyIdentifier
				: old.companyIdentifier,
		internalIdentifier: key,
	};
}
