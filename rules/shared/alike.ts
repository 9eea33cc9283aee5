import { cleanText, plainText } from './plainText';
import type { FieldValue } from './types';

/** A clean text without regard to case. */
export function foldText(text: string): string {
	return cleanText(text).toLowerCase();
}

/**
 * A phone number's international form for comparing: Sweden's leading 0 and 0046 are +46, and spaces,
 * dashes, brackets and an inner "(0)" don't count, nor a 0 that stayed behind +46. Text without digits is folded.
 */
export function comparablePhone(phone: string): string {
	const compact = plainText(phone)
		.replace(/\(\s*0\s*\)/g, '')
		.replace(/[^\d+]/g, '');
	if (!/\d/.test(compact)) return foldText(phone);
	if (/^(\+|00)/.test(compact)) {
		const international = compact.replace(/^00/, '').replace(/\+/g, '');
		return `+${international.replace(/^460/, '46')}`;
	}
	if (compact.startsWith('0')) return `+46${compact.slice(1)}`;
	return compact;
}

/** Whether two texts are the same but for case, and for what the normaliser takes for the same. */
export function alikeText(wanted: FieldValue, current: FieldValue): boolean {
	return foldText(String(wanted)) === foldText(String(current));
}

export function alikePhone(wanted: FieldValue, current: FieldValue): boolean {
	return comparablePhone(String(wanted)) === comparablePhone(String(current));
}

/** Dates are compared as dates: a time after them doesn't count (docs/vendors.md#cinode-errors). */
export function alikeDate(wanted: FieldValue, current: FieldValue): boolean {
	return String(wanted).slice(0, 10) === String(current).slice(0, 10);
}

export function alikeNumber(wanted: FieldValue, current: FieldValue): boolean {
	return Number(wanted) === Number(current);
}

/** The default: trimmed text, line by line and with its case. */
export function alikeExactly(wanted: FieldValue, current: FieldValue): boolean {
	return plainText(String(wanted)).trim() === plainText(String(current)).trim();
}
