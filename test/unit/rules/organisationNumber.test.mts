import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	alikeOrganisationNumber,
	alikeVatNumber,
	comparableOrganisationNumber,
	isPersonsNumber,
	linkableOrganisationNumber,
} from '../../../rules';
import { SPELLINGS, companyDigits, digits, personDigits } from '../support/clients.mts';

describe('a Swedish organisation number', () => {
	it.each(SPELLINGS)('%s is the same as its ten digits', (_how, spell) => {
		fc.assert(
			fc.property(companyDigits, (ten) => {
				expect(comparableOrganisationNumber(spell(ten))).toBe(comparableOrganisationNumber(ten));
				expect(alikeOrganisationNumber(spell(ten), ten)).toBe(true);
				expect(alikeOrganisationNumber(ten, spell(ten))).toBe(true);
			}),
		);
	});

	it('is another one when a single digit differs', () => {
		fc.assert(
			fc.property(companyDigits, fc.nat(9), fc.integer({ min: 1, max: 9 }), (ten, at, step) => {
				const changed = [...ten].map((digit, index) => (index === at ? (Number(digit) + step) % 10 : digit));
				expect(alikeOrganisationNumber(ten, changed.join(''))).toBe(false);
			}),
		);
	});

	it('is not like a part of itself or a longer number', () => {
		fc.assert(
			fc.property(companyDigits, digits(1), (ten, digit) => {
				expect(alikeOrganisationNumber(ten, ten.slice(1))).toBe(false);
				expect(alikeOrganisationNumber(ten, `${ten}${digit}`)).toBe(false);
			}),
		);
	});
});

describe('a foreign number is compared letter by letter', () => {
	it.each<[string, string, string, boolean]>([
		['is like itself', 'HRB 12345', 'HRB 12345', true],
		['of other letters is another one', 'HRB 12345', 'HRA 12345', false],
		['is not like its digits alone', 'NO 987 654 325 MVA', '987654325', false],
		['of nine digits (Norway) is like itself', '987654325', '987654325', true],
		['of nine digits is not like ten that hold them', '987654325', '5987654325', false],
		['of eight digits (Denmark) with 16 before is another one', '12345678', '1612345678', false],
	])('%s', (_what, one, other, alike) => {
		expect(alikeOrganisationNumber(one, other)).toBe(alike);
	});

	it('and never meets a Swedish one', () => {
		fc.assert(
			fc.property(companyDigits, fc.constantFrom('DE', 'HRB', 'FI-', 'NO'), (ten, letters) => {
				expect(alikeOrganisationNumber(`${letters}${ten}`, ten)).toBe(false);
			}),
		);
	});
});

describe('a VAT number', () => {
	it.each<[string, string, string, boolean]>([
		['is like itself', 'SE556036079301', 'SE556036079301', true],
		['with separators is the same', 'SE 556036-0793 01', 'SE556036079301', true],
		['of another company is another one', 'SE556036079301', 'SE556016068001', false],
		['of another country is another one', 'DE136695976', 'AT136695976', false],
		['of Germany is like itself', 'DE136695976', 'DE136695976', true],
	])('%s', (_what, one, other, alike) => {
		expect(alikeVatNumber(one, other)).toBe(alike);
	});
});

describe('a number may link', () => {
	it('when it is Swedish, in any spelling, with a right checksum', () => {
		fc.assert(
			fc.property(companyDigits, fc.constantFrom(...SPELLINGS), (ten, [, spell]) => {
				const link = linkableOrganisationNumber(spell(ten));
				expect(link).toBeDefined();
				expect(link).toBe(linkableOrganisationNumber(ten));
			}),
		);
	});

	it('not with a wrong checksum, whatever its spelling', () => {
		fc.assert(
			fc.property(companyDigits, fc.integer({ min: 1, max: 9 }), (ten, step) => {
				const wrong = `${ten.slice(0, 9)}${(Number(ten[9]) + step) % 10}`;
				for (const [, spell] of SPELLINGS) expect(linkableOrganisationNumber(spell(wrong))).toBeUndefined();
			}),
		);
	});

	it.each(['', ' ', '0000000000', '000000-0000', '1111111111', '999999-9999', '-', 'saknas'])(
		'not when it is %j',
		(number) => {
			expect(linkableOrganisationNumber(number)).toBeUndefined();
		},
	);

	it.each(['HRB 123456', 'DE136695976', '987654325'])('when it is foreign: %s', (number) => {
		expect(linkableOrganisationNumber(number)).toBeDefined();
	});
});

describe("a sole trader's number", () => {
	it.each(SPELLINGS)('%s is known by its third digit, 0 or 1', (_how, spell) => {
		fc.assert(
			fc.property(personDigits, companyDigits, (person, company) => {
				expect(isPersonsNumber(spell(person))).toBe(true);
				expect(isPersonsNumber(spell(company))).toBe(false);
			}),
		);
	});

	it('is known in her VAT number', () => {
		fc.assert(
			fc.property(personDigits, companyDigits, (person, company) => {
				expect(isPersonsNumber(`SE${person}01`)).toBe(true);
				expect(isPersonsNumber(`SE${company}01`)).toBe(false);
			}),
		);
	});

	it.each(['SE 850302-2397 01', 'se850302239701', 'SE 8503022397 01'])(
		'is known in the VAT number written %s',
		(number) => {
			expect(isPersonsNumber(number)).toBe(true);
		},
	);

	it.each([
		['a VAT number without its country', '850302239701'],
		['a VAT number with a dash after its country', 'SE-850302-2397-01'],
		['a VAT number without its last 01', 'SE8503022397'],
		['a VAT number without its last 01, with a dash', 'SE850302-2397'],
		['a VAT number with 19 before the ten digits', 'SE19850302239701'],
		['with an en dash', '850302–2397'],
		['with a minus sign', '850302−2397'],
		['with a non-breaking hyphen', '850302‑2397'],
		['with a dot', '850302.2397'],
		['with a plus (100 years or more)', '850302+2397'],
		['with two dashes', '85-03-02-2397'],
		['with a dash after the century', '1985-03-02-2397'],
		['with a dash and spaces', '850302 - 2397'],
		['with a no-break space', '850302\u00a02397'],
		['with a word before it', 'Org.nr 850302-2397'],
		['with a word behind it', '850302-2397 (enskild firma)'],
		['with a zero-width space', '850302\u200b2397'],
	])('is known written as %s', (_how, number) => {
		expect(isPersonsNumber(number)).toBe(true);
	});

	it('stays sensitive where its checksum is wrong: a misread personal number is one all the same', () => {
		expect(isPersonsNumber('850302-2398')).toBe(true);
	});

	it.each(['DE136695976', 'HRB 850302', 'NO 810302239 MVA', '987654325', '', null, 5])(
		'is not %j',
		(value) => {
			expect(isPersonsNumber(value)).toBe(false);
		},
	);
});
