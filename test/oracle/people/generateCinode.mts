import {
	addCinodeUser,
	ensureTag,
	type CinodeStore,
	type KleerStore,
	type KleerUser,
} from '../../sandbox/index.mts';
import type { Chance } from '../support/chance.mts';
import type { Tally } from '../support/findings.mts';
import { usableEmail } from './alike.mts';
import type { Fate } from './generateKleer.mts';
import { splitName } from './names.mts';

/** Whom Cinode has already when the first sync comes. */
export const KNOWN_FORMS = {
	nobody: 80,
	byEmail: 6,
	disconnected: 2,
	ownSplit: 2,
	anotherKey: 2,
	keyAlone: 2,
	keyAndName: 2,
	keyAndEmail: 2,
	doubledInCinode: 1,
	keyHereEmailThere: 1,
};
/** People that Kleer doesn't have. */
const STRANGERS = 25;

/** Puts some of Kleer's people into Cinode, in ways that link them, or must not. */
export function generateKnownUsers(
	kleer: KleerStore,
	cinode: CinodeStore,
	fates: Map<number, Fate>,
	chance: Chance,
	tally: Tally,
): void {
	const now = Date.now();
	const mentor = ensureTag(cinode, 'Mentor').id;
	for (let i = 0; i < STRANGERS; i++) {
		const [email, lastName] = [`framling${i}@annan.example`, `Främling${i}`];
		addCinodeUser(cinode, { email, firstName: 'Egen', lastName, tags: [mentor] }, now);
	}
	for (const user of kleer.users.values()) {
		const fate = fates.get(user.id) ?? 'oneWord';
		if (!['ordinary', 'ended', 'endsLater'].includes(fate)) continue;
		const form = chance.weighted(KNOWN_FORMS);
		tally.count(`known ${form}`);
		for (const given of knownAs(form, user, kleer.payroll.get(user.id)?.phone ?? '')) {
			const own = { title: 'Konsult', languageId: 2, permissions: [150], tags: [mentor] };
			addCinodeUser(cinode, { ...own, ...given }, now);
		}
	}
}

type Given = Parameters<typeof addCinodeUser>[1];

function knownAs(form: keyof typeof KNOWN_FORMS, user: KleerUser, phone: string): Given[] {
	const { first, last } = splitName(user.name) as { first: string; last: string };
	const key = String(user['internal-id']);
	const email = usableEmail(user.email) as string;
	const elsewhere = `annan.${user.id}@annan.example`;
	const same = { firstName: first, lastName: last, email };
	// The same number, written in another way.
	const alike = phone.startsWith('0') ? `+46${phone.slice(1).replaceAll(' ', '')}` : phone;
	switch (form) {
		case 'nobody':
			return [];
		case 'byEmail':
			return [{ ...same, email: email.normalize('NFD'), firstName: 'Kalle', phone: alike || '08-000 00 00' }];
		case 'disconnected':
			return [{ ...same, status: 0 }];
		case 'ownSplit': {
			const [one = '', ...rest] = `${first} ${last}`.split(' ');
			return [{ ...same, firstName: one, lastName: rest.join(' ') }];
		}
		case 'anotherKey':
			return [{ ...same, internalIdentifier: `UPS-${key}` }];
		case 'keyAlone':
			return [{ firstName: 'Helt', lastName: `Annan${key}`, email: elsewhere, internalIdentifier: key }];
		case 'keyAndName':
			return [{ ...same, email: elsewhere, internalIdentifier: key }];
		case 'keyAndEmail':
			return [{ ...same, firstName: 'Annat', lastName: 'Namn', internalIdentifier: key, phone: alike }];
		case 'doubledInCinode':
			return [
				{ ...same, internalIdentifier: key },
				{ ...same, email: elsewhere, internalIdentifier: key },
			];
		case 'keyHereEmailThere':
			return [
				{ ...same, email: elsewhere, internalIdentifier: key },
				{ firstName: 'Med', lastName: `Adressen${key}`, email },
			];
	}
}
