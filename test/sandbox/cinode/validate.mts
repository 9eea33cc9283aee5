import { isDate } from '../dates.mts';
import { emailTaken } from './edits.mts';
import type { CinodeStore } from './store.mts';

/** What a field takes. */
export type Type =
	| 'string'
	| 'int'
	| 'long'
	| 'percent'
	| 'boolean'
	| 'date'
	/** A user's 0, 2, 3; a subcontractor's 0, 1; a customer's true or false, which is shown as 1 or 0. */
	| 'userStatus'
	| 'partnerStatus'
	| 'customerStatus'
	| 'gender'
	| 'size'
	| 'addressType'
	/** A log-in, so no other person has it. */
	| 'email'
	| 'password'
	| 'name'
	| 'office'
	| 'currency'
	| 'language'
	| 'country'
	| 'team';

const MIN_PASSWORD = 8;

/** Why a value is refused, or undefined. Null is judged by the caller. */
export function problemOf(
	store: CinodeStore,
	type: Type,
	value: unknown,
	personId?: number,
): string | undefined {
	const say = (good: boolean, text: string) => (good ? undefined : text);
	switch (type) {
		case 'string':
			return say(typeof value === 'string', 'must be a string.');
		case 'name':
			return say(typeof value === 'string' && value.trim() !== '', 'is required.');
		case 'password':
			return say(
				typeof value === 'string' && value.length >= MIN_PASSWORD,
				`must be at least ${MIN_PASSWORD} characters.`,
			);
		case 'boolean':
		case 'customerStatus':
			return say(typeof value === 'boolean', 'must be true or false.');
		case 'int':
			return say(isInt32(value), 'must be an integer.');
		case 'long':
			return say(Number.isSafeInteger(value), 'must be an integer.');
		case 'percent':
			return say(isWhole(value, 0, 100), 'must be an integer between 0 and 100.');
		case 'date':
			return say(toDateTime(value) !== undefined, 'is not a valid date.');
		case 'userStatus':
			return say(value === 0 || value === 2 || value === 3, 'is not a valid status.');
		case 'partnerStatus':
			return say(isWhole(value, 0, 1), 'is not a valid status.');
		case 'gender':
			return say(isWhole(value, 0, 2), 'is not a valid gender.');
		case 'size':
			return say(isWhole(value, 0, 8), 'is not a valid size.');
		case 'addressType':
			return say(isWhole(value, 0, 3), 'is not a valid address type.');
		case 'email':
			return emailProblem(store, value, personId);
		case 'office':
			return say(
				store.addresses.some((a) => a.id === value && a.addressType === 3),
				'is not a location.',
			);
		case 'currency':
			return say(
				store.currencies.some((c) => c.id === value),
				'does not exist.',
			);
		case 'language':
			return say(
				store.languages.some((l) => l.languageId === value),
				'does not exist.',
			);
		case 'country':
			return say(
				store.countries.some((c) => c.countryId === value),
				'does not exist.',
			);
		case 'team':
			return say(
				store.teams.some((t) => t.id === value),
				'does not exist.',
			);
	}
}

const isInt32 = (value: unknown) => isWhole(value, -2_147_483_648, 2_147_483_647);

export function isWhole(value: unknown, min: number, max: number): value is number {
	return Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
}

export function isBody(value: unknown): value is Record<string, unknown> {
	return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function emailProblem(store: CinodeStore, value: unknown, personId?: number): string | undefined {
	if (typeof value !== 'string' || !/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(value))
		return 'is not a valid e-mail address.';
	return emailTaken(store, value, personId) ? 'is already in use.' : undefined;
}

/** A date or date-time without offset as the API stores it, or undefined. */
export function toDateTime(value: unknown): string | undefined {
	if (typeof value !== 'string') return undefined;
	const [date, time, ...rest] = value.split('T');
	if (!isDate(date) || rest.length > 0) return undefined;
	if (time === undefined) return `${date}T00:00:00`;
	return /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?$/.test(time) ? value : undefined;
}
