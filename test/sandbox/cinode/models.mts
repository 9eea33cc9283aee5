import {
	LEVELS,
	type CinodeStore,
	type CinodeSubcontractor,
	type CinodeTag,
	type CinodeUser,
} from './store.mts';
import { tagsOf } from './tags.mts';

export type Json = Record<string, unknown>;

export const seo = (text: string) =>
	text
		.toLowerCase()
		.normalize('NFD')
		.replace(/[\u0300-\u036f]/g, '')
		.replace(/[^a-z0-9]+/g, '-');

/** CompanyUserExtendedModel, what lists show. Without gender, language, phone, dates, tags and money. */
export function listModel(store: CinodeStore, user: CinodeUser): Json {
	return {
		status: user.status,
		title: user.title,
		companyUserEmail: user.email,
		createdDateTime: user.createdDateTime,
		updatedDateTime: user.updatedDateTime,
		employmentNumber: user.employmentNumber,
		companyAddress: officeModel(store, user.locationId),
		homeAddress: null,
		image: null,
		desiredAssignment: user.desiredAssignment,
		internalIdentifier: user.internalIdentifier,
		twitter: user.twitter,
		linkedIn: user.linkedIn,
		homepage: user.homepage,
		blog: user.blog,
		gitHub: user.gitHub,
		companyUserId: user.id,
		companyId: store.company.id,
		seoId: seo(`${user.firstName} ${user.lastName}`),
		firstName: user.firstName,
		lastName: user.lastName,
		companyUserType: 0,
		id: user.id,
		links: [],
	};
}

/** CompanyUserModel. */
export function detailModel(store: CinodeStore, user: CinodeUser): Json {
	const office = store.addresses.find((address) => address.id === user.locationId);
	return {
		employmentStartDate: user.employmentStartDate,
		employmentEndDate: user.employmentEndDate,
		availabilityPercent: user.availabilityPercent,
		availableFromDate: user.availableFromDate,
		mobility: user.mobility,
		locationName: office?.city ?? null,
		resumes: [],
		roles: rolesModel(user),
		teamManagers: [],
		teamMembers: [],
		customerManagers: [],
		periods: [],
		defaultCurrency: currencyModel(store, user.defaultCurrencyId),
		phone: user.phone,
		dateOfBirth: user.dateOfBirth,
		tags: tagsOf(store, user.tags).map((tag) => tagModel(store, tag)),
		...listModel(store, user),
	};
}

/** CompanyUserFullModel: the detail and the money fields; needs CompanyAdmin. */
export function fullModel(store: CinodeStore, user: CinodeUser): Json {
	return {
		invoicingGoal: user.invoicingGoal,
		taxTable: user.taxTable,
		baseSalary: user.baseSalary,
		provision: user.provision,
		hourlyTargetRate: user.hourlyTargetRate,
		selfCost: user.selfCost,
		...detailModel(store, user),
	};
}

/** Permissions, called roles here: RoleModel. */
export function rolesModel(user: CinodeUser): Json[] {
	return user.permissions.map((level) => ({
		id: level,
		name: LEVELS[level] ?? String(level),
		description: null,
		level,
	}));
}

/** CompanyTagBaseModel: the list of tags shows no type. */
export function tagBaseModel(store: CinodeStore, tag: CinodeTag): Json {
	return { companyId: store.company.id, id: tag.id, seoId: seo(tag.name), name: tag.name };
}

/** CompanyTagModel. */
export function tagModel(store: CinodeStore, tag: CinodeTag): Json {
	return { tagType: tag.tagType, ...tagBaseModel(store, tag) };
}

/** Each type of tag once. */
export function tagTypes(store: CinodeStore): Json[] {
	const types = [...store.tags.values()].map((tag) => tag.tagType).filter((type) => type !== null);
	return [...new Map(types.map((type) => [type.id, { ...type }])).values()];
}

/** CurrencyModel, or null. */
export function currencyModel(store: CinodeStore, id: number | null): Json | null {
	return store.currencies.find((currency) => currency.id === id) ?? null;
}

/** CompanyAddressModel of an office, or null. */
function officeModel(store: CinodeStore, id: number | null): Json | null {
	const address = id === null ? undefined : store.addresses.find((one) => one.id === id);
	return address ? { companyId: store.company.id, ...address, links: [] } : null;
}

/** CompanyModel. */
export function companyModel(store: CinodeStore): Json {
	const { company } = store;
	return {
		corporateIdentityNumber: company.corporateIdentityNumber,
		vatNumber: company.vatNumber,
		registrationYear: 2009,
		isTaxRegistered: true,
		addresses: store.addresses.map((address) => officeModel(store, address.id)),
		tags: [],
		countryId: company.countryId,
		defaultCurrency: currencyModel(store, company.defaultCurrencyId),
		currencies: store.currencies,
		id: company.id,
		name: company.name,
		seoId: seo(company.name),
		description: null,
		links: [],
	};
}

/** CompanyUserSubcontractorBaseModel, what the list shows. Their e-mail is called `email`, unlike users'. */
export function subcontractorModel(store: CinodeStore, sub: CinodeSubcontractor): Json {
	return {
		status: sub.status,
		rating: sub.rating,
		email: sub.email,
		companyName: sub.companyName,
		companyIdentifier: sub.companyIdentifier,
		companyAddress: officeModel(store, sub.locationId),
		homeAddress: null,
		image: null,
		desiredAssignment: null,
		internalIdentifier: sub.internalIdentifier,
		twitter: null,
		linkedIn: sub.linkedIn,
		homepage: null,
		blog: null,
		gitHub: null,
		companyUserId: sub.id,
		companyId: store.company.id,
		seoId: seo(`${sub.firstName} ${sub.lastName}`),
		firstName: sub.firstName,
		lastName: sub.lastName,
		companyUserType: 20,
		id: sub.id,
		links: [],
	};
}

/** CompanyUserSubcontractorModel: without gender, language and updatedDateTime. */
export function subcontractorDetailModel(store: CinodeStore, sub: CinodeSubcontractor): Json {
	return {
		resumes: [],
		defaultCurrency: currencyModel(store, sub.defaultCurrencyId),
		tariff: sub.tariff,
		createdDateTime: sub.createdDateTime,
		groups: [],
		phone: sub.phone,
		tags: tagsOf(store, sub.tags).map((tag) => tagBaseModel(store, tag)),
		attachments: [],
		...subcontractorModel(store, sub),
	};
}
