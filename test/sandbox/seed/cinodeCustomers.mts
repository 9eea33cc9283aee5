import { addCinodeCustomer } from '../cinode/customerEdits.mts';
import { ensureTag } from '../cinode/edits.mts';
import type { CinodeCustomerAddress, CinodeStore } from '../cinode/store.mts';
import { FIRST_USER_ID } from '../kleer/edits.mts';
import type { KleerClient } from '../kleer/store.mts';
import type { ClientCast } from './clients.mts';
import { INDUSTRIES, INDUSTRY_ENTRY } from './clientNames.mts';
import { organisationNumber } from './organisationNumbers.mts';

const DAY = 86_400_000;
const SWEDEN = 1;
const NORWAY = 2;
/** An id that a sales system has written into Cinode (docs/vendors.md#cinode-customers). */
const OTHER_SYSTEMS_ID = 'UPS-88231';

/**
 * Cinode's customers before anything was synced: some that Kleer also has, none of them linked, and prospects
 * and others that Kleer has never heard of. Countries can be learnt of Sweden and Norway alone.
 */
export function addCustomers(store: CinodeStore, clients: ClientCast[], owner: number, now: number): void {
	for (const cast of clients) addKnown(store, cast, owner, now);
	const tag = (name: string) => ensureTag(store, name).id;
	addCinodeCustomer(
		store,
		{
			name: 'Stenhöjds Arkitekter',
			managers: [owner],
			tags: [tag('Prospekt')],
			contacts: [{ firstName: 'Alma', lastName: 'Stenhöjd', phone1: '0701740651' }],
		},
		now - 40 * DAY,
	);
	addCinodeCustomer(
		store,
		{
			name: 'Nordnes Verft AS',
			countryId: NORWAY,
			homepage: 'https://nordnesverft.example',
			tags: [tag('Prospekt')],
			addresses: [
				{ addressType: 1, street1: 'Kaiveien 3', zipCode: '5005', city: 'Bergen', country: 'Norge' },
			],
		},
		now - 25 * DAY,
	);
	addCinodeCustomer(
		store,
		{
			name: 'Mosslunda Handel AB',
			status: 0,
			corporateIdentityNumber: organisationNumber(180),
			countryId: SWEDEN,
			tags: [tag('Tidigare kund')],
		},
		now - 800 * DAY,
	);
}

/** A client that is in Cinode as well, as people there have entered it. */
function addKnown(store: CinodeStore, { part, client }: ClientCast, owner: number, now: number): void {
	const { name, orgno } = client;
	if (part === 'known-by-number') {
		addCinodeCustomer(
			store,
			{
				name: name.replace(' AB', ''),
				description: 'Stor kund inom transport.',
				corporateIdentityNumber: orgno.replace('-', ''),
				countryId: SWEDEN,
				turnOver: 48_000_000,
				turnOverCurrencyId: 1,
				managers: [owner],
				tags: [ensureTag(store, 'Ramavtal').id],
				contacts: [{ firstName: 'Sören', lastName: 'Bokvik', email: 'soren.bokvik@havsvide.example' }],
				addresses: [
					{ addressType: 1, street1: 'Kajvägen 1', zipCode: '123 45', city: 'Göteborg', country: 'Sverige' },
					{
						addressType: 2,
						street1: 'Gamla Fraktgatan 2',
						zipCode: '123 45',
						city: 'Göteborg',
						country: 'Sverige',
						comments: 'Bifoga alltid tidrapport.',
					},
				],
			},
			now - 1200 * DAY,
		);
	}
	if (part === 'known-by-name') addCinodeCustomer(store, { name, phone: '08-465 004 99' }, now - 90 * DAY);
	// One of the two departments.
	if (part === 'department' && name.includes('Folktandvården')) {
		const invoices = (street1: string): Partial<CinodeCustomerAddress> => ({
			addressType: 2,
			street1,
			zipCode: '123 45',
			city: 'Umeå',
			country: 'Sverige',
		});
		addCinodeCustomer(
			store,
			{
				name,
				corporateIdentityNumber: orgno,
				countryId: SWEDEN,
				tags: [ensureTag(store, 'Ramavtal').id],
				addresses: [invoices('Box 9'), invoices('Storgatan 40')],
			},
			now - 300 * DAY,
		);
	}
	if (part === 'other-systems-id') {
		const identification = OTHER_SYSTEMS_ID;
		addCinodeCustomer(store, { name, identification, corporateIdentityNumber: orgno }, now - 200 * DAY);
	}
}

/** Clients as a finished sync would have left them: inactive ones, private persons and numberless ones are out. */
export function addLinkedCustomers(store: CinodeStore, clients: ClientCast[], now: number): void {
	const byKey = new Map([...store.users.values()].map((user) => [user.internalIdentifier, user.id]));
	for (const { part, client } of clients) {
		if (['inactive', 'person', 'no-customer-number'].includes(part)) continue;
		const manager = byKey.get(String(1001 + client.user.id - FIRST_USER_ID));
		const [firstName = '', ...rest] = client.contact.split(' ');
		const tags = client['dimension-entries'].map(({ id }) => INDUSTRIES[id - INDUSTRY_ENTRY] ?? '');
		const currency = client['currency-type'] ?? 'SEK';
		addCinodeCustomer(
			store,
			{
				name: client.name,
				description: client.notes || null,
				identification: client['foreign-id'],
				corporateIdentityNumber: client.orgno,
				vatNumber: client['vat-nr'] || null,
				phone: client.phone || null,
				countryId: store.countries.find((one) => one.code === client['country-code'])?.countryId ?? null,
				turnOverCurrencyId: store.currencies.find((one) => one.currencyCode === currency)?.id ?? null,
				managers: manager === undefined ? [] : [manager],
				contacts: rest.length > 0 ? [{ firstName, lastName: rest.join(' ') }] : [],
				tags: [...tags, `BV=${client['payment-days']}`].map((name) => ensureTag(store, name).id),
				addresses: [invoiceAddress(client)],
			},
			now - DAY,
		);
	}
}

function invoiceAddress({ address, email }: KleerClient): Partial<CinodeCustomerAddress> {
	return {
		addressType: 2,
		street1: address.address1 || null,
		street2: address.address2 || null,
		zipCode: address['zip-code'] || null,
		city: address.state || null,
		country: address.country || null,
		email: email || null,
	};
}
