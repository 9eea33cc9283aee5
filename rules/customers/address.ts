import { foldText } from '../shared/alike';
import type { AddressValue, FieldValue } from '../shared/types';

/** The parts of an address, in the order in which people read them. */
export const ADDRESS_PARTS = ['street1', 'street2', 'zipCode', 'city', 'country', 'email'] as const;

export function isAddress(value: FieldValue | undefined): value is AddressValue {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** "Storgatan 1, 111 22 Stockholm": what people see of an address in results; `null` when it is empty. */
export function addressText(address: AddressValue): string | null {
	const place = [address.zipCode, address.city].filter(Boolean).join(' ');
	const parts = [address.street1, address.street2, place, address.country, address.email];
	return parts.filter(Boolean).join(', ') || null;
}

/**
 * The address that the target should hold. An empty part of the source leaves the target's alone, but the second
 * line belongs to the first: it goes when the first is given without it.
 * @param clear Mode Mirror: every part is the source's.
 */
export function mergedAddress(wanted: AddressValue, current: AddressValue, clear: boolean): AddressValue {
	const merged = { ...current };
	const moves = wanted.street1 !== null && foldText(wanted.street1) !== foldText(current.street1 ?? '');
	for (const part of ADDRESS_PARTS) {
		const value = wanted[part];
		const follows = part === 'street2' && moves;
		if (value !== undefined && (clear || follows || value !== null)) merged[part] = value;
	}
	return merged;
}

/** Whether two addresses are the same but for spaces and case. */
export function alikeAddress(one: AddressValue, other: AddressValue): boolean {
	return ADDRESS_PARTS.every((part) => partText(one, part) === partText(other, part));
}

/** "111 22" and "11122" are the same postal code. */
function partText(address: AddressValue, part: (typeof ADDRESS_PARTS)[number]): string {
	const text = foldText(address[part] ?? '');
	return part === 'zipCode' ? text.replace(/[\s-]/g, '') : text;
}
