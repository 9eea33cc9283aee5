import { isDate } from '../dates.mts';
import { emailTaken } from './edits.mts';
import type { CinodeStore } from './store.mts';

/** What a field takes. */
export type Type =
	| 'string'
	| 'int'
	| 'percent'
	| 'boolean'
	| 'date'
	| 'status'
	| 'gender'
	| 'email'
	| 'name'
	| 'office'
	| 'currency'
	| 'language'
	| 'team';

/** Why a value is refused, or undefined. Null is judged by the caller. */
export function problemOf(
	store: CinodeStore,
	type: Type,
	value: unknown,
	userId?: number,
): string | undefined {
	const say = (good: boolean, text: string) => (good ? undefined : text);
	switch (type) {
		case 'string':
			return say(typeof value === 'string', 'must be a string.');
		case 'name':
			return say(typeof value === 'string' && value.trim() !== '', 'is required.');
		case 'boolean':
			return say(typeof value === 'boolean', 'must be true or false.');
		case 'int':
			return say(isInt32(value), 'must be an integer.');
		case 'percent':
			return say(isInt32(value) && value >= 0 && value <= 100, 'must be an integer between 0 and 100.');
		case 'date':
			return say(toDateTime(value) !== undefined, 'is not a valid date.');
		case 'status':
			return say(value === 0 || value === 2 || value === 3, 'is not a valid status.');
		case 'gender':
			return say(value === 0 || value === 1 || value === 2, 'is not a valid gender.');
		case 'email':
			return emailProblem(store, value, userId);
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
		case 'team':
			return say(
				store.teams.some((t) => t.id === value),
				'does not exist.',
			);
	}
}

function isInt32(value: unknown): value is number {
	return Number.isInteger(value) && Math.abs(value as number) <= 2_147_483_647;
}

function emailProblem(store: CinodeStore, value: unknown, userId?: number): string | undefined {
	if (typeof value !== 'string' || !/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(value))
		return 'is not a valid e-mail address.';
	return emailTaken(store, value, userId) ? 'is already in use.' : undefined;
}

/** A date or date-time without offset as the API stores it, or undefined. */
export function toDateTime(value: unknown): string | undefined {
	if (typeof value !== 'string') return undefined;
	const [date, time, ...rest] = value.split('T');
	if (!isDate(date) || rest.length > 0) return undefined;
	if (time === undefined) return `${date}T00:00:00`;
	return /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?$/.test(time) ? value : undefined;
}
