import {
	flag,
	id,
	list,
	nullable,
	number,
	numbered,
	object,
	required,
	stamp,
	text,
	type Infer,
} from '../decode';
import { ADDRESS_TYPES } from './codes';
import { companyUserReference } from './projects';

/** Cinode's look-ups, teams and webhooks (docs/vendors.md#cinode-look-ups). */

export const cinodeLanguage = object({ languageId: required(id), name: required(text) });
export type CinodeLanguage = Infer<typeof cinodeLanguage.fields>;

export const cinodeCurrency = object({ id: required(id), currencyCode: required(text), description: text });
export type CinodeCurrency = Infer<typeof cinodeCurrency.fields>;

/** A tag or a team as the lists show it. */
export const named = object({ id: required(id), name: required(text) });
export type Named = Infer<typeof named.fields>;

const companyAddress = object({
	id: required(id),
	addressType: numbered(ADDRESS_TYPES),
	name: text,
	displayName: text,
	street1: text,
	city: text,
});
export type CinodeAddress = Infer<typeof companyAddress.fields>;

export const cinodeCompany = object({
	id,
	name: text,
	countryId: id,
	addresses: list(companyAddress, 'address'),
});
export type CinodeCompany = Infer<typeof cinodeCompany.fields>;

const tagDetailFields = { id, name: text, tagType: nullable(object({ id, name: text })) };
export const cinodeTagDetails = object(tagDetailFields, true);
export type CinodeTagDetails = Infer<typeof tagDetailFields>;

const teamFields = { id: required(id), name: text, description: text };
export const cinodeTeam = object(teamFields, true);
export type CinodeTeam = Infer<typeof teamFields>;

const teamDetailFields = {
	...teamFields,
	internalIdentification: text,
	corporateIdentityNumber: text,
	costCenter: text,
	location: text,
	parentTeamId: id,
	created: stamp,
	updated: stamp,
};
export const cinodeTeamDetails = object(teamDetailFields, true);
export type CinodeTeamDetails = Infer<typeof teamDetailFields>;

export const cinodeTeamMember = object({
	teamId: id,
	companyUserId: id,
	companyUser: nullable(companyUserReference),
	availabilityPercent: number,
});
export type CinodeTeamMember = Infer<typeof cinodeTeamMember.fields>;

export const cinodeWebhook = object({
	id: required(text),
	isActive: flag,
	endpointUrl: text,
	configurations: list(object({ entityType: required(number), actionType: required(number) })),
	credentials: list(object({ isBasicAuthentication: flag, headerName: text })),
});
export type CinodeWebhook = Infer<typeof cinodeWebhook.fields>;

export const whoAmI = object({ companyId: id, companyUserId: id });

export const capabilities = object({ enabledModules: list(object({ moduleId: required(id) })) });
