import { MASK, holdsPersonalNumber, maskPersonalNumbers } from './personalNumberShape';
import { plainText } from './plainText';

/** Free text that isn't fit for everybody: a personal number, or what somebody is paid. */

/** Words for pay in the languages of those who use Kleer. */
const PAY_WORD =
	/\p{L}*lön(?:en|er|erna|s|e\p{L}*)?(?!\p{L})|\p{L}*(?:salar|wage|arvode|ersättning|bonus|provision|gehalt|lohn|lønn?|palkk|remunerat|compensat)\p{L}*|(?<!\p{L})(?:pay|paid|earns?|tjänar|tjener)(?!\p{L})/giu;
const CURRENCY = 'kr(?:onor)?|sek|nok|dkk|eur(?:o)?|usd|tkr|ksek|k|:-|€|\\$|£';
/** A number with or without groups and decimals, and what says that it is money. */
const AMOUNT = new RegExp(
	`(?<![\\p{L}\\p{N}])(?:(?:${CURRENCY})\\s?)?(\\d{1,3}(?:[ .,'’]\\d{3})+|\\d+)(?:[.,]\\d{1,2})?(?:\\s?(?:${CURRENCY}))?(?![\\p{L}\\p{N}])`,
	'giu',
);
const WITH_CURRENCY = new RegExp(CURRENCY, 'iu');
const DATE = /\d{4}-\d\d-\d\d/g;
/** So near to a word for pay, on the same line, an amount is about it. */
const BESIDE = 40;
/** A number of fewer digits is no amount, without a currency. */
const FEWEST_DIGITS = 3;

/** Whether a text holds a personal number, or an amount beside a word for pay. */
export function isPrivateText(text: string): boolean {
	return holdsPersonalNumber(text) || payAmounts(plainText(text)).length > 0;
}

/** The text without personal numbers, and without amounts beside a word for pay. */
export function maskPrivateText(text: string): string {
	const masked = maskPersonalNumbers(text);
	const plain = plainText(masked);
	const amounts = payAmounts(plain);
	if (amounts.length === 0) return masked;
	return amounts.reduceRight((rest, [from, to]) => `${rest.slice(0, from)}${MASK}${rest.slice(to)}`, plain);
}

function payAmounts(text: string): Array<readonly [from: number, to: number]> {
	const words = [...text.matchAll(PAY_WORD)].map(
		({ index, 0: word }) => [index, index + word.length] as const,
	);
	if (words.length === 0) return [];
	const dates = [...text.matchAll(DATE)].map(({ index, 0: date }) => [index, index + date.length] as const);
	return [...text.matchAll(AMOUNT)]
		.filter(({ 0: amount, 1: number = '' }) => isAmount(amount, number))
		.map(({ index, 0: amount }) => [index, index + amount.length] as const)
		.filter(([from, to]) => !dates.some(([start, end]) => from < end && to > start))
		.filter((amount) => words.some((word) => isBeside(text, amount, word)));
}

function isAmount(amount: string, number: string): boolean {
	if (WITH_CURRENCY.test(amount)) return true;
	const digits = number.replace(/\D/g, '');
	return digits.length >= FEWEST_DIGITS && !/^(?:19|20)\d\d$/.test(number);
}

function isBeside(text: string, amount: readonly [number, number], word: readonly [number, number]): boolean {
	const [first, second] = amount[0] < word[0] ? [amount, word] : [word, amount];
	const between = text.slice(first[1], second[0]);
	return between.length <= BESIDE && !between.includes('\n');
}
