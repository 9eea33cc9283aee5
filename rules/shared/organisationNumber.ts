import { isRealDate } from './dates';
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
 * month, 0 or 1, and an organisation's is 2 or more (design.md 3, Sensitive). People write such numbers in many
 * ways, with words around them too; in doubt it is a person's.
 */
export function isPersonsNumber(value: FieldValue | undefined): boolean {
	return typeof value === 'string' && personsDigits(value).length > 0;
}

/** The ten digits of every personal number that a text may hold. */
function personsDigits(text: string): string[] {
	const compact = text.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();
	// Another country's VAT number.
	if (/^(?!SE)[A-Z]{2}\d/.test(compact)) return [];
	return [...compact.matchAll(/\d+/g)]
		.flatMap(([digits]) => tenDigits(digits, compact.includes(`SE${digits}`)))
		.filter((ten) => ten[2] === '0' || ten[2] === '1');
}

/** Whether a key holds a personal number beyond doubt, by date and check digit: such a key must not be seen. */
export function holdsPersonalNumber(key: string): boolean {
	// Letters before it may look like another country's VAT number.
	return [key, key.trim().replace(/^\p{L}+/u, '')].flatMap(personsDigits).some(isPersonal);
}

/** A key as people may read it. */
export function readableKey(key: string): string {
	return holdsPersonalNumber(key) ? '(a personal number)' : key;
}

/** Ten digits, of which the day has 60 added in a coordination number. */
function isPersonal(ten: string): boolean {
	const [year, month, codedDay] = [ten.slice(0, 2), ten.slice(2, 4), Number(ten.slice(4, 6))];
	const day = String(codedDay > 60 ? codedDay - 60 : codedDay).padStart(2, '0');
	return (
		hasValidChecksum(ten) && ['19', '20'].some((century) => isRealDate(`${century}${year}-${month}-${day}`))
	);
}

/** Of twelve, two are the century before them, or after SE the 01 behind them; fourteen have both. */
function tenDigits(digits: string, isVat: boolean): string[] {
	const hasCentury = /^(16|19|20)/.test(digits);
	if (digits.length === 10) return [digits];
	if (digits.length === 12 && hasCentury && !isVat) return [digits.slice(2)];
	if (digits.length === 12 && digits.endsWith('01')) return [digits.slice(0, 10)];
	return digits.length === 14 && hasCentury ? [digits.slice(2, 12)] : [];
}

/** Finds a person's number in a text, however it is written there; `undefined` when the value holds none. */
export function patternOfPersonsNumber(value: string): RegExp | undefined {
	const numbers = personsDigits(value);
	if (numbers.length === 0) return undefined;
	const anySpelling = (digits: string) => [...digits].join('[^\\p{L}\\p{N}]{0,2}');
	return new RegExp(`(?:16|19|20)?[^\\p{L}\\p{N}]?(?:${numbers.map(anySpelling).join('|')})`, 'gu');
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
