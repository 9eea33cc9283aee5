import { editClient, removeClient, type KleerStore, type NewClient } from '../../sandbox/index.mts';
import { organisationNumber } from '../../sandbox/seed/organisationNumbers.mts';
import type { Chance } from '../support/chance.mts';
import type { Tally } from '../support/findings.mts';

/** What happens to clients in Kleer between two syncs. */
export const CHANGES: Record<string, (id: number, references: number[]) => NewClient | undefined> = {
	phone: () => ({ phone: '08-777 66 55' }),
	phoneGone: () => ({ phone: '' }),
	name: (id) => ({ name: `Nytt namn ${id} AB` }),
	notes: () => ({ notes: 'Ny anteckning' }),
	notesGone: () => ({ notes: '' }),
	organisation: (id) => ({ orgno: organisationNumber(90_000 + (id % 9000)) }),
	organisationGone: () => ({ orgno: '', 'vat-nr': '' }),
	currency: () => ({ 'currency-type': 'NOK' }),
	country: () => ({ 'country-code': 'DE' }),
	unknownCountry: () => ({ 'country-code': 'US' }),
	street: () => ({ address: { address1: 'Nya gatan 7' } }),
	secondLineGone: () => ({ address: { address2: '' } }),
	invoiceEmail: () => ({ email: 'ny.faktura@kund.example' }),
	contact: () => ({ contact: 'Nya Kontaktsson' }),
	contactCode: () => ({ contact: 'Kostnadsställe 12' }),
	reference: (_id, references) => ({ user: { id: references[0] as number } }),
	referenceGone: () => ({ user: { id: 0 } }),
	paymentDays: () => ({ 'payment-days': 90 }),
	categories: () => ({ 'dimension-entries': [{ id: 4502 }] }),
	inactive: () => ({ active: false, phone: '08-1' }),
	numberEdited: (id) => ({ 'foreign-id': `NY${id}` }),
	removed: () => undefined,
};

/** Changes that share of the clients, each in one way. */
export function changeClients(
	kleer: KleerStore,
	chance: Chance,
	tally: Tally,
	{ share, references }: { share: number; references: number[] },
): void {
	const ways = Object.keys(CHANGES);
	let turn = 0;
	for (const id of [...kleer.clients.keys()]) {
		if (!chance.yes(share)) continue;
		const way = ways[turn++ % ways.length] as string;
		const patch = CHANGES[way]?.(id, references);
		if (patch) editClient(kleer, id, patch);
		else removeClient(kleer, id);
		tally.count(`change ${way}`);
	}
}
