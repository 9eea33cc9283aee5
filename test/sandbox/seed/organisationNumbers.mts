import { addDays } from '../dates.mts';
import { checkDigit, personalNumber, type Gender } from './personalNumbers.mts';

/**
 * A limited company's number, NNNNNN-NNNN with a valid checksum. The registry hands out 559xxx in order and is
 * years away from 5599xx, so no company has one. A different one for each serial below 100,000.
 */
export function organisationNumber(serial: number): string {
	return dashed(`5599${String(serial).padStart(5, '0')}`);
}

/** A region's number (2321xx); the real ones all begin with 232100. */
export function regionNumber(serial: number): string {
	return dashed(`232199${String(serial).padStart(3, '0')}`);
}

/** A sole trader's number: a personal number of a person older than all of the seed's people. */
export function soleTraderNumber(index: number, gender: Gender): string {
	return personalNumber(addDays('1952-01-11', (index * 37) % 3907), gender, 'short');
}

/** The Swedish VAT number that goes with an organisation or personal number. */
export function vatNumber(organisation: string): string {
	return `SE${organisation.replace(/\D/g, '')}01`;
}

/** Nine digits, the last by modulus 11; the real ones begin with 8 or 9. */
export function norwegianNumber(serial: number): string {
	for (let eight = 70_000_000 + serial; ; eight++) {
		const weights = [3, 2, 7, 6, 5, 4, 3, 2];
		const sum = weights.reduce((total, weight, i) => total + weight * Number(String(eight)[i]), 0);
		const check = (11 - (sum % 11)) % 11;
		if (check < 10) return `${eight}${check}`;
	}
}

/** DE and nine digits, the last by ISO 7064 modulus 11,10; 999 at the start isn't handed out. */
export function germanVatNumber(serial: number): string {
	const eight = `999${String(serial).padStart(5, '0')}`;
	let product = 10;
	for (const digit of eight) {
		const sum = (Number(digit) + product) % 10 || 10;
		product = (2 * sum) % 11;
	}
	return `DE${eight}${(11 - product) % 10}`;
}

function dashed(nine: string): string {
	return `${nine.slice(0, 6)}-${nine.slice(6)}${checkDigit(nine)}`;
}
