import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dateIn, datePart, isInDomains, isRealDate, normalEmail } from '../../../rules';

describe('today in a time zone', () => {
	it.each([
		['winter, 23:30 in Stockholm', 'Europe/Stockholm', '2026-01-15T22:30:00Z', '2026-01-15'],
		['winter, 00:30 in Stockholm', 'Europe/Stockholm', '2026-01-15T23:30:00Z', '2026-01-16'],
		['summer, 23:30 in Stockholm', 'Europe/Stockholm', '2026-07-15T21:30:00Z', '2026-07-15'],
		['summer, 00:30 in Stockholm', 'Europe/Stockholm', '2026-07-15T22:30:00Z', '2026-07-16'],
		['00:30 before clocks go forward', 'Europe/Stockholm', '2026-03-28T23:30:00Z', '2026-03-29'],
		['23:30 on the day clocks went forward', 'Europe/Stockholm', '2026-03-29T21:30:00Z', '2026-03-29'],
		['00:30 after clocks went forward', 'Europe/Stockholm', '2026-03-29T22:30:00Z', '2026-03-30'],
		['00:30 before clocks go back', 'Europe/Stockholm', '2026-10-24T22:30:00Z', '2026-10-25'],
		['23:30 on the day clocks went back', 'Europe/Stockholm', '2026-10-25T22:30:00Z', '2026-10-25'],
		['00:30 after clocks went back', 'Europe/Stockholm', '2026-10-25T23:30:00Z', '2026-10-26'],
		['UTC keeps its own day', 'UTC', '2026-07-15T22:30:00Z', '2026-07-15'],
		['west of Greenwich it is still yesterday', 'America/New_York', '2026-07-16T02:00:00Z', '2026-07-15'],
	])('%s', (_what, zone, instant, date) => {
		expect(dateIn(zone, Date.parse(instant))).toBe(date);
	});

	it('refuses a zone that does not exist, and says what to use', () => {
		expect(() => dateIn('Sweden/Stockholm', 0)).toThrow(/IANA/);
	});
});

describe('dates', () => {
	it.each([
		['2026-03-28', 1, '2026-03-29'],
		['2026-03-29', 1, '2026-03-30'],
		['2026-10-25', 1, '2026-10-26'],
		['2026-12-31', 1, '2027-01-01'],
		['2028-02-28', 1, '2028-02-29'],
		['2026-03-01', -1, '2026-02-28'],
	])('%s and %i days is %s', (date, days, later) => {
		expect(addDays(date, days)).toBe(later);
	});

	it.each([
		['2026-01-31', '2026-01-31'],
		[' 2026-01-31 ', '2026-01-31'],
		['2026-01-31T00:00:00', '2026-01-31'],
		['2026-01-31T23:59:59+01:00', '2026-01-31'],
		[null, null],
		['', null],
		['  ', null],
		['0000-00-00', undefined],
		['2026-02-31', undefined],
		['31/01/2026', undefined],
		['soon', undefined],
	])('the date of %j is %j', (text, date) => {
		expect(datePart(text)).toBe(date);
	});

	it('that exist are exactly those of the calendar', () => {
		const part = (max: number) =>
			fc.integer({ min: 0, max }).map((number) => String(number).padStart(2, '0'));
		fc.assert(
			fc.property(fc.integer({ min: 1900, max: 2100 }), part(14), part(33), (year, month, day) => {
				const text = `${year}-${month}-${day}`;
				const asDate = new Date(Date.UTC(year, Number(month) - 1, Number(day)));
				expect(isRealDate(text)).toBe(asDate.toISOString().startsWith(text));
			}),
		);
	});
});

describe('an e-mail address', () => {
	it.each([
		[' Anna.Berg@Firma.SE ', 'anna.berg@firma.se'],
		['a@b.co', 'a@b.co'],
		['anna+test@mail.firma.se', 'anna+test@mail.firma.se'],
		["o'neill@firma.ie", "o'neill@firma.ie"],
		['åsa@företag.se', 'åsa@företag.se'],
		['asa@xn--fretag-wxa.se', 'asa@xn--fretag-wxa.se'],
		['asa@firma.XN--P1AI', 'asa@firma.xn--p1ai'],
	])('%j is %s', (text, email) => {
		expect(normalEmail(text)).toBe(email);
	});

	it.each([
		'',
		'anna',
		'anna@',
		'@firma.se',
		'anna@firma',
		'anna@firma..se',
		'an..na@firma.se',
		'.anna@firma.se',
		'anna.@firma.se',
		'anna@.se',
		'anna berg@firma.se',
		'anna@firma.se, bo@firma.se',
		'anna@firma.se;bo@firma.se',
		'Anna <anna@firma.se>',
		'anna@@firma.se',
		'mailto:anna@firma.se',
	])('%j is none', (text) => {
		expect(normalEmail(text)).toBeUndefined();
	});

	it('once normal stays as it is', () => {
		fc.assert(
			fc.property(fc.emailAddress(), (text) => {
				const email = normalEmail(text);
				if (email !== undefined) expect(normalEmail(email)).toBe(email);
			}),
		);
	});

	it.each([
		['anna@firma.se', [], true],
		['anna@firma.se', ['firma.se'], true],
		['anna@firma.se', ['annan.se', ' @Firma.SE '], true],
		['anna@firma.se', ['annan.se'], false],
		['anna@mail.firma.se', ['firma.se'], false],
		['anna@xfirma.se', ['firma.se'], false],
		['anna@firma.se.annan.com', ['firma.se'], false],
	])('%s with the allowed domains %j: %j', (email, domains, allowed) => {
		expect(isInDomains(email, domains)).toBe(allowed);
	});
});
