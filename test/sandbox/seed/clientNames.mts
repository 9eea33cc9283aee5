import { FIRST_USER_ID } from '../kleer/edits.mts';
import type { ClientDraft, ClientPart } from './clients.mts';
import { END, inventName, START } from './names.mts';
import { organisationNumber, soleTraderNumber, vatNumber } from './organisationNumbers.mts';
import { pick } from './random.mts';

/** Ids of Kleer's category "Bransch", in the order of INDUSTRIES. */
export const INDUSTRY_ENTRY = 4501;
export const INDUSTRIES = ['Industri', 'Offentlig sektor', 'Tjänster', 'Handel'];

/** Invented companies; any likeness is chance. */
const TRADES = ['Bygg', 'Data', 'Energi', 'Fordon', 'Förlag', 'Handel', 'Kemi', 'Kraft', 'Livs', 'Logistik'];
const TRADES_2 = [
	'Media',
	'Medtech',
	'Pappers',
	'Plåt',
	'Skog',
	'Spel',
	'Stål',
	'Teknik',
	'Textil',
	'Verktyg',
];
const TOWNS = ['Stockholm', 'Göteborg', 'Malmö', 'Umeå', 'Västerås', 'Örebro', 'Luleå', 'Kiruna'];
const DAYS = [30, 30, 30, 20, 10, 45, 60];

/** A client beyond the first: ordinary, but for a few sole traders, inactive ones and pairs of departments. */
export function inventClient(
	index: number,
	people: number,
	next: () => number,
	names: Set<string>,
): ClientDraft {
	const part = partOf(index);
	const buyer = inventName(next);
	const wish = `${pick(next, START)}${pick(next, END)} ${pick(next, [...TRADES, ...TRADES_2])}`;
	let name = `${wish} AB`;
	for (let n = 2; names.has(name); n++) name = `${wish} ${n} AB`;
	names.add(name);
	// Departments come in pairs: the second has the first one's number.
	const serial = part === 'department' ? 200 + index - (index % 2) : 200 + index;
	const orgno = part === 'sole-trader' ? soleTraderNumber(2 * index, 'female') : organisationNumber(serial);
	return {
		part,
		client: {
			name,
			contact: index % 5 === 0 ? '' : `${buyer.first} ${buyer.last}`,
			address: { address1: `Industrivägen ${1 + (index % 90)}`, state: pick(next, TOWNS) },
			notes: index % 4 === 0 ? `Kund sedan ${2008 + (index % 16)}.` : '',
			orgno,
			'vat-nr': vatNumber(orgno),
			phone: index % 3 === 0 ? '' : `08-465 004 ${String(index % 100).padStart(2, '0')}`,
			user: { id: people > 0 ? FIRST_USER_ID + (index % people) : 0 },
			'payment-days': pick(next, DAYS),
			'dimension-entries': [{ id: INDUSTRY_ENTRY + (index % INDUSTRIES.length) }],
			active: part !== 'inactive',
		},
	};
}

function partOf(index: number): ClientPart {
	if (index % 40 === 20 || index % 40 === 21) return 'department';
	if (index % 40 === 30) return 'sole-trader';
	return index % 40 === 31 ? 'inactive' : 'ordinary';
}
