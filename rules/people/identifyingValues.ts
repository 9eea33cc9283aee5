import { valuesIn } from '../shared/quoted';
import type { Values } from '../shared/types';

/** What names a person to others: the whole name in both orders, and the e-mail. */
export function identifyingValues({ firstName, lastName, email }: Values): string[] {
	const [first, last] = [firstName, lastName].map((part) => String(part ?? ''));
	const whole = first && last ? [`${first} ${last}`, `${last}, ${first}`, `${last} ${first}`] : [];
	return [...whole, ...(email ? [String(email)] : [])];
}

/** The same, and each part of the name by itself: for a text about just that person. */
export function namingValues(values: Values): Array<string | number> {
	return [...identifyingValues(values), ...valuesIn([values.firstName, values.lastName])];
}
