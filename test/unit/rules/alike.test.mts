import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alikeDate, alikeExactly, alikeNumber, alikePhone, alikeText, type FieldValue } from '../../../rules';

type Alike = (wanted: FieldValue, current: FieldValue) => boolean;

const phones = ['070-123 45 67', '0701234567', '+46701234567', '+46 (0)70 123 45 67', '0046 70-1234567'];

describe('phones', () => {
	it.each(phones.flatMap((one) => phones.map((other) => [one, other])))('%s is %s', (one, other) => {
		expect(alikePhone(one, other)).toBe(true);
	});

	it.each([
		['070-123 45 67', '070-123 45 68'],
		['070-123 45 67', '+4770 123 45 67'],
		['070-123 45 67', '+358 70 123 45 67'],
		['08-12 34 56', '018-12 34 56'],
		['070-123 45 67', ''],
		['070-123 45 67', '7 01'],
		['ask the reception', 'ask the office'],
	])('%s is not %j', (one, other) => {
		expect(alikePhone(one, other)).toBe(false);
	});

	it('are the same number however spaces and dashes are put in', () => {
		const digits = fc.stringMatching(/^[1-9]\d{5,9}$/);
		const noise = fc.array(fc.constantFrom('', ' ', '-', ' - ', '\u00a0', '/'), {
			minLength: 10,
			maxLength: 10,
		});
		fc.assert(
			fc.property(digits, noise, noise, (number, one, other) => {
				const spread = (gaps: string[]) => [...number].map((digit, at) => digit + (gaps[at] ?? '')).join('');
				expect(alikePhone(`0${spread(one)}`, `+46${spread(other)}`)).toBe(true);
			}),
		);
	});

	it('are different when any digit differs', () => {
		fc.assert(
			fc.property(
				fc.stringMatching(/^[1-9]\d{6,9}$/),
				fc.nat(),
				fc.integer({ min: 1, max: 9 }),
				(number, at, off) => {
					const index = 1 + (at % (number.length - 1));
					const other =
						number.slice(0, index) + ((Number(number[index]) + off) % 10) + number.slice(index + 1);
					expect(alikePhone(`0${number}`, `0${other}`)).toBe(false);
				},
			),
		);
	});
});

describe('text', () => {
	it.each([
		['Anna Berg', ' anna   BERG '],
		['ÅSA', 'åsa'],
		['A\u030asa', 'Åsa'],
		['a\u00a0b', 'a b'],
	])('%j is %j', (one, other) => {
		expect(alikeText(one, other)).toBe(true);
	});

	it.each([
		['Anna', 'Ana'],
		['Åsa', 'Asa'],
		['Anna Berg', 'AnnaBerg'],
		['a', ''],
	])('%j is not %j', (one, other) => {
		expect(alikeText(one, other)).toBe(false);
	});

	it('compared exactly minds case, but not spaces around it', () => {
		expect(alikeExactly(' 32 ', '32')).toBe(true);
		expect(alikeExactly('a', 'A')).toBe(false);
		expect(alikeExactly('3 2', '32')).toBe(false);
	});
});

describe('dates and numbers', () => {
	it('compare dates as dates', () => {
		expect(alikeDate('2026-01-31', '2026-01-31T00:00:00')).toBe(true);
		expect(alikeDate('2026-01-31', '2026-01-31T23:59:59Z')).toBe(true);
		expect(alikeDate('2026-01-31', '2026-02-01T00:00:00')).toBe(false);
	});

	it('compare numbers as numbers, also when one is text', () => {
		expect(alikeNumber(100, '100')).toBe(true);
		expect(alikeNumber(100, '100.0')).toBe(true);
		expect(alikeNumber(100, 99)).toBe(false);
	});
});

describe.each<[string, Alike, fc.Arbitrary<FieldValue>]>([
	['alikeText', alikeText, fc.string({ unit: 'grapheme' })],
	['alikePhone', alikePhone, fc.oneof(fc.string(), fc.stringMatching(/^[+0]?[\d \-()]{3,15}$/))],
	['alikeDate', alikeDate, fc.oneof(fc.string(), fc.constantFrom('2026-01-31', '2026-01-31T00:00:00'))],
	['alikeNumber', alikeNumber, fc.oneof(fc.integer(), fc.integer().map(String))],
	['alikeExactly', alikeExactly, fc.string({ unit: 'grapheme' })],
])('%s', (_name, alike, values) => {
	it('says that everything is alike itself', () => {
		fc.assert(
			fc.property(values, (value) => {
				expect(alike(value, value)).toBe(true);
			}),
		);
	});

	it('says the same in both directions', () => {
		const pairs = fc.oneof(
			fc.tuple(values, values),
			values.map((value) => [value, ` ${String(value)}`] as const),
		);
		fc.assert(
			fc.property(pairs, ([one, other]) => {
				expect(alike(one, other)).toBe(alike(other, one));
			}),
		);
	});
});
