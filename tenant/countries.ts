import { foldText } from '../rules';

/** What countries are called in the languages in which a tenant file is likely to be written. */
const LANGUAGES = ['sv', 'nb', 'da', 'fi', 'en', 'de'];
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** A country's name in English, or undefined where no country has the code. */
export function countryName(code: string): string | undefined {
	if (!/^[A-Z]{2}$/.test(code) || isReserved(code)) return undefined;
	return new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }).of(code);
}

/** The code of a country that is named, or written in small letters. */
export function countryCode(name: string): string | undefined {
	const code = name.trim().toUpperCase();
	return countryName(code) ? code : codesByName().get(foldText(name));
}

let known: Map<string, string> | undefined;

function codesByName(): Map<string, string> {
	if (known) return known;
	const codes = new Map<string, string>();
	for (const language of LANGUAGES) {
		const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
		for (const code of LETTERS.flatMap((first) => LETTERS.map((second) => first + second))) {
			const name = isReserved(code) ? undefined : names.of(code);
			if (name && !codes.has(foldText(name))) codes.set(foldText(name), code);
		}
	}
	return (known = codes);
}

/** Groups, tests and old names that the table of names has beside countries. */
function isReserved(code: string): boolean {
	return (
		['AA', 'EU', 'EZ', 'UN', 'QO', 'ZZ', 'DD', 'FX', 'SU', 'YU', 'CS', 'TP', 'AN', 'BU', 'ZR', 'UK'].includes(
			code,
		) ||
		/^X[A-JL-Z]$/.test(code) ||
		/^Q[M-Z]$/.test(code)
	);
}
