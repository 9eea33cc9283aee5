import { isoDay, isRealDay, plusYears } from '../support/calendar.mts';

/** What may be known from a personal number (docs/field-rules.md#users-kleer--cinode, "SSN"). */
export interface FromPersonalNumber {
	birthDate?: string;
	/** Cinode's UserGender: 1 male, 2 female. */
	gender?: 1 | 2;
}

const FORM = /^(\d\d)?(\d\d)(\d\d)(\d\d)([-+]?)([\dA-Z]\d{3})$/;

/**
 * The second last digit is odd for men and even for women; day + 60 is a coordination number; of ten digits the
 * century is never in the future and never makes anybody younger than 13. A wrong checksum or an impossible date:
 * nothing; letters or a last part 0000 with a real date: the birth date only. A coordination number with day 60 or
 * month 00, where nobody knows them: the gender only.
 */
export function fromPersonalNumber(number: string, today: string): FromPersonalNumber {
	const match = FORM.exec(number.trim().toUpperCase());
	if (!match) return {};
	const [, century, year = '', month = '', day = '', sign, last = ''] = match;
	const onlyDate = last === '0000' || /[A-Z]/.test(last);
	if (!onlyDate && !hasRightChecksum(year + month + day + last)) return {};
	if (Number(day) >= 60 && (day === '60' || month === '00')) {
		const isPossible = Number(month) <= 12 && Number(day) <= 91 && (!century || `${century}${year}` <= today);
		return isPossible && !onlyDate ? { gender: genderOf(last) } : {};
	}
	const birthDate = birthDateOf(century, Number(year), Number(month), Number(day), sign === '+', today);
	if (!birthDate) return {};
	if (onlyDate) return { birthDate };
	return { birthDate, gender: genderOf(last) };
}

function genderOf(last: string): 1 | 2 {
	return Number(last[2]) % 2 === 1 ? 1 : 2;
}

function birthDateOf(
	century: string | undefined,
	year: number,
	month: number,
	shownDay: number,
	overHundred: boolean,
	today: string,
): string | undefined {
	const day = shownDay > 60 ? shownDay - 60 : shownDay;
	const fullYear = century ? Number(century) * 100 + year : guessYear(year, month, day, overHundred, today);
	return isRealDay(fullYear, month, day) ? isoDay(fullYear, month, day) : undefined;
}

/** The latest year with these two last digits in which a person of that age can have been born. */
function guessYear(year: number, month: number, day: number, overHundred: boolean, today: string): number {
	const latest = plusYears(today, overHundred ? -100 : -13);
	let full = Math.floor(Number(today.slice(0, 4)) / 100) * 100 + year;
	while (isoDay(full, month, day) > latest) full -= 100;
	return full;
}

/** Luhn over all ten digits: every second one doubled from the first on. */
function hasRightChecksum(ten: string): boolean {
	const sum = [...ten].reduce((total, digit, place) => {
		const value = Number(digit) * (place % 2 === 0 ? 2 : 1);
		return total + (value > 9 ? value - 9 : value);
	}, 0);
	return sum % 10 === 0;
}
