import { hasValidChecksum } from './personalNumber';
import { holdsPersonalNumber } from './personalNumberShape';
import { plainText } from './plainText';
import type { FieldValue } from './types';

/** Ten digits, or twelve with 16 (organisations) or 19 and 20 (sole traders' personal numbers) before them. */
const SWEDISH = /^(?:16|19|20)?(\d{10})$/;
/** SE, the ten digits, and two more, as a rule 01. */
const SWEDISH_VAT = /^SE(\d{10})\d{2}$/;

/**
 * The ten digits of a number that has the form of a Swedish organisation or personal number; people write the VAT number
 * into its field, too.
 */
export function swedishDigits(number: string): string | undefined {
	const letters = lettersAndDigits(number);
	return (SWEDISH.exec(letters) ?? SWEDISH_VAT.exec(letters))?.[1];
}

/**
 * An organisation number's form for comparing: a Swedish one by its ten digits, any other letter by letter
 * (docs/decisions.md#alike-is-equal).
 */
export function comparableOrganisationNumber(number: string): string {
	return swedishDigits(number) ?? lettersAndDigits(number);
}

/** A VAT number's form for comparing: letter by letter and digit by digit. */
function comparableVatNumber(number: string): string {
	return lettersAndDigits(number);
}

/** The number in comparable form if it tells organisations apart: not all one digit, no wrong checksum. */
export function linkableOrganisationNumber(number: string): string | undefined {
	const comparable = comparableOrganisationNumber(number);
	const digits = comparable.replace(/\D/g, '');
	if (digits.length < 5 || /^(\d)\1*$/.test(digits)) return undefined;
	const swedish = swedishDigits(number);
	return swedish && !hasValidChecksum(swedish) ? undefined : comparable;
}

/**
 * Whether an organisation or VAT number is a person's own number: a sole trader's third digit is that of a
 * month, 0 or 1, and an organisation's is 2 or more (docs/decisions.md#sensitive). People write such numbers in many
 * ways, with words around them too; in doubt, even with a wrong check digit, it is a person's.
 */
export function isPersonsNumber(value: FieldValue | undefined): boolean {
	return typeof value === 'string' && (personsDigits(value).length > 0 || holdsPersonalNumber(value));
}

/** The ten digits of every personal number that a text may hold. */
function personsDigits(text: string): string[] {
	const compact = lettersAndDigits(text);
	// Another country's VAT number.
	if (/^(?!SE)[A-Z]{2}\d/.test(compact)) return [];
	return [...compact.matchAll(/\d+/g)]
		.flatMap(([digits]) => tenDigits(digits, compact.includes(`SE${digits}`)))
		.filter((ten) => ten[2] === '0' || ten[2] === '1');
}

/** Of twelve, two are the century before them, or after SE the 01 behind them; fourteen have both. */
function tenDigits(digits: string, isVat: boolean): string[] {
	const hasCentury = /^(16|19|20)/.test(digits);
	if (digits.length === 10) return [digits];
	if (digits.length === 12 && hasCentury && !isVat) return [digits.slice(2)];
	if (digits.length === 12 && digits.endsWith('01')) return [digits.slice(0, 10)];
	return digits.length === 14 && hasCentury ? [digits.slice(2, 12)] : [];
}

export function alikeOrganisationNumber(wanted: FieldValue, current: FieldValue): boolean {
	return comparableOrganisationNumber(String(wanted)) === comparableOrganisationNumber(String(current));
}

export function alikeVatNumber(wanted: FieldValue, current: FieldValue): boolean {
	return comparableVatNumber(String(wanted)) === comparableVatNumber(String(current));
}

/** What counts when numbers are compared; dashes, dots and spaces don't. */
function lettersAndDigits(text: string): string {
	return plainText(text)
		.replace(/[^\p{L}\p{N}]/gu, '')
		.toUpperCase();
}
