import { asSent } from '../support/sent.mts';

/** "Phones are compared as numbers (+46 = 0, spaces and dashes don't count)" (docs/field-rules.md, "Alike is equal"). */
export function samePhone(one: string | null, other: string | null): boolean {
	return plainPhone(one) === plainPhone(other);
}

function plainPhone(phone: string | null): string {
	const plain = asSent(phone ?? '').replace(/\(0\)|[\s-]/g, '');
	return plain.startsWith('+46') ? `0${plain.slice(3).replace(/^0/, '')}` : plain;
}

/** "trimmed, lower-cased, syntax checked"; undefined: not usable. */
export function usableEmail(email: string): string | undefined {
	const plain = asSent(email).toLowerCase();
	return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(plain) ? plain : undefined;
}
