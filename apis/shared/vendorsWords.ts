import { MASK, maskPersonalNumbers, valuesIn, withoutValues } from '../../rules';
import type { VendorRequest } from './http';

/** An e-mail address; a date; and a number of four digits or more. */
const EMAIL = /\S+@\S+/g;
const DATE = /(?<!\d)\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?!\d)/g;
const NUMBER = /(?<![\p{L}\p{N}])\d[\d\s.,'’-]{2,}\d(?![\p{L}\p{N}])/gu;

/**
 * A vendor's words as they may be told: they often quote the record, the one that was sent or one that is stored. So what
 * was sent is taken out in any way of writing, and whatever looks like an address, a date or an amount.
 */
export function vendorsWords(said: string, { body, query }: Pick<VendorRequest, 'body' | 'query'>): string {
	return withoutFigures(maskPersonalNumbers(withoutValues(said, valuesIn([body, query]))));
}

/** Without addresses, dates and amounts. */
export function withoutFigures(words: string): string {
	return words.replace(EMAIL, MASK).replace(DATE, MASK).replace(NUMBER, MASK);
}
