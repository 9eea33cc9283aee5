import {
	addCinodeCustomer,
	addClient,
	ensureTag,
	type CinodeStore,
	type KleerClient,
	type KleerStore,
} from '../../sandbox/index.mts';
import {
	germanVatNumber,
	norwegianNumber,
	organisationNumber,
	regionNumber,
	soleTraderNumber,
	vatNumber,
} from '../../sandbox/seed/organisationNumbers.mts';
import type { Chance } from '../support/chance.mts';
import type { Tally } from '../support/findings.mts';

export const FATES = {
	ordinary: 60,
	person: 3,
	inactive: 4,
	noNumber: 2,
	doubledNumber: 2,
	soleTrader: 6,
	sharedOrganisation: 4,
	wrongChecksum: 3,
	allOneDigit: 2,
	noOrganisationNumber: 5,
	norwegian: 4,
	german: 3,
	american: 2,
};
export type Fate = keyof typeof FATES;

/** How Cinode knows a client already when the first sync comes. */
export const KNOWN_FORMS = {
	unknown: 75,
	byOrganisation: 8,
	byOrganisationOtherKey: 3,
	keyAlone: 3,
	keyAndName: 4,
	keyAndOrganisation: 4,
	nameOnly: 3,
};

export interface ClientOptions {
	clients: number;
	/** Part of every name, so that two companies have none in common. */
	mark: string;
	/** The first of the organisation numbers, so that two companies have none in common. */
	serial: number;
	/** Kleer's users that may be "our reference". */
	references: number[];
}

/** Fills Kleer with clients, and Cinode with what it knows of some of them. */
export function generateClients(
	kleer: KleerStore,
	cinode: CinodeStore,
	chance: Chance,
	tally: Tally,
	options: ClientOptions,
): void {
	let last: { fate: Fate; client: KleerClient } | undefined;
	for (let index = 0; index < options.clients; index++) {
		const pairs: Fate[] = ['doubledNumber', 'sharedOrganisation'];
		const follows = index % 2 === 1 && last && pairs.includes(last.fate);
		let fate: Fate = follows && last ? last.fate : chance.weighted(FATES);
		if (index % 2 === 1 && !follows && pairs.includes(fate)) fate = 'ordinary';
		tally.count(fate);
		const client = addClient(kleer, clientOf(fate, index, chance, options));
		if (follows && last && fate === 'doubledNumber') client['foreign-id'] = last.client['foreign-id'];
		if (follows && last && fate === 'sharedOrganisation') client.orgno = last.client.orgno;
		know(cinode, client, fate, chance, tally);
		last = { fate, client };
	}
}

function clientOf(fate: Fate, index: number, chance: Chance, { mark, serial, references }: ClientOptions) {
	const own = organisationNumber(serial + index);
	const trader = soleTraderNumber(serial + index, chance.yes(0.5) ? 'male' : 'female');
	const numbers: Partial<Record<Fate, string>> = {
		soleTrader: trader,
		sharedOrganisation: regionNumber(index % 1000),
		wrongChecksum: own.replace(/\d$/, (digit) => String((Number(digit) + 5) % 10)),
		allOneDigit: '000000-0000',
		noOrganisationNumber: '',
		norwegian: norwegianNumber(serial + index),
		german: '',
		american: '',
	};
	const plain = numbers[fate] ?? own;
	const odd = [own.replace('-', '–'), own.replace('-', '.'), own.replace('-', '\u00a0'), vatNumber(own)];
	const orgno =
		numbers[fate] ?? chance.one([own, own, own.replace('-', ''), `16${own.replace('-', '')}`, ...odd]);
	const country = ({ norwegian: 'NO', german: 'DE', american: 'US' } as Partial<Record<Fate, string>>)[fate];
	const isEmpty = chance.yes(0.08);
	return {
		name: `Kund ${mark} ${index} AB`,
		...(fate === 'noNumber' ? { 'foreign-id': '' } : {}),
		'client-type': fate === 'person' ? 'Person' : 'Organisation',
		active: fate !== 'inactive',
		orgno,
		'vat-nr':
			fate === 'german' ? germanVatNumber(serial + index) : chance.yes(0.6) && plain ? vatNumber(plain) : '',
		'country-code': country ?? 'SE',
		'currency-type': chance.one(['SEK', 'SEK', 'EUR', 'NOK']),
		phone: chance.one(['', `08-${100 + (index % 900)} 10 20`, `+46 8 ${100 + (index % 900)} 10 20`]),
		notes: chance.one(['', `Märk fakturor ${index}\nRad två`]),
		contact: chance.one(['', `Prov Kontakt${mark}`, 'Ref 4711', 'a.b@kund.example', 'IT/Inköp', 'Bertil']),
		'payment-days': chance.one([10, 15, 30, 30, 45, 60]),
		user: { id: chance.one([0, ...references]) },
		'dimension-entries': [4501, 4502, 4503].filter(() => chance.yes(0.25)).map((id) => ({ id })),
		email: isEmpty ? '' : `faktura@kund${index}.example`,
		address: isEmpty
			? { address1: '', address2: '', 'zip-code': '', state: '', country: '' }
			: { address1: `Provgatan ${index}`, address2: chance.one(['', 'Box 1']) },
	};
}

/** What Cinode has of it; those that Kleer can't tell apart by number are also known by number. */
function know(cinode: CinodeStore, client: KleerClient, fate: Fate, chance: Chance, tally: Tally): void {
	const linkable: Fate[] = ['ordinary', 'soleTrader', 'norwegian'];
	const looksLinkable: Fate[] = ['sharedOrganisation', 'wrongChecksum', 'allOneDigit'];
	if (looksLinkable.includes(fate) && chance.yes(0.3)) {
		tally.count('known by a number that links nobody');
		const corporateIdentityNumber = client.orgno;
		addCinodeCustomer(cinode, { name: `Annan ${client.id}`, corporateIdentityNumber }, Date.now());
	}
	if (!linkable.includes(fate)) return;
	const form = chance.weighted(KNOWN_FORMS);
	tally.count(`known ${form}`);
	if (form === 'unknown') return;
	const { name, orgno } = client;
	const key = client['foreign-id'];
	const other = `Gammalt namn ${client.id}`;
	const given = {
		byOrganisation: {
			name: other,
			corporateIdentityNumber: chance.one([orgno.replace('-', ''), orgno.replace('-', '‑')]),
		},
		byOrganisationOtherKey: { name: other, corporateIdentityNumber: orgno, identification: `UPS-${key}` },
		keyAlone: { name: other, identification: key },
		keyAndName: { name: name.toUpperCase(), identification: key },
		keyAndOrganisation: { name: other, corporateIdentityNumber: orgno, identification: key },
		nameOnly: { name },
	}[form];
	addCinodeCustomer(cinode, { ...given, ...ownThings(cinode, client, chance) }, Date.now());
}

/** What people in Cinode may have put there. */
function ownThings(cinode: CinodeStore, client: KleerClient, chance: Chance) {
	const tags = ['Ramavtal', 'BV=20', 'BV=okänd'].filter(() => chance.yes(0.6));
	const invoice = {
		street1: 'Gamla vägen 1',
		city: 'Malmö',
		comments: 'Bifoga tidrapport',
		addressType: 2,
	} as const;
	const { address1, state, country } = client.address;
	const lines = {
		street1: address1,
		street2: client.address.address2,
		city: state,
		country,
		addressType: 2,
	} as const;
	const equal = { ...lines, zipCode: client.address['zip-code'], email: client.email };
	const [firstName = '', lastName = 'Egen'] = client.contact.split(' ');
	return {
		tags: tags.map((tag) => ensureTag(cinode, tag).id),
		managers: [cinode.apiAccount.ownerId],
		contacts: chance.one([[], [{ firstName: 'Egen', lastName: 'Kontakt' }], [{ firstName, lastName }]]),
		addresses: chance.one([[], [invoice], [equal], [invoice, { ...invoice, street1: 'Gamla vägen 2' }]]),
		phone: chance.one([null, client.phone.replace(/^08-/, '+468'), '08-1']),
		turnOver: 1_000_000,
	};
}
