import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CUSTOMER_RULES, mapCustomers, type Client, type Mode } from '../../../rules';
import { client, clientWithout, customersSetup, mappedClient, rejectedClient } from '../support/clients.mts';
import { valueOf } from '../support/values.mts';

const ADDRESS = {
	street1: 'Storgatan 1',
	street2: null,
	zipCode: '111 22',
	city: 'Stockholm',
	country: 'Sverige',
	email: 'faktura@nordanbygg.se',
};

/** Kleer's field, the target's name in `values`, and the value of the client that has everything. */
const ROWS: Array<[keyof Client, string, unknown]> = [
	['foreignId', 'identification', '1001'],
	['name', 'name', 'Nordan Bygg AB'],
	['notes', 'description', 'Faktureras i förskott'],
	['organisationNumber', 'corporateIdentityNumber', '556036-0793'],
	['vatNumber', 'vatNumber', 'SE556036079301'],
	['phone', 'phone', '08-123 45 67'],
	['countryCode', 'country', 'SE'],
	['currency', 'currency', 'SEK'],
	['responsible', 'customerResponsible', '1017'],
	['contact', 'customerContact', 'Berit Lund'],
];
const OPTIONAL = ROWS.filter(([source]) => source !== 'foreignId' && source !== 'name');

describe('a client’s fields', () => {
	it.each(ROWS)('%s is mapped to %s', (_source, field, value) => {
		expect(valueOf(mappedClient(client()), field)).toEqual(value);
	});

	it('address and e-mail are mapped to the invoice address', () => {
		expect(mappedClient(client()).values.invoiceAddress).toEqual(ADDRESS);
	});

	it('are those of the table and no others', () => {
		const fields = CUSTOMER_RULES.map(({ field }) => field).sort();
		expect(Object.keys(mappedClient(client()).values).sort()).toEqual(fields);
	});

	it.each(OPTIONAL)('%s that Kleer did not return is not in the values', (source, field) => {
		const record = mappedClient(clientWithout(source));
		expect(valueOf(record, field)).toBeUndefined();
		expect(record.values.name).toBe('Nordan Bygg AB');
	});

	it.each(OPTIONAL)('%s that Kleer says is empty is null', (source, field) => {
		expect(valueOf(mappedClient(client({ [source]: null })), field)).toBeNull();
	});

	const texts = OPTIONAL.filter(([source]) => source !== 'responsible' && source !== 'currency');
	it.each(texts)('blank %s is also empty', (source, field) => {
		for (const blank of ['', '   ']) {
			expect(valueOf(mappedClient(client({ [source]: blank })), field)).toBeNull();
		}
	});

	it.each(OPTIONAL)('%s that is empty or absent makes no warning', (source) => {
		expect(mappedClient(clientWithout(source)).warnings).toEqual([]);
		expect(mappedClient(client({ [source]: null })).warnings).toEqual([]);
	});

	it('make no warning when all is well', () => {
		const record = mappedClient(client());
		expect(record.warnings).toEqual([]);
		expect(record.notCreated).toBeUndefined();
	});
});

describe('the name', () => {
	it.each([null, '', '  ', undefined])('of %j rejects the client: Cinode needs one', (name) => {
		const { reasons } = rejectedClient({ ...client(), name });
		expect(reasons.join()).toMatch(/name/i);
	});

	it('is trimmed', () => {
		expect(mappedClient(client({ name: '  Nordan Bygg AB ' })).values.name).toBe('Nordan Bygg AB');
	});

	it('stands in the label, with the number', () => {
		const { label } = mappedClient(client());
		expect(label).toContain('Nordan Bygg AB');
		expect(label).toContain('1001');
	});
});

describe('internal notes', () => {
	it('keep their line breaks and all of their 5,000 characters', () => {
		const notes = `Rad 1\nRad 2\r\n\tRad 3 "citat" <b> åäö 🙂\n${'x'.repeat(4900)}\nslut`;
		const { values, warnings } = mappedClient(client({ notes }));
		expect(values.description).toBe(notes);
		expect(warnings).toEqual([]);
	});

	it('are not cut, whatever they hold', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1, maxLength: 5000, unit: 'grapheme' }), (text) => {
				const notes = `a${text}z`;
				expect(mappedClient(client({ notes })).values.description).toBe(notes);
			}),
			{ numRuns: 30 },
		);
	});
});

describe('country and currency', () => {
	it.each([
		['countryCode', 'country', 'se', 'SE'],
		['countryCode', 'country', ' NO ', 'NO'],
		['currency', 'currency', 'eur', 'EUR'],
		['currency', 'currency', ' SEK', 'SEK'],
	])('%s is an ISO code: %j → %j', (source, field, given, code) => {
		expect(valueOf(mappedClient(client({ [source]: given })), field)).toBe(code);
	});
});

describe('the invoice address', () => {
	const blank = { address1: null, address2: null, zipCode: null, city: null, country: null };
	const addressOf = (more: Partial<Client>) => mappedClient(client(more)).values.invoiceAddress;

	it('may have only a city', () => {
		expect(addressOf({ email: null, address: { ...blank, city: 'Umeå' } })).toEqual({
			street1: null,
			street2: null,
			zipCode: null,
			city: 'Umeå',
			country: null,
			email: null,
		});
	});

	it('may have only the e-mail', () => {
		expect(addressOf({ address: blank })).toMatchObject({ street1: null, city: null, email: ADDRESS.email });
	});

	it('is empty when Kleer says that every part is', () => {
		expect(addressOf({ email: null, address: blank })).toBeNull();
		const spaces = { address1: ' ', address2: '', zipCode: ' ', city: '', country: '  ' };
		expect(addressOf({ email: '', address: spaces })).toBeNull();
	});

	it('is not said when Kleer returned neither address nor e-mail', () => {
		expect(mappedClient(clientWithout('address', 'email')).values.invoiceAddress).toBeUndefined();
	});

	it('takes address1 as the street, address2 as the second line and state as the city', () => {
		const address = { ...blank, address1: 'Box 5', address2: 'c/o Eko', city: 'Lund', zipCode: '22100' };
		expect(addressOf({ address })).toMatchObject({
			street1: 'Box 5',
			street2: 'c/o Eko',
			city: 'Lund',
			zipCode: '22100',
		});
	});
});

describe('modes', () => {
	const mappedWith = (modes: Record<string, Mode>) =>
		mapCustomers([client()], customersSetup({ modes })).mapped[0]!.record;

	it.each(CUSTOMER_RULES.map(({ field }) => field))('%s follows the source by default', (field) => {
		const rule = CUSTOMER_RULES.find((one) => one.field === field)!;
		expect(rule.mode).toBe('always');
		expect(mappedWith({}).modes[field] ?? 'always').toBe('always');
	});

	it.each(['identification', 'name'])('of %s are locked: set-up can’t change or switch it off', (field) => {
		const rule = CUSTOMER_RULES.find((one) => one.field === field)!;
		expect(rule.choices).toEqual([]);
		for (const mode of ['off', 'onCreate', 'ifEmpty', 'mirror'] as const) {
			const record = mappedWith({ [field]: mode });
			expect(valueOf(record, field)).toBeDefined();
			expect(record.modes[field] ?? 'always').toBe('always');
		}
	});

	const open = CUSTOMER_RULES.filter(({ choices }) => choices.length > 0);
	it.each(open.map(({ field }) => field))('%s switched off is never read', (field) => {
		expect(mappedWith({ [field]: 'off' }).values).not.toHaveProperty(field);
	});

	it.each(open.flatMap(({ field, choices }) => choices.map((mode) => [field, mode] as const)))(
		'%s may be %s',
		(field, mode) => {
			if (mode === 'off' || mode === 'always') return;
			expect(mappedWith({ [field]: mode }).modes[field]).toBe(mode);
		},
	);

	it('are all that are open: every row but the key and the name', () => {
		expect(CUSTOMER_RULES.filter(({ choices }) => choices.length === 0).map(({ field }) => field)).toEqual([
			'identification',
			'name',
		]);
	});
});
