import type { editClient } from '../../sandbox/index.mts';
import { organisationNumber, vatNumber } from '../../sandbox/seed/organisationNumbers.mts';
import type { NamedCustomer } from './stores.mts';

type Edit = Parameters<typeof editClient>[2] & {
	/** Our Reference, by name. */
	reference?: string;
	/** Ids of categories. */
	categories?: number[];
};

type Held = { [Field in keyof NamedCustomer]?: unknown };

/** A row of the customers table, as edits in Kleer and what Cinode holds after each. */
export interface CustomerRow {
	row: string;
	/** What results call it. */
	field: string;
	from: Edit;
	to: Edit;
	clear: Edit;
	/** Held after the first. */
	old: Held;
	/** Held after the second. */
	now: Held;
	/** Held after the third, where that isn't what was there. */
	cleared?: Held;
	/** Held after the third in mode Mirror, where the row allows it. */
	mirrored?: Held;
	/** Held after the first again, where something of the second stays. */
	restored?: Held;
}

const address = (address1: string, address2: string, zip: string, city: string, country: string) => ({
	address1,
	address2,
	'zip-code': zip,
	state: city,
	country,
});
const held = (
	street1: string | null,
	street2: string | null,
	zipCode: string | null,
	city: string | null,
) => ({
	invoice: [{ street1, street2, zipCode, city }],
});
const NOWHERE = { address: address('', '', '', '', ''), email: '' };
const NO_ADDRESS = {
	invoice: [{ street1: null, street2: null, zipCode: null, city: null, country: null, email: null }],
};

export const ROWS: CustomerRow[] = [
	{
		row: 'name',
		field: 'Name',
		// By the number it is known again after it was rejected.
		from: { name: 'Gamla Namnet AB', orgno: organisationNumber(900) },
		to: { name: 'Nya Namnet i Åhus AB' },
		clear: { name: '' },
		old: { name: 'Gamla Namnet AB' },
		now: { name: 'Nya Namnet i Åhus AB' },
	},
	{
		row: 'notes',
		field: 'Description',
		from: { notes: 'Kund sedan 2019.' },
		to: { notes: 'Kund sedan 2019.\n\nMärk fakturor "åäö".\nInga samtal på fredagar.' },
		clear: { notes: '' },
		old: { description: 'Kund sedan 2019.' },
		now: { description: 'Kund sedan 2019.\n\nMärk fakturor "åäö".\nInga samtal på fredagar.' },
		mirrored: { description: null },
	},
	{
		row: 'organisation number',
		field: 'Organisation Number',
		from: { orgno: organisationNumber(901) },
		to: { orgno: organisationNumber(902) },
		clear: { orgno: '' },
		old: { corporateIdentityNumber: organisationNumber(901) },
		now: { corporateIdentityNumber: organisationNumber(902) },
		mirrored: { corporateIdentityNumber: null },
	},
	{
		row: 'VAT number',
		field: 'VAT Number',
		from: { 'vat-nr': vatNumber(organisationNumber(903)) },
		to: { 'vat-nr': 'DE999000172' },
		clear: { 'vat-nr': '' },
		old: { vatNumber: vatNumber(organisationNumber(903)) },
		now: { vatNumber: 'DE999000172' },
		mirrored: { vatNumber: null },
	},
	{
		row: 'phone',
		field: 'Phone',
		from: { phone: '08-465 004 51' },
		to: { phone: '+46 8 465 004 52' },
		clear: { phone: '' },
		old: { phone: '08-465 004 51' },
		now: { phone: '+46 8 465 004 52' },
		mirrored: { phone: null },
	},
	{
		row: 'country',
		field: 'Country',
		from: { 'country-code': 'SE' },
		to: { 'country-code': 'NO' },
		clear: { 'country-code': '' },
		old: { country: 'SE' },
		now: { country: 'NO' },
	},
	{
		row: 'currency',
		field: 'Currency',
		from: { 'currency-type': 'SEK' },
		to: { 'currency-type': 'EUR' },
		clear: { 'currency-type': '' },
		old: { currency: 'SEK' },
		now: { currency: 'EUR' },
	},
	{
		row: 'address, moved',
		field: 'Customer Invoice Address',
		from: {
			address: address('Gamla vägen 1', 'Plan 2', '123 45', 'Luleå', 'Sverige'),
			email: 'gammal@flytt.example',
		},
		to: { address: address('Prøvegata 8', 'Etasje 3', '5003', 'Bergen', 'Norge'), email: 'ny@flytt.example' },
		clear: NOWHERE,
		old: held('Gamla vägen 1', 'Plan 2', '123 45', 'Luleå'),
		now: {
			invoice: [
				{
					street1: 'Prøvegata 8',
					street2: 'Etasje 3',
					zipCode: '5003',
					city: 'Bergen',
					country: 'Norge',
					email: 'ny@flytt.example',
				},
			],
		},
		mirrored: NO_ADDRESS,
	},
	{
		row: 'address, only the city',
		field: 'Customer Invoice Address',
		from: { address: address('Stadsgatan 1', 'Plan 4', '123 45', 'Kalmar', 'Sverige') },
		to: { address: { state: 'Växjö' } },
		clear: NOWHERE,
		old: held('Stadsgatan 1', 'Plan 4', '123 45', 'Kalmar'),
		now: held('Stadsgatan 1', 'Plan 4', '123 45', 'Växjö'),
		mirrored: NO_ADDRESS,
	},
	{
		// The second line belongs to the first: it goes with another street.
		row: 'address, second line gone',
		field: 'Customer Invoice Address',
		from: { address: address('Boxgatan 1', 'Box 77', '123 45', 'Falun', 'Sverige') },
		to: { address: { address1: 'Nygatan 2', address2: '' } },
		clear: NOWHERE,
		old: held('Boxgatan 1', 'Box 77', '123 45', 'Falun'),
		now: held('Nygatan 2', null, '123 45', 'Falun'),
		mirrored: NO_ADDRESS,
	},
	{
		row: 'our reference',
		field: 'Customer Responsible',
		from: { reference: 'von Stensjö' },
		to: { reference: 'Nyåkern' },
		clear: { reference: 'nobody' },
		old: { managers: ['Jörgen von Stensjö'] },
		now: { managers: ['Jörgen von Stensjö', 'Elin Nyåkern'] },
		restored: { managers: ['Jörgen von Stensjö', 'Elin Nyåkern'] },
	},
	{
		row: 'your reference',
		field: 'Customer Contact',
		from: { contact: 'Anna von Provberg' },
		to: { contact: 'Bo Provlund' },
		clear: { contact: '' },
		old: { contacts: ['Anna von Provberg'] },
		now: { contacts: ['Anna von Provberg', 'Bo Provlund'] },
		restored: { contacts: ['Anna von Provberg', 'Bo Provlund'] },
	},
	{
		row: 'terms of payment',
		field: 'Tags',
		from: { 'payment-days': 20 },
		to: { 'payment-days': 45 },
		// Cash: a number like any other.
		clear: { 'payment-days': 0 },
		old: { tags: ['BV=20'] },
		now: { tags: ['Ramavtal', 'BV=45'] },
		cleared: { tags: ['Ramavtal', 'BV=0'] },
		restored: { tags: ['Ramavtal', 'BV=20'] },
	},
	{
		row: 'categories',
		field: 'Tags',
		from: { categories: [4501, 4502] },
		to: { categories: [4502, 4504] },
		clear: { categories: [] },
		old: { tags: ['Industri', 'BV=30'] },
		now: { tags: ['BV=30', 'Ramavtal', 'Handelskund'] },
		cleared: { tags: ['BV=30', 'Ramavtal'] },
		restored: { tags: ['BV=30', 'Ramavtal', 'Industri'] },
	},
];
