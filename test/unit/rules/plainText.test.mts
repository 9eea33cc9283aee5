import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, comparableKey, foldText, isoCountry, plainText } from '../../../rules';

describe('one normaliser', () => {
	it.each([
		['decomposed letters', 'jo\u0308rgen', 'jörgen'],
		['a letter and its mark, apart', 'o\u200b\u0308', 'ö'],
		['a zero-width space', '55\u200b90', '5590'],
		['a byte order mark', '\ufeffK1', 'K1'],
		['marks of direction', '\u202aK1\u202c\u200e', 'K1'],
		['a soft hyphen', 'Kon\u00adsult', 'Konsult'],
		['a variation selector', 'K\ufe0f1', 'K1'],
		['a control character', 'K\u00001', 'K1'],
		['a no-break space', 'a\u00a0b', 'a b'],
		['a narrow and an ideographic space', 'a\u202fb\u3000c', 'a b c'],
		['hyphens and dashes', 'a‐b‑c‒d–e—f―g', 'a-b-c-d-e-f-g'],
		['a minus sign', '5−6', '5-6'],
		['full-width letters and digits', 'Ｋ１０（ａ）', 'K10(a)'],
		['digits of another script', '٨١१२', '8112'],
		['ends of lines', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
	])('%s', (_what, given, plain) => {
		expect(plainText(given)).toBe(plain);
	});

	it('leaves words alone', () => {
		for (const text of ['Åsa Öström', 'Łódź', 'Đorđe', '½ ﬁ ²', 'a  b', 'Übergröße']) {
			expect(plainText(text)).toBe(text);
		}
	});

	it('has nothing to do the second time, and what is the same in one form is so in the other', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				const [plain, clean] = [plainText(text), cleanText(text)];
				expect(plainText(plain)).toBe(plain);
				expect(cleanText(clean)).toBe(clean);
				expect(cleanText(text.normalize('NFD'))).toBe(cleanText(text.normalize('NFC')));
				expect(foldText(clean)).toBe(foldText(text));
			}),
		);
	});

	it('cleans to one line with single spaces', () => {
		expect(cleanText(' a\t b\r\n\u00a0c ')).toBe('a b c');
	});

	it('a key is text, whatever it was', () => {
		expect([1001, ' K–1 ', null, undefined, ''].map(comparableKey)).toEqual(['1001', 'K-1', '', '', '']);
	});
});

describe('a country’s code', () => {
	it.each([
		['UK', 'GB'],
		['el', 'GR'],
		[' se ', 'SE'],
		['Ｎo', 'NO'],
		['Sverige', 'SVERIGE'],
	])('%s is %s', (given, iso) => {
		expect(isoCountry(given)).toBe(iso);
	});
});
