import { isRealDate } from './dates';
import { cleanText } from './plainText';

/** Cinode's UserGender (docs/vendors.md#cinode-enumerations). */
export const GENDER = { other: 0, male: 1, female: 2 } as const;

export interface PersonalNumberReading {
	/** 1 or 2; absent when the number doesn't tell. */
	gender?: number;
	/** YYYY-MM-DD; absent when the number doesn't tell. */
	birthDate?: string;
	/** Why nothing could be derived; never holds the number. */
	problem?: string;
}

const FORM = /^(\d{2})?(\d{2})(\d{2})(\d{2})([-+]?)([0-9A-Z]{4})$/;

/** Nobody in a payroll was born before; a century such as 00 is a slip. */
const EARLIEST = '1800-01-01';

/** People in payroll are at least this old; it decides the century of a number with ten digits. */
const YOUNGEST = 13;

/**
 * What a Swedish personal or coordination number says (docs/field-rules.md#users-kleer--cinode: SSN).
 * Ten or twelve digits, with or without `-` or `+` (100 years or more); a coordination number has 60 added to
 * its day. Letters or 0000 at the end are provisional numbers: the birth date holds, the gender is not said. Month 00 and
 * day 60 are a coordination number whose month or day nobody knows: the gender holds, the birth date is not said.
 * @param text The number as Kleer has it.
 * @param today YYYY-MM-DD in the tenant's time zone.
 */
export function readPersonalNumber(text: string, today: string): PersonalNumberReading {
	const parts = FORM.exec(cleanText(text).toUpperCase().replace(/\s/g, ''));
	if (!parts) return { problem: 'is not a personal number' };
	const [, century, year = '', month = '', codedDay = '', sign, last = ''] = parts;

	const isCoordination = Number(codedDay) >= 60;
	const isDateUnknown = isCoordination && (codedDay === '60' || month === '00');
	const codedMonth = isDateUnknown && month === '00' ? '01' : month;
	const day = isCoordination ? String(Number(codedDay) - 60 || 1).padStart(2, '0') : codedDay;
	const shortDate = `${year}-${codedMonth}-${day}`;
	const fullYear = century ? `${century}${year}` : guessYear(shortDate, sign === '+', today);
	// Only as far as it is known: whether it exists, and lies behind.
	const birthDate = `${fullYear}-${codedMonth}-${day}`;
	if (!isRealDate(birthDate) || birthDate < EARLIEST) return { problem: 'holds a date that does not exist' };
	if (birthDate > today) return { problem: 'holds a birth date in the future' };

	const known = isDateUnknown ? {} : { birthDate };
	if (/[A-Z]/.test(last) || last === '0000') return known;
	if (!hasValidChecksum(`${year}${month}${codedDay}${last}`)) return { problem: 'has a wrong check digit' };
	return { ...known, gender: Number(last[2]) % 2 === 1 ? GENDER.male : GENDER.female };
}

/** The full year of a two-digit one: the latest that makes the person old enough. */
function guessYear(shortDate: string, hundredOrMore: boolean, today: string): string {
	const thisYear = Number(today.slice(0, 4));
	const thisCentury = Math.floor(thisYear / 100);
	for (const century of [thisCentury, thisCentury - 1]) {
		const year = century * 100 + Number(shortDate.slice(0, 2));
		const old = hundredOrMore ? thisYear - year >= 100 : isOldEnough(`${century}${shortDate}`, today);
		if (old) return String(year);
	}
	return String((thisCentury - 2) * 100 + Number(shortDate.slice(0, 2)));
}

function isOldEnough(birthDate: string, today: string): boolean {
	return `${Number(birthDate.slice(0, 4)) + YOUNGEST}${birthDate.slice(4)}` <= today;
}

/** Luhn's check over ten digits; the last is the check digit. */
export function hasValidChecksum(tenDigits: string): boolean {
	let sum = 0;
	for (const [index, digit] of [...tenDigits].entries()) {
		const product = Number(digit) * (index % 2 === 0 ? 2 : 1);
		sum += product > 9 ? product - 9 : product;
	}
	return sum % 10 === 0;
}
