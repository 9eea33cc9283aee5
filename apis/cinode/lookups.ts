import type { CinodeClient } from './client';

/** Cinode's look-ups (facts/cinode.md 2f). */

export interface CinodeLanguage {
	languageId: number;
	name: string;
}

export interface CinodeCurrency {
	id: number;
	currencyCode: string;
	description?: string | null;
}

export interface CinodeOffice {
	id: number;
	name: string;
}

interface CinodeAddress {
	id: number;
	addressType?: number;
	name?: string | null;
	displayName?: string | null;
	street1?: string | null;
	city?: string | null;
}

/** AddressType Location: an office that people are placed in. */
const OFFICE = 3;

export async function listLanguages(client: CinodeClient): Promise<CinodeLanguage[]> {
	return await client.request<CinodeLanguage[]>({ method: 'GET', path: '/v0.1/languages' });
}

export async function listCurrencies(client: CinodeClient): Promise<CinodeCurrency[]> {
	return await client.company<CinodeCurrency[]>({ method: 'GET', path: '/currencies' });
}

/** There is no route for offices: they are the company's addresses of type Location. */
export async function listOffices(client: CinodeClient): Promise<CinodeOffice[]> {
	const company = await client.company<{ addresses?: CinodeAddress[] | null }>({ method: 'GET', path: '' });
	return (company.addresses ?? [])
		.filter(({ addressType }) => addressType === OFFICE)
		.map((address) => ({ id: address.id, name: nameOf(address) }));
}

export async function listTags(client: CinodeClient): Promise<Array<{ id: number; name: string }>> {
	return await client.company<Array<{ id: number; name: string }>>({ method: 'GET', path: '/tags' });
}

export interface CinodeTagDetails {
	id?: number | null;
	name?: string | null;
	tagType?: { id?: number | null; name?: string | null } | null;
}

/**
 * One tag with its type, which the list doesn't show.
 * @throws VendorError `notFound`
 */
export async function getTag(client: CinodeClient, id: number): Promise<CinodeTagDetails> {
	return await client.company<CinodeTagDetails>({ method: 'GET', path: `/tags/${id}` });
}

export async function listTeams(client: CinodeClient): Promise<Array<{ id: number; name: string }>> {
	return await client.company<Array<{ id: number; name: string }>>({ method: 'GET', path: '/teams' });
}

function nameOf({ id, name, displayName, city, street1 }: CinodeAddress): string {
	return displayName || name || [street1, city].filter(Boolean).join(', ') || String(id);
}
