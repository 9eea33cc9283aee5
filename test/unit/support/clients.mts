import fc from 'fast-check';
import { expect } from 'vitest';
import {
	mapCustomers,
	type Client,
	type CustomersSetup,
	type MappedCustomer,
	type RejectedRecord,
} from '../../../rules';

/** Builders of Kleer clients that the unit tests of customers use. Every one is made up. */

/** A sole trader's organisation number: the personal number of someone who doesn't exist. */
export const SOLE_TRADER = '850302-2397';
/** Her VAT number. */
export const SOLE_TRADER_VAT = 'SE850302239701';
/** Finds her number in any spelling. */
export const ANY_SPELLING = /850302\D{0,2}2397/;

/** Ten digits with a right check digit from nine. */
export function withCheckDigit(nine: string): string {
	const sum = [...nine].reduce((total, digit, index) => {
		const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1);
		return total + Math.floor(doubled / 10) + (doubled % 10);
	}, 0);
	return `${nine}${(10 - (sum % 10)) % 10}`;
}

export const digits = (count: number) =>
	fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count }).map((all) => all.join(''));

/** Ten digits of a company, whose third is 2 or more, with a right checksum and not all the same. */
export const companyDigits = fc
	.tuple(digits(2), fc.integer({ min: 2, max: 9 }), digits(6))
	.map(([first, third, rest]) => withCheckDigit(`${first}${third}${rest}`))
	.filter((ten) => !/^(\d)\1*$/.test(ten));

/** Ten digits of a sole trader, whose third is 0 or 1, with a right checksum. */
export const personDigits = fc
	.tuple(digits(2), fc.integer({ min: 0, max: 1 }), digits(6))
	.map(([first, third, rest]) => withCheckDigit(`${first}${third}${rest}`))
	.filter((ten) => !/^(\d)\1*$/.test(ten));

/** The ways in which people write ten digits. */
export const SPELLINGS = [
	['plain', (ten: string) => ten],
	['with a dash', (ten: string) => `${ten.slice(0, 6)}-${ten.slice(6)}`],
	['with a space', (ten: string) => `${ten.slice(0, 6)} ${ten.slice(6)}`],
	['with spaces around', (ten: string) => ` ${ten.slice(0, 6)}-${ten.slice(6)} `],
	['with 16 before', (ten: string) => `16${ten}`],
	['with 19 before', (ten: string) => `19${ten}`],
	['with 20 before and a dash', (ten: string) => `20${ten.slice(0, 6)}-${ten.slice(6)}`],
] as const;

/** A setup that changes nothing: what the mapper node has when nothing was chosen. */
export function customersSetup(more: Partial<CustomersSetup> = {}): CustomersSetup {
	return {
		numberSource: 'foreignId',
		keyPrefix: '',
		peopleKeySource: 'internalId',
		includePrivatePersons: false,
		sendSoleTraderNumbers: true,
		paymentTermsPrefix: 'BV=',
		categoryTags: [],
		scope: { onlyCategories: [], notCategories: [], neverKeys: [] },
		modes: {},
		...more,
	};
}

/** A company with everything filled in. */
export function client(more: Partial<Client> = {}): Client {
	return {
		id: 12,
		foreignId: '1001',
		name: 'Nordan Bygg AB',
		active: true,
		clientType: 'Organisation',
		notes: 'Faktureras i förskott',
		organisationNumber: '556036-0793',
		vatNumber: 'SE556036079301',
		phone: '08-123 45 67',
		email: 'faktura@nordanbygg.se',
		countryCode: 'SE',
		currency: 'SEK',
		address: {
			address1: 'Storgatan 1',
			address2: null,
			zipCode: '111 22',
			city: 'Stockholm',
			country: 'Sverige',
		},
		contact: 'Berit Lund',
		responsible: { id: 17, internalId: 1017, foreignId: 'A17', name: 'Anna Berg' },
		paymentDays: 30,
		categories: [],
		...more,
	};
}

/** The same client with some fields that Kleer didn't return. */
export function clientWithout(...fields: Array<keyof Client>): Client {
	const whole: Partial<Client> = client();
	for (const field of fields) delete whole[field];
	return whole as Client;
}

/** What one client is mapped to. */
export function mappedClient(one: Client, setup: Partial<CustomersSetup> = {}): MappedCustomer {
	const { mapped, rejected } = mapCustomers([one], customersSetup(setup));
	expect(rejected).toEqual([]);
	expect(mapped).toHaveLength(1);
	return mapped[0]!.record;
}

export function rejectedClient(one: Client, setup: Partial<CustomersSetup> = {}): RejectedRecord {
	const { mapped, rejected } = mapCustomers([one], customersSetup(setup));
	expect(mapped).toEqual([]);
	expect(rejected).toHaveLength(1);
	return rejected[0]!.record;
}

/** What several clients are mapped to; all of them have to be. */
export function mappedClients(clients: Client[], setup: Partial<CustomersSetup> = {}): MappedCustomer[] {
	const { mapped, rejected } = mapCustomers(clients, customersSetup(setup));
	expect(rejected).toEqual([]);
	return mapped.map(({ record }) => record);
}
