import type { FieldValue } from './types';

/** Without regard to case, and with every run of white space as one space. */
export function foldText(text: string): string {
	return text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/**
 * A phone number's international form for comparing: Sweden's leading 0 and 0046 are +46, and spaces,
 * dashes, brackets and an inner "(0)" don't count. Text without digits is folded.
 */
export function comparablePhone(phone: string): string {
	const compact = phone.replace(/\(0\)/g, '').replace(/[^\d+]/g, '');
	if (!/\d/.test(compact)) return foldText(phone);
	if (compact.startsWith('+')) return `+${compact.slice(1).replace(/\+/g, '')}`;
	if (compact.startsWith('00')) return `+${compact.slice(2)}`;
	if (compact.startsWith('0')) return `+46${compact.slice(1)}`;
	return compact;
}

/** Whether two texts are the same but for spaces and case. */
export function alikeText(wanted: FieldValue, current: FieldValue): boolean {
	return foldText(String(wanted)) === foldText(String(current));
}

export function alikePhone(wanted: FieldValue, current: FieldValue): boolean {
	return comparablePhone(String(wanted)) === comparablePhone(String(current));
}

/** Dates are compared as dates: a time after them doesn't count (facts/cinode.md 1.3). */
export function alikeDate(wanted: FieldValue, current: FieldValue): boolean {
	return String(wanted).slice(0, 10) === String(current).slice(0, 10);
}

export function alikeNumber(wanted: FieldValue, current: FieldValue): boolean {
	return Number(wanted) === Number(current);
}

/** The default: trimmed text. */
export function alikeExactly(wanted: FieldValue, current: FieldValue): boolean {
	return String(wanted).trim() === String(current).trim();
}
