import { LARGEST_PAGE } from '../../../models/cinode/codes';
import { swedishDigits } from '../../../rules';
import type { CinodeCustomersApi, CinodeListedCustomer } from './cinodeCustomer';

type Search = Pick<CinodeCustomersApi, 'searchCustomers'>;

/** So many that may be meant are looked at one by one. */
const FEW = 3;

/** How many searches a number takes at most. */
export function searchesFor(number: string): number {
	return isSwedish(number) ? 2 : spellings(number).length;
}

/**
 * Customers whose organisation number may be this one. Cinode searches for parts of what is written there, with any dash,
 * dot or space, so a Swedish number is searched for by its last four digits, which nobody puts apart, and, where that
 * finds many, by the first six as well. The search shows no number: only the details tell.
 */
export async function searchNumber(api: Search, number: string): Promise<CinodeListedCustomer[]> {
	const search = async (value: string) =>
		await api.searchCustomers({ field: 'corporateIdentityNumber', value, operator: 'contains' });
	if (!isSwedish(number)) {
		const found: CinodeListedCustomer[] = [];
		for (const value of spellings(number)) found.push(...(await search(value)));
		return found;
	}
	const byEnd = await search(number.slice(6));
	if (byEnd.length <= FEW) return byEnd;
	const byBeginning = await search(number.slice(0, 6));
	if (byBeginning.length >= LARGEST_PAGE) return byEnd;
	if (byEnd.length >= LARGEST_PAGE) return byBeginning;
	const ids = new Set(byBeginning.map(({ id }) => id));
	return byEnd.filter(({ id }) => ids.has(id));
}

function isSwedish(number: string): boolean {
	return swedishDigits(number) === number;
}

/** 987654321, and in groups of other countries: 987 654 321 (Norway), 12 34 56 78 (Denmark), no-break spaces too. */
function spellings(number: string): string[] {
	const size = /^\d{9}$/.test(number) ? 3 : /^\d{8}$/.test(number) ? 2 : 0;
	if (size === 0) return [number];
	const groups = number.match(new RegExp(`\\d{${size}}`, 'g')) ?? [];
	return [number, groups.join(' '), groups.join('\u00a0')];
}
