import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GENDER, readPersonalNumber } from '../../../rules';

const TODAY = '2026-11-23';

/** The check digit as Skatteverket describes it (SKV 704): written apart from the code under test. */
function checkDigit(nineDigits: string): number {
	const sum = [...nineDigits]
		.map((digit, index) => String(Number(digit) * [2, 1][index % 2]!))
		.flatMap((product) => [...product])
		.reduce((total, digit) => total + Number(digit), 0);
	return (10 - (sum % 10)) % 10;
}

interface Person {
	/** YYYY-MM-DD */
	birthDate: string;
	/** Three digits; never makes "0000" with its check digit. */
	serial: string;
	coordination: boolean;
}

/** Six date digits and four last ones, without sign. */
function tenDigits({ birthDate, serial, coordination }: Person): string {
	const [year, month, day] = birthDate.split('-') as [string, string, string];
	const nine = `${year.slice(2)}${month}${coordination ? Number(day) + 60 : day}${serial}`;
	return `${nine}${checkDigit(nine)}`;
}

function twelveDigits(person: Person): string {
	return person.birthDate.slice(0, 2) + tenDigits(person);
}

function person(from: string, to: string): fc.Arbitrary<Person> {
	return fc.record({
		birthDate: fc
			.date({ min: new Date(`${from}T00:00:00Z`), max: new Date(`${to}T00:00:00Z`), noInvalidDate: true })
			.map((date) => date.toISOString().slice(0, 10)),
		serial: fc.integer({ min: 1, max: 999 }).map((number) => String(number).padStart(3, '0')),
		coordination: fc.boolean(),
	});
}

const genderOf = (serial: string) => (Number(serial[2]) % 2 === 1 ? GENDER.male : GENDER.female);

describe('a valid personal number', () => {
	it('of twelve digits says birth date and gender, whatever the century', () => {
		fc.assert(
			fc.property(person('1860-01-01', TODAY), fc.constantFrom('', '-'), (someone, sign) => {
				const digits = twelveDigits(someone);
				const reading = readPersonalNumber(`${digits.slice(0, 8)}${sign}${digits.slice(8)}`, TODAY);
				expect(reading).toEqual({ birthDate: someone.birthDate, gender: genderOf(someone.serial) });
			}),
		);
	});

	it('of ten digits with a dash says the birth date of someone of 13 years or more, under 100', () => {
		fc.assert(
			fc.property(person('1927-01-01', '2013-11-23'), fc.constantFrom('', '-'), (someone, sign) => {
				const digits = tenDigits(someone);
				const reading = readPersonalNumber(`${digits.slice(0, 6)}${sign}${digits.slice(6)}`, TODAY);
				expect(reading).toEqual({ birthDate: someone.birthDate, gender: genderOf(someone.serial) });
			}),
		);
	});

	it('of ten digits with a plus says the birth date of someone who turns 100 or more this year', () => {
		fc.assert(
			fc.property(person('1827-01-01', '1926-12-31'), (someone) => {
				const digits = tenDigits(someone);
				const reading = readPersonalNumber(`${digits.slice(0, 6)}+${digits.slice(6)}`, TODAY);
				expect(reading).toEqual({ birthDate: someone.birthDate, gender: genderOf(someone.serial) });
			}),
		);
	});

	it('may be written with spaces around and inside', () => {
		fc.assert(
			fc.property(
				person('1930-01-01', '2010-01-01'),
				fc.constantFrom(' ', '\t', '\u00a0'),
				(someone, space) => {
					const digits = twelveDigits(someone);
					const spaced = `${space}${digits.slice(0, 8)}${space}-${space}${digits.slice(8)}${space}`;
					expect(readPersonalNumber(spaced, TODAY).birthDate).toBe(someone.birthDate);
				},
			),
		);
	});

	it("is Skatteverket's own example: 811228-9874 is a man born on 28 December 1981", () => {
		expect(readPersonalNumber('811228-9874', TODAY)).toEqual({
			birthDate: '1981-12-28',
			gender: GENDER.male,
		});
	});

	it("is the tax agency's own example of a coordination number: 701063-2391 is born on 3 October 1970", () => {
		expect(readPersonalNumber('701063-2391', TODAY)).toEqual({
			birthDate: '1970-10-03',
			gender: GENDER.male,
		});
	});
});

describe('the century of twelve digits', () => {
	it.each([
		['00120101', undefined],
		['10850302', undefined],
		['17991231', undefined],
		['18000101', '1800-01-01'],
	])('in %s: %s', (date, birthDate) => {
		const reading = readPersonalNumber(`${date}123${checkDigit(`${date.slice(2)}123`)}`, TODAY);
		expect(reading.birthDate).toBe(birthDate);
		expect(reading.problem === undefined).toBe(birthDate !== undefined);
	});
});

describe('the century of ten digits', () => {
	const number = (shortDate: string, sign = '-') => `${shortDate}${sign}123${checkDigit(`${shortDate}123`)}`;

	it.each([
		['who turned 13 today is born in this century', '131123', '2013-11-23'],
		['who would be 13 tomorrow is a hundred years older', '131124', '1913-11-24'],
		['who would be a baby is a hundred years older', '260101', '1926-01-01'],
		['whose birth date would lie ahead is a hundred years older', '270101', '1927-01-01'],
		['is of the last century', '990101', '1999-01-01'],
		['born in the first year of this century', '000101', '2000-01-01'],
		['born on the leap day of 2000', '000229', '2000-02-29'],
	])('someone %s', (_what, shortDate, birthDate) => {
		expect(readPersonalNumber(number(shortDate), TODAY).birthDate).toBe(birthDate);
	});

	it.each([
		['850302', '1885-03-02'],
		['200101', '1920-01-01'],
		['261231', '1926-12-31'],
		['270101', '1827-01-01'],
	])('with a plus is the one in which %s turned 100 already or does so this year', (shortDate, birthDate) => {
		expect(readPersonalNumber(number(shortDate, '+'), TODAY).birthDate).toBe(birthDate);
	});

	it('never makes anyone younger than 13 or born in the future, on any day', () => {
		const anyDay = fc
			.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
			.map((date) => date.toISOString().slice(0, 10));
		fc.assert(
			fc.property(
				anyDay,
				person('1900-01-01', '1999-12-31'),
				fc.constantFrom('-', '+', ''),
				(today, someone, sign) => {
					const digits = tenDigits(someone);
					const { birthDate } = readPersonalNumber(`${digits.slice(0, 6)}${sign}${digits.slice(6)}`, today);
					// 29 February may not exist in the other century: then nothing is said.
					if (birthDate === undefined) {
						expect(someone.birthDate.slice(5)).toBe('02-29');
						return;
					}
					const thirteenth = `${Number(birthDate.slice(0, 4)) + 13}${birthDate.slice(4)}`;
					expect(thirteenth <= today).toBe(true);
				},
			),
		);
	});
});

describe('a coordination number whose month or day nobody knows', () => {
	it.each([
		['neither month nor day', '790060-2389', '19790060-2389'],
		['month, but no day', '790460-2385', '19790460-2385'],
		['day, but no month', '790065-2384', '19790065-2384'],
	])('%s: says the gender alone', (_what, ten, twelve) => {
		expect(readPersonalNumber(ten, TODAY)).toEqual({ gender: GENDER.female });
		expect(readPersonalNumber(twelve, TODAY)).toEqual({ gender: GENDER.female });
	});

	it.each(['790060-T238', '790060-0000'])('%s says nothing, and is not wrong', (text) => {
		expect(readPersonalNumber(text, TODAY)).toEqual({});
	});

	it('with a wrong check digit is wrong', () => {
		expect(readPersonalNumber('790060-2388', TODAY)).toEqual({ problem: expect.any(String) });
	});

	it('of a year to come is wrong', () => {
		const nine = '990060238';
		const reading = readPersonalNumber(`2099${nine.slice(2, 6)}${nine.slice(6)}${checkDigit(nine)}`, TODAY);
		expect(reading).toEqual({ problem: expect.any(String) });
	});
});

describe('a wrong personal number', () => {
	it.each([
		['31 February', '19850231'],
		['29 February of an ordinary year', '19850229'],
		['day 0', '19850300'],
		['day 92', '19850392'],
		['day 91 of a month of 30 days', '19850491'],
		['month 0 and an ordinary day', '19850012'],
		['month 13 and day 60', '19851360'],
		['month 0 and day 92', '19850092'],
		['month 13', '19851312'],
	])('on %s says nothing, even with a right check digit', (_what, date) => {
		const nine = `${date.slice(2)}123`;
		const reading = readPersonalNumber(`${date}-123${checkDigit(nine)}`, TODAY);
		expect(reading).toEqual({ problem: expect.any(String) });
	});

	it('with any other check digit says nothing', () => {
		fc.assert(
			fc.property(person('1930-01-01', '2010-01-01'), fc.integer({ min: 1, max: 9 }), (someone, off) => {
				const right = twelveDigits(someone);
				const wrong = right.slice(0, 11) + String((Number(right[11]) + off) % 10);
				fc.pre(!wrong.endsWith('0000'));
				expect(readPersonalNumber(wrong, TODAY)).toEqual({ problem: expect.any(String) });
			}),
		);
	});

	it('of someone who is not born yet says nothing', () => {
		fc.assert(
			fc.property(person('2026-11-24', '2099-12-31'), (someone) => {
				expect(readPersonalNumber(twelveDigits(someone), TODAY)).toEqual({ problem: expect.any(String) });
			}),
		);
	});

	it('of any other form says nothing, and its problem never holds the text', () => {
		const digits = [
			fc.stringMatching(/^\d{1,9}$/),
			fc.stringMatching(/^\d{11}$/),
			fc.stringMatching(/^\d{13,20}$/),
		];
		const wild = fc.oneof(
			...digits,
			fc.string({ minLength: 4 }),
			fc.string({ minLength: 4, unit: 'grapheme' }),
		);
		fc.assert(
			fc.property(wild, (text) => {
				fc.pre(!/\d{6}.?[0-9a-z]{4}\s*$/i.test(text.replace(/\s/g, '')));
				const reading = readPersonalNumber(text, TODAY);
				expect(reading).toEqual({ problem: expect.any(String) });
				if (/\d{4}/.test(text)) expect(reading.problem).not.toContain(text.trim());
			}),
		);
	});

	it.each([
		'',
		' ',
		'-',
		'850302',
		'850302-',
		'-2397',
		'850302/2397',
		'8503022397x',
		'850302--2397',
		'unknown',
	])('%j says nothing', (text) => {
		expect(readPersonalNumber(text, TODAY)).toEqual({ problem: expect.any(String) });
	});

	it('never appears in what is said about it, nor do its last four', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^(19|20|)\d{6}[-+]?\d{4}$/), (text) => {
				const { problem = '' } = readPersonalNumber(text, TODAY);
				expect(problem).not.toMatch(/\d{4}/);
			}),
		);
	});
});

describe('a provisional number', () => {
	it.each([
		['letters', '850302-TF12', '1985-03-02'],
		['one letter', '850302-T123', '1985-03-02'],
		['a letter in lower case', '19850302-123t', '1985-03-02'],
		['0000', '850302-0000', '1985-03-02'],
		['0000 and twelve digits', '198503020000', '1985-03-02'],
		['0000 and a coordination day', '850362-0000', '1985-03-02'],
	])('with %s at the end says the birth date and no gender', (_what, text, birthDate) => {
		expect(readPersonalNumber(text, TODAY)).toEqual({ birthDate });
	});

	it.each(['850231-TF12', '850392-0000', '19851302-TF12'])(
		'of a date that does not exist says nothing: %s',
		(text) => {
			expect(readPersonalNumber(text, TODAY)).toEqual({ problem: expect.any(String) });
		},
	);
});
