import { addDays } from '../dates.mts';

export type Gender = 'male' | 'female';

/**
 * Numbers 238x and 239x are kept apart for tests by the Swedish tax authority, so no living person has one;
 * 8 is even, female, and 9 is odd, male.
 */
const SERIES: Record<Gender, string> = { female: '238', male: '239' };

/** Luhn check digit of nine digits (YYMMDDNNN). */
export function checkDigit(nine: string): number {
	let sum = 0;
	for (let i = 0; i < nine.length; i++) {
		const product = Number(nine[i]) * (i % 2 === 0 ? 2 : 1);
		sum += product > 9 ? product - 9 : product;
	}
	return (10 - (sum % 10)) % 10;
}

/** Whether the last ten digits pass the checksum. */
export function hasValidChecksum(ssn: string): boolean {
	const digits = ssn.replace(/\D/g, '').slice(-10);
	return digits.length === 10 && checkDigit(digits.slice(0, 9)) === Number(digits[9]);
}

/** How a personal number is written in Kleer, good and bad. */
export type Form =
	| 'normal' // YYYYMMDD-NNNN
	| 'undashed' // YYYYMMDDNNNN
	| 'short' // YYMMDD-NNNN
	| 'coordination' // day + 60
	| 'wrong-checksum'
	| 'letters'
	| 'zeros' // last part 0000
	| 'over-100' // YYMMDD+NNNN
	| 'empty';

/** A personal number in one of the forms. */
export function personalNumber(birthDate: string, gender: Gender, form: Form): string {
	const [year = '', month = '', day = ''] = birthDate.split('-');
	const shownDay = form === 'coordination' ? String(Number(day) + 60) : day;
	const nine = year.slice(2) + month + shownDay + SERIES[gender];
	const check = checkDigit(nine);
	const four = SERIES[gender] + check;
	const long = year + month + shownDay;
	switch (form) {
		case 'normal':
		case 'coordination':
			return `${long}-${four}`;
		case 'undashed':
			return long + four;
		case 'short':
			return `${long.slice(2)}-${four}`;
		case 'over-100':
			return `${long.slice(2)}+${four}`;
		case 'wrong-checksum':
			return `${long}-${SERIES[gender]}${(check + 3) % 10}`;
		case 'letters':
			return `${long}-T${four.slice(1)}`;
		case 'zeros':
			return `${long}-0000`;
		case 'empty':
			return '';
	}
}

/** Birth dates between 1963 and 2001, a different one for each index below 14,000. */
export function birthDateOf(index: number): string {
	return addDays('1963-01-01', (index * 5171) % 14000);
}
