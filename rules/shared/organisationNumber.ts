import { hasValidChecksum } from './personalNumber';
import type { FieldValue } from './types';

/** Ten digits, or twelve with 16 (organisations) or 19 and 20 (sole traders' personal numbers) before them. */
const SWEDISH = /^(?:16|19|20)?(\d{6})[-+]?(\d{4})$/;
/** SE, the ten digits, and two more, as a rule 01. */
const SWEDISH_VAT = /^SE(\d{6})-?(\d{4})-?(\d{2})$/;

/** The ten digits of a number that has the form of a Swedish organisation or personal number. */
export function swedishDigits(number: string): string | undefined {
	const parts = SWEDISH.exec(withoutSpaces(number));
	return parts ? `${parts[1]}${parts[2]}` : undefined;
}

/**
 * An organisation number's form for comparing: a Swedish one by its ten digits, any other letter by letter
 * (design.md 3, Alike is equal).
 */
export function comparableOrganisationNumber(number: string): string {
	return swedishDigits(number) ?? withoutSpaces(number);
}

/** A VAT number's form for comparing: a Swedish one without separators, any other letter by letter. */
export function comparableVatNumber(number: string): string {
	const parts = SWEDISH_VAT.exec(withoutSpaces(number));
	return parts ? `SE${parts[1]}${parts[2]}${parts[3]}` : withoutSpaces(number);
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
 * month, 0 or 1, and an organisation's is 2 or more (design.md 3, Sensitive).
 */
export function isPersonsNumber(value: FieldValue | undefined): boolean {
	if (typeof value !== 'string') return false;
	const vat = SWEDISH_VAT.exec(withoutSpaces(value));
	const digits = vat ? `${vat[1]}${vat[2]}` : swedishDigits(value);
	return digits?.[2] === '0' || digits?.[2] === '1';
}

export function alikeOrganisationNumber(wanted: FieldValue, current: FieldValue): boolean {
	return comparableOrganisationNumber(String(wanted)) === comparableOrganisationNumber(String(current));
}

export function alikeVatNumber(wanted: FieldValue, current: FieldValue): boolean {
	return comparableVatNumber(String(wanted)) === comparableVatNumber(String(current));
}

function withoutSpaces(text: string): string {
	return text.replace(/\s/g, '').toUpperCase();
}
