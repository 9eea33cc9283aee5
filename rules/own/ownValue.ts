import { datePart } from '../shared/dates';
import { roundDecimal } from '../shared/decimals';
import { foldText } from '../shared/alike';
import { cleanText } from '../shared/plainText';
import type { FieldValue } from '../shared/types';
import type { FurtherField } from './furtherField';

/** What a row of one's own gives for a record, or why it can't be sent; never with the value in it. */
export type OwnValue = { value: FieldValue | undefined } | { problem: string };

/** Öre in a whole unit of the currency. */
const ORE = 100;

/**
 * Reads what an expression, or a person, gave for a field. Nothing isn't empty: `undefined` is "not said", while `null`
 * and blank text are an explicit "none".
 */
export function ownValue(field: FurtherField, given: unknown): OwnValue {
	// An expression that reckons with something that isn't said gives no number.
	if (given === undefined || Number.isNaN(given)) return { value: undefined };
	// What is yes or no is never empty.
	const isBlank = given === null || (typeof given === 'string' && cleanText(given) === '');
	if (isBlank) return { value: field.kind === 'yesNo' ? undefined : null };
	return READ[field.kind](given, field as never);
}

/** What a field takes, for people. */
export function takes(field: FurtherField): string {
	return field.kind === 'choice'
		? `one of ${field.choices.map(({ name }) => name).join(', ')}`
		: TAKES[field.kind];
}

const TAKES = {
	text: 'text',
	date: 'a date like 2026-01-31',
	yesNo: 'true or false',
	amount: 'an amount',
	wholeNumber: 'a whole number',
};

type Of<K extends FurtherField['kind']> = Extract<FurtherField, { kind: K }>;

const READ: { [K in FurtherField['kind']]: (given: unknown, field: Of<K>) => OwnValue } = {
	text: (given) =>
		typeof given === 'string'
			? { value: given.trim() }
			: typeof given === 'number' && Number.isFinite(given)
				? { value: String(given) }
				: { problem: 'is not text' },
	date: (given) => {
		const day = datePart(isoDate(given));
		return day ? { value: day } : { problem: 'is not a date' };
	},
	yesNo: (given) => {
		const word = typeof given === 'string' ? foldText(given) : given;
		if (word === true || word === 'true') return { value: true };
		return word === false || word === 'false' ? { value: false } : { problem: 'is neither true nor false' };
	},
	amount: (given) => {
		const amount = numberOf(given);
		if (amount === undefined) return { problem: 'is not an amount' };
		const ore = roundDecimal(amount * ORE);
		return Number.isSafeInteger(ore) ? { value: ore } : { problem: 'is a larger amount than Kleer holds' };
	},
	wholeNumber: (given, { limit }) => {
		const number = numberOf(given);
		if (number === undefined || !Number.isInteger(number)) return { problem: 'is not a whole number' };
		return Math.abs(number) <= limit
			? { value: number }
			: { problem: 'is a larger number than Cinode holds' };
	},
	choice: (given, { choices }) => {
		const word = typeof given === 'string' || typeof given === 'number' ? foldText(String(given)) : '';
		const chosen = choices.find((one) =>
			[String(one.value), one.name].some((name) => foldText(name) === word),
		);
		return chosen
			? { value: chosen.value }
			: { problem: `is none of ${choices.map(({ name }) => name).join(', ')}` };
	},
};

/** A number, or one as text with a point or a comma. */
function numberOf(given: unknown): number | undefined {
	if (typeof given === 'number') return Number.isFinite(given) ? given : undefined;
	if (typeof given !== 'string') return undefined;
	const text = cleanText(given)
		.replace(/(?<=\d) (?=\d{3}(\D|$))/g, '')
		.replace(',', '.');
	return /^[-+]?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** The text of a date, with a time or without; n8n's own dates are luxon's. */
function isoDate(given: unknown): string {
	if (typeof given === 'string') return /^\d{4}-\d{2}-\d{2}($|[T ])/.test(given.trim()) ? given : '-';
	const day = (given as { toISODate?: () => string | null } | null)?.toISODate?.();
	return day ?? '-';
}
