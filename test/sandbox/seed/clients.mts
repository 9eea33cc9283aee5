import { FIRST_CLIENT_ID, newClient, type NewClient } from '../kleer/clientEdits.mts';
import { FIRST_USER_ID } from '../kleer/edits.mts';
import type { KleerClient } from '../kleer/store.mts';
import { INDUSTRY_ENTRY, inventClient } from './clientNames.mts';
import {
	germanVatNumber,
	norwegianNumber,
	organisationNumber,
	regionNumber,
	soleTraderNumber,
	vatNumber,
} from './organisationNumbers.mts';
import { random } from './random.mts';

/** What is special about a client (docs/field-rules.md#customers-kleer--cinode). */
export type ClientPart =
	| 'ordinary'
	| 'known-by-number' // in Cinode with the same organisation number, written otherwise
	| 'known-by-name' // in Cinode without an organisation number
	| 'department' // shares a region's organisation number with the next
	| 'no-customer-number'
	| 'person'
	| 'sole-trader'
	| 'german'
	| 'norwegian'
	| 'inactive'
	| 'code-as-reference' // and nothing of the address but the city
	| 'one-name-as-reference' // and our reference is nobody in Cinode
	| 'other-systems-id'; // in Cinode with another system's id

/** What a client says that isn't as usual. */
export interface ClientDraft {
	part: ClientPart;
	client: NewClient;
	/** Optional elements that Kleer doesn't hold. */
	unset?: (keyof KleerClient)[];
}

export interface ClientCast {
	part: ClientPart;
	client: KleerClient;
}

const category = (index: number) => [{ id: INDUSTRY_ENTRY + index }];
/** The person with that index in the cast; 0, which is no person, where there are fewer people. */
const person = (index: number, people: number) => ({ id: index < people ? FIRST_USER_ID + index : 0 });

const REGION = regionNumber(7);

/** The first thirteen; with fewer people than the cast has, some have no "our reference". */
function firstClients(people: number): ClientDraft[] {
	const swedish = (serial: number) => {
		const orgno = organisationNumber(serial);
		return { orgno, 'vat-nr': vatNumber(orgno) };
	};
	const trader = soleTraderNumber(2, 'male');
	const norwegian = norwegianNumber(17);
	return [
		{
			part: 'known-by-number',
			client: {
				name: 'Havsvide Logistik AB',
				contact: 'Gunhild Tallmo',
				address: { address1: 'Fraktgatan 14', address2: 'Leverantörsreskontra', state: 'Göteborg' },
				email: 'Faktura@havsvide.example',
				notes:
					'Ramavtal till och med 2027.\nMärk fakturor med beställarens namn.\n\nInga samtal på fredagar.',
				...swedish(101),
				phone: '031-390 06 15',
				user: person(0, people),
				'delivery-type': 'Efaktura',
				gln: '7300009900015',
				template: { id: 3 },
				...(people > 1 ? { approver: person(1, people) } : {}),
				'dimension-entries': category(0),
			},
		},
		{
			part: 'known-by-name',
			client: {
				name: 'Granstråk Energi AB',
				contact: 'Bertil von Kolmåker',
				...swedish(102),
				phone: '+46 8 465 004 21',
				user: person(1, people),
				'payment-days': 45,
				'dimension-entries': category(0),
			},
			unset: ['currency-type', 'notes', 'gln'],
		},
		{
			part: 'department',
			client: {
				name: 'Region Norrvide, Folktandvården',
				address: { address1: 'Box 12', address2: 'Fakturacentralen', state: 'Umeå' },
				orgno: REGION,
				'vat-nr': vatNumber(REGION),
				user: person(1, people),
				'dimension-entries': category(1),
			},
		},
		{
			part: 'department',
			client: {
				name: 'Region Norrvide, Verksamhets-IT',
				address: { address1: 'Box 12', address2: 'Fakturacentralen', state: 'Umeå' },
				orgno: REGION,
				'vat-nr': vatNumber(REGION),
				contact: 'Signe Åvall',
				user: person(1, people),
				'dimension-entries': category(1),
			},
		},
		{ part: 'no-customer-number', client: { name: 'Rönnfors Bygg AB', 'foreign-id': '', ...swedish(105) } },
		{
			part: 'person',
			client: {
				name: 'Ottilia Sjötråd',
				'client-type': 'Person',
				orgno: soleTraderNumber(4, 'female'),
				email: 'ottilia.sjotrad@privat.example',
				'delivery-type': 'Mail',
			},
		},
		{
			part: 'sole-trader',
			client: {
				name: 'Klintåkers Måleri',
				contact: 'Ture Klintåker',
				orgno: trader,
				'vat-nr': vatNumber(trader),
				phone: '0701740677',
				'payment-days': 10,
				'dimension-entries': category(2),
			},
		},
		{
			part: 'german',
			client: {
				// With zeros before it, as other systems write numbers.
				'foreign-id': '00417',
				name: 'Nebelwald Maschinenbau GmbH',
				contact: 'Anneliese Krüger-Weiß',
				address: {
					address1: 'Musterstraße 5',
					'zip-code': '01099',
					state: 'Dresden',
					country: 'Deutschland',
				},
				'country-code': 'DE',
				'currency-type': 'EUR',
				orgno: 'HRB 99417',
				'vat-nr': germanVatNumber(17),
				phone: '+49 351 5550 117',
				user: person(1, people),
				'dimension-entries': category(0),
			},
		},
		{
			part: 'norwegian',
			client: {
				name: 'Fjelltråd Sjømat AS',
				contact: 'Ragnhild Øyjord',
				address: { address1: 'Prøvegata 8', 'zip-code': '5003', state: 'Bergen', country: 'Norge' },
				'country-code': 'NO',
				'currency-type': 'NOK',
				orgno: norwegian,
				'vat-nr': `NO${norwegian}MVA`,
				phone: '+47 55 55 01 17',
				'payment-days': 14,
				'dimension-entries': category(3),
			},
		},
		{
			part: 'inactive',
			client: { name: 'Ekmosse Förlag AB', ...swedish(110), contact: 'Nils Ekmosse', active: false },
		},
		{
			part: 'code-as-reference',
			client: {
				name: 'Lärkhöjd Fastigheter AB',
				contact: 'REF-4711',
				address: { address1: '', 'zip-code': '', state: 'Västerås', country: '' },
				...swedish(111),
				'payment-days': 0,
				'dimension-entries': [...category(2), ...category(3)],
			},
		},
		{
			part: 'one-name-as-reference',
			client: { name: 'Åsberga Teknik AB', contact: 'Katja', ...swedish(112), user: person(8, people) },
		},
		{
			part: 'other-systems-id',
			client: { name: 'Sjövide Spel AB', contact: 'Ebba Lundåker', ...swedish(113), user: person(0, people) },
		},
	];
}

export const CLIENTS = firstClients(0).length;

/** Every client of the company: the same ones for the same numbers and seed. Beyond the first, invented ones. */
export function castClients(count: number, people: number, seed: number): ClientCast[] {
	const next = random(seed + 11);
	const first = firstClients(people).slice(0, count);
	const names = new Set(first.map(({ client }) => client.name ?? ''));
	return Array.from({ length: count }, (_, index) => {
		const { part, client, unset = [] } = first[index] ?? inventClient(index, people, next, names);
		const whole = newClient(FIRST_CLIENT_ID + index, client);
		for (const name of unset) delete (whole as Partial<KleerClient>)[name];
		return { part, client: whole };
	});
}
