import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CUSTOMER_RULES, mapCustomers, type Client, type CustomersSetup } from '../../../rules';
import {
	ANY_SPELLING,
	SOLE_TRADER,
	SOLE_TRADER_VAT,
	SPELLINGS,
	client,
	companyDigits,
	customersSetup,
	mappedClient,
	mappedClients,
	personDigits,
} from '../support/clients.mts';

const soleTrader = client({ organisationNumber: SOLE_TRADER, vatNumber: SOLE_TRADER_VAT });

describe('a sole trader’s numbers', () => {
	it('are sent where set-up sends them', () => {
		const { values } = mappedClient(soleTrader, { sendSoleTraderNumbers: true });
		expect(values).toMatchObject({ corporateIdentityNumber: SOLE_TRADER, vatNumber: SOLE_TRADER_VAT });
	});

	it.each(SPELLINGS)('written %s are left out where set-up leaves them out', (_how, spell) => {
		fc.assert(
			fc.property(personDigits, (ten) => {
				const record = mappedClient(
					client({ organisationNumber: spell(ten), vatNumber: `SE${ten}01`, contact: 'Berit Lund' }),
					{ sendSoleTraderNumbers: false },
				);
				expect(record.values.corporateIdentityNumber).toBeUndefined();
				expect(record.values.vatNumber).toBeUndefined();
				expect(record.values.name).toBe('Nordan Bygg AB');
			}),
			{ numRuns: 20 },
		);
	});

	it('that are left out clear nothing in Cinode, not even with mirror', () => {
		const record = mappedClient(soleTrader, {
			sendSoleTraderNumbers: false,
			modes: { corporateIdentityNumber: 'mirror', vatNumber: 'mirror' },
		});
		expect(record.values).not.toMatchObject({ corporateIdentityNumber: null });
		expect(record.values.corporateIdentityNumber).toBeUndefined();
		expect(record.values.vatNumber).toBeUndefined();
	});

	it.each<Partial<CustomersSetup>>([
		{ sendSoleTraderNumbers: false },
		{ modes: { corporateIdentityNumber: 'off', vatNumber: 'off' } },
	])('are in no part of the item with %j, which says only that there is one', (setup) => {
		const record = mappedClient(soleTrader, setup);
		expect(JSON.stringify(record)).not.toMatch(ANY_SPELLING);
		expect(record.unsentNumber).toEqual({});
	});

	it('are in no label, warning or note', () => {
		const { label, warnings, notes } = mappedClient(soleTrader);
		expect(JSON.stringify([label, warnings, notes])).not.toMatch(ANY_SPELLING);
	});

	it('are sensitive rows; a company’s are not', () => {
		const isSensitive = (field: string, value: string) => {
			const { sensitive } = CUSTOMER_RULES.find((rule) => rule.field === field)!;
			return typeof sensitive === 'function' ? sensitive(value) : Boolean(sensitive);
		};
		expect(isSensitive('corporateIdentityNumber', SOLE_TRADER)).toBe(true);
		expect(isSensitive('vatNumber', SOLE_TRADER_VAT)).toBe(true);
		expect(isSensitive('corporateIdentityNumber', '556036-0793')).toBe(false);
		expect(isSensitive('vatNumber', 'SE556036079301')).toBe(false);
	});

	it('of a company are sent whatever set-up says of sole traders', () => {
		const { values } = mappedClient(client(), { sendSoleTraderNumbers: false });
		expect(values).toMatchObject({ corporateIdentityNumber: '556036-0793', vatNumber: 'SE556036079301' });
	});
});

describe('a foreign client', () => {
	it.each([
		['DE', 'HRB 123456', 'DE136695976'],
		['NO', '987 654 325', 'NO987654325MVA'],
		['FI', '0112038-9', 'FI01120389'],
		['DK', '12345678', 'DK12345678'],
	])('of %s is sent with its numbers as they are', (countryCode, organisationNumber, vatNumber) => {
		const record = mappedClient(client({ countryCode, organisationNumber, vatNumber }), {
			sendSoleTraderNumbers: false,
		});
		expect(record.values).toMatchObject({
			country: countryCode,
			corporateIdentityNumber: organisationNumber,
			vatNumber,
		});
		expect(record.warnings).toEqual([]);
	});
});

describe('the number that links', () => {
	const linkOf = (organisationNumber: string | null | undefined, others: Client[] = []) =>
		mapCustomers([client({ organisationNumber: organisationNumber as string }), ...others], customersSetup())
			.mapped[0]!.record.linkNumber;
	const other = (more: Partial<Client>) => client({ id: 99, foreignId: '2099', name: 'Avd 2', ...more });

	it('is the organisation number, the same for every spelling', () => {
		fc.assert(
			fc.property(companyDigits, fc.constantFrom(...SPELLINGS), (ten, [, spell]) => {
				expect(linkOf(spell(ten))).toBeDefined();
				expect(linkOf(spell(ten))).toBe(linkOf(ten));
			}),
		);
	});

	it.each<[string, string | null | undefined]>([
		['empty', ''],
		['blank', '  '],
		['null', null],
		['absent', undefined],
		['all one digit', '000000-0000'],
		['all another digit', '9999999999'],
		['of wrong checksum', '556036-0794'],
	])('is none where the number is %s', (_what, number) => {
		expect(linkOf(number)).toBeUndefined();
	});

	it.each<[string, Partial<Client>]>([
		['an active client', {}],
		['an inactive client', { active: false }],
		['a client that is out of scope', { categories: [{ id: 6, name: 'Prospekt' }] }],
		['a client without number, which is rejected', { foreignId: null }],
		['a nameless client, which is rejected', { name: null }],
		['a private person, who is left out', { clientType: 'Person' }],
		['a client never to be synced', { foreignId: '7' }],
	])('is none where %s has it too, in another spelling', (_who, more) => {
		const setup = customersSetup({
			scope: { onlyCategories: [], notCategories: [{ id: 6, name: 'Prospekt' }], neverKeys: ['7'] },
		});
		const clients = [client(), other({ organisationNumber: '16 5560360793', ...more })];
		const { mapped } = mapCustomers(clients, setup);
		for (const { record } of mapped) expect(record.linkNumber).toBeUndefined();
		expect(mapped.length).toBeGreaterThan(0);
	});

	it('is none for three departments of one region, and stays for the others', () => {
		const regions = [1, 2, 3].map((id) => client({ id, foreignId: String(id), name: `Avd ${id}` }));
		const records = mappedClients([...regions, other({ organisationNumber: '556016-0680' })]);
		expect(records.map(({ linkNumber }) => linkNumber !== undefined)).toEqual([false, false, false, true]);
		for (const { values } of records.slice(0, 3)) {
			expect(values.corporateIdentityNumber).toBe('556036-0793');
		}
	});

	it('of a foreign client is another one than a Swedish one of the same digits', () => {
		const clients = [client(), other({ organisationNumber: 'DE5560360793' })];
		const [one, two] = mappedClients(clients).map(({ linkNumber }) => linkNumber);
		expect(one).toBeDefined();
		expect(two).toBeDefined();
		expect(one).not.toBe(two);
	});

	it('does not link where the row is off: off is "never read, never sent"', () => {
		const record = mappedClient(client(), { modes: { corporateIdentityNumber: 'off' } });
		expect(record.linkNumber).toBeUndefined();
	});
});
