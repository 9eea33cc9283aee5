import { ADDRESS_TYPES } from '../../models/cinode/codes';
import {
	cinodeCompany,
	cinodeCurrency,
	cinodeLanguage,
	cinodeTagDetails,
	named,
	type CinodeAddress,
	type CinodeCompany,
	type CinodeCurrency,
	type CinodeLanguage,
	type CinodeTagDetails,
	type Named,
} from '../../models/cinode/lookups';
import { cinodeTag, type CinodeTag } from '../../models/cinode/people';
import type { CinodeClient } from './client';

/** Cinode's look-ups (docs/vendors.md#cinode-look-ups). */

export async function listTags(client: CinodeClient): Promise<CinodeTag[]> {
	return await client.list('/tags', cinodeTag, { expected: 'a list of tags' });
}

export interface CinodeOffice {
	id: number;
	name: string;
}

/** An office that people are placed in. */
const OFFICE = ADDRESS_TYPES.location;

export async function listLanguages(client: CinodeClient): Promise<CinodeLanguage[]> {
	return await client.list('/v0.1/languages', cinodeLanguage, { expected: 'a list of languages' }, true);
}

export async function listCurrencies(client: CinodeClient): Promise<CinodeCurrency[]> {
	return await client.list('/currencies', cinodeCurrency, { expected: 'a list of currencies' });
}

/** There is no route for offices: they are the company's addresses of type Location. */
export async function listOffices(client: CinodeClient): Promise<CinodeOffice[]> {
	return officesOf(await client.one('', cinodeCompany, 'the company'));
}

/** The offices among a company's addresses. */
export function officesOf({ addresses }: CinodeCompany): CinodeOffice[] {
	return (addresses ?? [])
		.filter(({ addressType }) => addressType === OFFICE)
		.map((address) => ({ id: address.id, name: nameOf(address) }));
}

/**
 * One tag with its type, which the list doesn't show.
 * @throws VendorError `notFound`
 */
export async function getTag(client: CinodeClient, id: number): Promise<CinodeTagDetails> {
	return await client.one(`/tags/${id}`, cinodeTagDetails, 'a tag');
}

export async function listTeams(client: CinodeClient): Promise<Named[]> {
	return await client.list('/teams', named, { expected: 'a list of teams' });
}

function nameOf({ id, name, displayName, city, street1 }: CinodeAddress): string {
	return displayName || name || [street1, city].filter(Boolean).join(', ') || String(id);
}
